// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "app/explorer/shell/view_area.h"
#include "app/explorer/steering/steering_controller.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/painted_texts.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/table_view.h"
#include "widgets/front/front_panel.h"
#include "widgets/runs/runs_view.h"
#include "widgets/setup/setup_fields.h"
#include "widgets/setup/steering_panel.h"

#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QLabel>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

/// Numbers are shown and read as the user's language has them: a comma before decimals, points between thousands.
class GermanLocaleTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }
    void numbersAreShownWithACommaBeforeDecimals();
    void everyViewWritesNumbersSo_data();
    void everyViewWritesNumbersSo();
    void numbersAreReadWithACommaBeforeDecimals();
    void listsOfNumbersHaveSemicolons();

private:
    QTemporaryDir m_folder;
    WarningCollector m_warnings;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void GermanLocaleTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    const QString file = m_folder.filePath("instant.odimo");
    writeInstantProject(file.toStdString());
    m_settings = std::make_unique<UserSettings>(m_folder.filePath("settings.ini"));
    m_window = std::make_unique<MainWindow>(*m_settings, scripted({}, ScriptedExploration::End::ByItself));
    m_window->show();
    m_window->openProject(file);
    QTRY_VERIFY(m_window->front().isVisible() && !m_window->steeringController().isPredicting());
}

void GermanLocaleTest::numbersAreShownWithACommaBeforeDecimals()
{
    QStringList texts;
    for (const QLabel *label : m_window->findChildren<QLabel *>())
        texts << label->text();
    const QAbstractItemModel &runs = *m_window->runsView().table().model();
    for (int row = 0; row < runs.rowCount(); ++row)
        for (int column = 0; column < runs.columnCount(); ++column)
            texts << runs.index(row, column).data().toString();
    // One or two digits after a point are decimals; three are thousands. Versions and names have no unit behind.
    static const QRegularExpression point(QStringLiteral("\\d\\.\\d{1,2} ?(%|ms|s|µJ|kcycles|million)"));
    for (const QString &text : texts)
        QVERIFY2(!text.contains(point), qPrintable(text));
    static const QRegularExpression comma(QStringLiteral("\\d,\\d+ ?(%|ms|µJ|kcycles)"));
    QVERIFY(texts.filter(comma).size() > 20);
}

void GermanLocaleTest::everyViewWritesNumbersSo_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"front", "network", "layers", "timeline", "curves", "compare", "replay"})
        QTest::newRow(name) << name;
}

/// Not the view Code: C has points in every language.
void GermanLocaleTest::everyViewWritesNumbersSo()
{
    QFETCH(const QString, name);
    const std::vector<project::Run> &runs = m_window->projects().project()->runs;
    for (const project::Run &run : runs)
        if (run.phase == "finetune" && run.mapping)
            m_window->selection().setRun(run.id); // Of the last there are curves, too.
    m_window->selection().setLayer(QString::fromStdString(runs.back().mapping->layers[2].layer));
    m_window->views().show(*viewFromName(name));
    QTRY_VERIFY(!m_window->isBusy());
    const QStringList texts = paintedTexts(*m_window);
    static const QRegularExpression point(QStringLiteral("(?<![\\d.])\\d+\\.\\d{1,2}(?![\\d.])"));
    QCOMPARE(texts.filter(point), QStringList());
    static const QRegularExpression comma(QStringLiteral("\\d,\\d"));
    QVERIFY2(!paintedTexts(m_window->views()).filter(comma).isEmpty(), qPrintable(texts.join('|')));
}

void GermanLocaleTest::numbersAreReadWithACommaBeforeDecimals()
{
    m_window->views().show();
    auto *number = m_window->steering().findChild<QAbstractSpinBox *>();
    m_window->steering().findChild<QCheckBox *>()->setChecked(true);
    number->selectAll();
    QTest::keyClicks(number, "0,085");
    QTest::keyClick(number, Qt::Key_Return);
    QCOMPARE(m_window->steering().fields().mostLatency_ms, std::optional(0.085));
    QTRY_VERIFY(!m_window->steeringController().isPredicting());
}

void GermanLocaleTest::listsOfNumbersHaveSemicolons()
{
    const std::vector<double> expected{0.1, 0.35, 2};
    for (const char *text : {"0,1; 0,35; 2", "0,1 0,35 2", "0.1, 0.35, 2"})
        QCOMPARE(widgets::parseStrengths(text).values, expected);
    QVERIFY(widgets::parseStrengths("viel").error.contains("0,1; 0,3; 1"));
    QCOMPARE(widgets::parseTargets("50,5; 80").values, widgets::parseTargets("50.5, 80").values);
    QCOMPARE(widgets::parseTargets("50,5; 80").values.size(), std::size_t(2));
}

QTEST_MAIN(GermanLocaleTest)
#include "tst_german_locale.moc"
