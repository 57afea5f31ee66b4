// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/figures/length_field.h"
#include "app/explorer/figures/save_dialog.h"
#include "app/explorer/figures/save_preview.h"
#include "app/explorer/figures/save_size.h"
#include "tests/widgets/warnings.h"

#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;

class SaveDialogTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aPresetFillsTheFields();
    void lengthsAreTheSameInBothUnits();
    void pixelsStayWhenTheResolutionChanges();
    void valuesHaveNoSize();
    void thePreviewShowsWhatIsChosen();
    void everyFieldHasAName();

private:
    QComboBox &box(const QString &name) const;
    LengthField &length(const QString &name) const;
    QString size() const;
    void choose(const QString &name, const QString &text);

    std::unique_ptr<SaveDialog> m_dialog;
    SaveChoice m_shown; ///< That the preview was asked for.
    tests::WarningCollector m_warnings;
};

void SaveDialogTest::init()
{
    m_dialog = std::make_unique<SaveDialog>(
        std::vector{Content::Front, Content::Runs}, SaveChoice{.kind = FileKind::Png, .width_mm = 100},
        [this](const SaveChoice &choice) {
            m_shown = choice;
            if (!isPicture(choice.kind))
                return PreviewValues{.text = "run,mapping"};
            return PreviewValues{.figure =
                                     widgets::paintedFigure({choice.width_mm, choice.height_mm}, [](QPainter &painter) {
                                         painter.fillRect(0, 0, 2000, 2000, Qt::red);
                                     })};
        });
    m_dialog->show();
}

void SaveDialogTest::cleanup()
{
    m_dialog.reset();
    QCOMPARE(m_warnings.takeAll(), QStringList());
}

QComboBox &SaveDialogTest::box(const QString &name) const
{
    for (QComboBox *found : m_dialog->findChildren<QComboBox *>())
        if (found->accessibleName() == name)
            return *found;
    throw std::logic_error("no such box");
}

LengthField &SaveDialogTest::length(const QString &name) const
{
    for (LengthField *found : m_dialog->findChildren<LengthField *>())
        if (found->accessibleName() == name)
            return *found;
    throw std::logic_error("no such field");
}

QString SaveDialogTest::size() const
{
    for (const QLabel *label : m_dialog->findChildren<QLabel *>())
        if (label->text().contains("mm") && label->text().contains("×"))
            return label->text();
    return {};
}

void SaveDialogTest::choose(const QString &name, const QString &text)
{
    QComboBox &found = box(name);
    found.setCurrentIndex(found.findText(text));
    emit found.activated(found.currentIndex());
}

void SaveDialogTest::aPresetFillsTheFields()
{
    QCOMPARE(box("Size").currentText(), "Other");
    for (const SizePreset &preset : sizePresets()) {
        choose("Size", preset.name);
        QVERIFY2(isOf(m_dialog->choice(), preset), qPrintable(preset.name));
        QVERIFY(isOf(m_shown, preset));
        QCOMPARE(box("Size").currentText(), preset.name);
    }
    choose("Size", "Slide, 16:9");
    QCOMPARE(size(), "254 × 143 mm, 1,920 × 1,080 pixels");
    length("Width").setValue(200);
    QCOMPARE(box("Size").currentText(), "Other");
}

void SaveDialogTest::lengthsAreTheSameInBothUnits()
{
    choose("Size", "Slide, 16:9");
    choose("Unit of lengths", "px");
    QCOMPARE(length("Width").text(), "1,920 px");
    QCOMPARE(length("Height").text(), "1,080 px");
    QCOMPARE(box("Size").currentText(), "Slide, 16:9");
    choose("Unit of lengths", "mm");
    QCOMPARE(length("Width").text(), "254 mm");
    QCOMPARE(length("Height").text(), "142.9 mm");
    choose("Kind of file", "Scalable Vector Graphics (.svg)"); // Has no resolution.
    choose("Unit of lengths", "px");
    QCOMPARE(length("Width").text(), "960 px");
    QVERIFY(m_dialog->choice().isInPixels);
}

void SaveDialogTest::pixelsStayWhenTheResolutionChanges()
{
    choose("Unit of lengths", "px");
    length("Width").setValue(800);
    for (QDoubleSpinBox *field : m_dialog->findChildren<QDoubleSpinBox *>())
        if (field->accessibleName() == "Resolution")
            field->setValue(200);
    QCOMPARE(length("Width").text(), "800 px");
    QCOMPARE(m_dialog->choice().width_mm, 101.6);
}

void SaveDialogTest::valuesHaveNoSize()
{
    choose("What is written", "Table of runs");
    QCOMPARE(m_dialog->choice().kind, FileKind::Csv);
    for (const QDoubleSpinBox *field : m_dialog->findChildren<QDoubleSpinBox *>())
        QVERIFY2(!field->isEnabled(), qPrintable(field->accessibleName()));
    QVERIFY(!box("Size").isEnabled() && !box("Colours").isEnabled());
    QCOMPARE(size(), QString());
    choose("What is written", "Front"); // As CSV, still.
    choose("Kind of file", "Image (.png)");
    QVERIFY(length("Width").isEnabled());
}

void SaveDialogTest::thePreviewShowsWhatIsChosen()
{
    auto &preview = *m_dialog->findChild<SavePreview *>();
    const auto colorInTheMiddle = [&] {
        return preview.grab().toImage().pixelColor(preview.width() / 2, preview.height() / 2);
    };
    QCOMPARE(colorInTheMiddle(), QColor(Qt::red));
    choose("Colours", "Dark");
    QVERIFY(m_shown.isDark);
    choose("What is written", "Table of runs");
    QCOMPARE(m_shown.content, Content::Runs);
    QVERIFY(colorInTheMiddle() != QColor(Qt::red));
}

void SaveDialogTest::everyFieldHasAName()
{
    for (const QWidget *field : m_dialog->findChildren<QWidget *>())
        if (qobject_cast<const QComboBox *>(field) || qobject_cast<const QAbstractSpinBox *>(field))
            QVERIFY2(!field->accessibleName().isEmpty(), field->metaObject()->className());
}

int main(int count, char **arguments)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(count, arguments);
    SaveDialogTest test;
    return QTest::qExec(&test, count, arguments);
}

#include "tst_save_dialog.moc"
