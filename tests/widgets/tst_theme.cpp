// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/icons.h"
#include "widgets/base/theme.h"

#include <QLineEdit>
#include <QPixmap>
#include <QtTest>

using namespace odimo::widgets;

class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    void namesAreReadBack();
    void contrastOfBlackOnWhiteIs21();
    void textsAreLegible_data() { addPalettes(); }
    void textsAreLegible();
    void graphicsStandOut_data() { addPalettes(); }
    void graphicsStandOut();
    void aDisabledPlaceholderIsAsFaintAsDisabledText_data() { addPalettes(); }
    void aDisabledPlaceholderIsAsFaintAsDisabledText();
    void switchingThemesChangesThePalette();
    void everyIconDrawsInTheTextColour();

private:
    static void addPalettes();
};

void ThemeTest::addPalettes()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void ThemeTest::namesAreReadBack()
{
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark})
        QCOMPARE(themeFromName(themeName(theme)), std::optional(theme));
    QVERIFY(!themeFromName("purple"));
}

void ThemeTest::contrastOfBlackOnWhiteIs21() { QCOMPARE(contrastRatio(Qt::white, Qt::black), 21.0); }

/// WCAG 2.1 asks 4.5:1 for texts and 3:1 for graphics.
void ThemeTest::textsAreLegible()
{
    QFETCH(const QPalette, palette);
    using Pair = std::pair<QPalette::ColorRole, QPalette::ColorRole>;
    for (const auto &[text, background] :
         {Pair{QPalette::WindowText, QPalette::Window}, Pair{QPalette::Text, QPalette::Base},
          Pair{QPalette::Text, QPalette::AlternateBase}, Pair{QPalette::ButtonText, QPalette::Button},
          Pair{QPalette::ToolTipText, QPalette::ToolTipBase}, Pair{QPalette::HighlightedText, QPalette::Highlight},
          Pair{QPalette::PlaceholderText, QPalette::Base}, Pair{QPalette::PlaceholderText, QPalette::Window},
          Pair{QPalette::Link, QPalette::Base}})
        QVERIFY2(contrastRatio(palette.color(text), palette.color(background)) >= 4.5,
                 qPrintable(QStringLiteral("roles %1 on %2").arg(text).arg(background)));
    QVERIFY(contrastRatio(errorTextColor(palette), palette.color(QPalette::Window)) >= 4.5);
    for (int unit = 0; unit < 3; ++unit)
        QVERIFY(contrastRatio(unitColors(unit, palette).text, unitColors(unit, palette).fill) >= 4.5);
}

void ThemeTest::graphicsStandOut()
{
    QFETCH(const QPalette, palette);
    const PlotColors plot = plotColors(palette);
    for (const QColor &color :
         {plot.front, plot.dominated, plot.baseline, plot.selection, plot.prediction, plot.training, plot.validation})
        QVERIFY2(contrastRatio(color, plot.background) >= 3, qPrintable(color.name()));
    for (int unit = 0; unit < 3; ++unit)
        QVERIFY2(contrastRatio(unitColors(unit, palette).outline, plot.background) >= 3,
                 qPrintable(QString::number(unit)));
}

void ThemeTest::aDisabledPlaceholderIsAsFaintAsDisabledText()
{
    QFETCH(const QPalette, palette);
    const auto strongest = [&](bool isPlaceholder) {
        QLineEdit edit;
        edit.setPalette(palette);
        edit.setFrame(false);
        isPlaceholder ? edit.setPlaceholderText("MMMM") : edit.setText("MMMM");
        edit.setEnabled(false);
        const QImage image = edit.grab().toImage();
        const QColor background = image.pixelColor(image.width() / 2, 1);
        double most = 1;
        for (int at = 0; at < image.width() * image.height(); ++at)
            most = std::max(most, contrastRatio(image.pixelColor(at % image.width(), at / image.width()), background));
        return most;
    };
    QVERIFY2(strongest(true) <= 1.05 * strongest(false),
             qPrintable(QStringLiteral("%1, %2").arg(strongest(true)).arg(strongest(false))));
}

void ThemeTest::switchingThemesChangesThePalette()
{
    applyTheme(*qApp, Theme::Dark);
    QVERIFY(isDark(QApplication::palette()));
    applyTheme(*qApp, Theme::Light);
    QVERIFY(!isDark(QApplication::palette()));
    applyTheme(*qApp, Theme::System);
}

void ThemeTest::everyIconDrawsInTheTextColour()
{
    applyTheme(*qApp, Theme::Dark);
    const QColor color = QApplication::palette().color(QPalette::ButtonText);
    QVERIFY(iconNames().size() > 20);
    for (const QString &name : iconNames()) {
        const QImage image = themedIcon(name).pixmap(64, 64).toImage().convertToFormat(QImage::Format_ARGB32);
        bool found = false;
        for (int at = 0; at < image.width() * image.height() && !found; ++at)
            found = image.pixelColor(at % image.width(), at / image.width()) == color;
        QVERIFY2(found, qPrintable(name));
    }
    applyTheme(*qApp, Theme::System);
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
