// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/samples.h"
#include "widgets/base/table_view.h"
#include "widgets/layers/layers_model.h"
#include "widgets/runs/log_view.h"
#include "widgets/runs/runs_view.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QtTest>

using namespace odimo::widgets;
using namespace odimo::tests;

class ModelsTest : public QObject {
    Q_OBJECT

private slots:
    void runsModelKeepsItsPromises();
    void runsAreUpdatedInPlace();
    void runsSortByRawUnits_data();
    void runsSortByRawUnits();
    void runsViewFollowsAndReportsTheCurrentRun();
    void theCurrentRunStaysWhenTheyAreReadAgain();
    void runsHaveRoomForTheirTexts();
    void runsFillTheWidthOfTheTable();
    void strengthsAreShownIfThereAreAny();
    void logModelKeepsItsPromises();
    void logForgetsTheOldestBeyondItsCapacity();
    void logViewFiltersByLevel();
    void layersModelKeepsItsPromises();
    void layersEndWithTotals();
    void layersAreNamedByWhatTellsThemApart();
    void refusedLayersAreMarked();
    void conversionsOfLayoutsAreToldWithTheLatency();
    void untrainedRunsSaySo();
    void runsSayWhetherTheyWereVerified();
    void pinnedLayersAreMarked();
    void selectedRowsAreCopiedWithAHeader();
};

void ModelsTest::runsModelKeepsItsPromises()
{
    RunsModel model;
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    proxy.setSortRole(RunsModel::SortRole);
    proxy.sort(RunsModel::Accuracy);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester throughProxy(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(sampleRuns());
    model.put(row(9, "Search 2", RunState::Queued));
    RunRow changed = sampleRuns()[2];
    changed.accuracy = 0.5;
    model.put(changed);
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(proxy.rowCount(), 5);
    model.setRows({});
    QCOMPARE(proxy.rowCount(), 0);
}

void ModelsTest::runsAreUpdatedInPlace()
{
    RunsModel model;
    model.setRows(sampleRuns());
    QSignalSpy changes(&model, &RunsModel::dataChanged);
    RunRow done = sampleRuns()[2];
    done.state = RunState::Done;
    model.put(done);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(model.index(2, RunsModel::State).data().toString(), QStringLiteral("Done"));
}

void ModelsTest::runsSortByRawUnits_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QList<qint64>>("order");
    QTest::newRow("latency: 9.5 before 120 kcycles, absent first")
        << int(RunsModel::Latency) << QList<qint64>{1, 4, 2, 3};
    QTest::newRow("accuracy") << int(RunsModel::Accuracy) << QList<qint64>{3, 4, 2, 1};
    QTest::newRow("strength") << int(RunsModel::Strength) << QList<qint64>{1, 4, 3, 2};
}

void ModelsTest::runsSortByRawUnits()
{
    QFETCH(const int, column);
    QFETCH(const QList<qint64>, order);
    RunsModel model;
    model.setRows(sampleRuns());
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    proxy.setSortRole(RunsModel::SortRole);
    proxy.sort(column);
    QList<qint64> sorted;
    for (int at = 0; at < proxy.rowCount(); ++at)
        sorted << proxy.index(at, 0).data(RunsModel::RunRole).toLongLong();
    QCOMPARE(sorted, order);
}

void ModelsTest::runsViewFollowsAndReportsTheCurrentRun()
{
    RunsModel model;
    model.setRows(sampleRuns());
    RunsView view(model);
    QSignalSpy chosen(&view, &RunsView::runChosen);
    view.setCurrentRun(3);
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(view.table().currentIndex().data(RunsModel::RunRole).toLongLong(), 3);
    view.show();
    QTest::keyClick(&view.table(), Qt::Key_Down);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toLongLong(), 4);
    view.setCurrentRun(77);
    QVERIFY(!view.table().currentIndex().isValid());
}

/// Or the table would take its first row when the Tab key passes it.
void ModelsTest::theCurrentRunStaysWhenTheyAreReadAgain()
{
    RunsModel model;
    model.setRows(sampleRuns());
    RunsView view(model);
    view.setCurrentRun(3);
    QSignalSpy chosen(&view, &RunsView::runChosen);
    model.setRows(sampleRuns());
    QCOMPARE(view.table().currentIndex().data(RunsModel::RunRole).toLongLong(), 3);
    view.show();
    view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.table().setFocus(Qt::TabFocusReason);
    QCOMPARE(chosen.count(), 0);
}

void ModelsTest::runsHaveRoomForTheirTexts()
{
    RunsModel model;
    RunsView view(model);
    model.setRows({row(1, "first-and-last-digital", RunState::Queued)});
    const int narrow = view.table().columnWidth(RunsModel::State);
    RunRow busy = row(1, "first-and-last-digital", RunState::Running);
    busy.activity = QStringLiteral("Fine-tuning 16/16");
    model.put(busy);
    const int wide = view.table().columnWidth(RunsModel::State);
    const QModelIndex shown = view.table().model()->index(0, RunsModel::State);
    QVERIFY(wide >= view.table().itemDelegate()->sizeHint(QStyleOptionViewItem(), shown).width());
    QVERIFY(wide > narrow);
    QFont bold = view.table().font();
    bold.setBold(true);
    QVERIFY(view.table().columnWidth(RunsModel::Name) > QFontMetrics(bold).horizontalAdvance(busy.name));
    model.put(row(1, "first-and-last-digital", RunState::Done));
    QCOMPARE(view.table().columnWidth(RunsModel::State), wide);
}

void ModelsTest::runsFillTheWidthOfTheTable()
{
    RunsModel model;
    RunsView view(model);
    model.setRows(sampleRuns());
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QHeaderView &header = *view.table().horizontalHeader();
    view.resize(2000, 300);
    QTRY_COMPARE(header.length(), view.table().viewport()->width());
    const int wide = view.table().columnWidth(RunsModel::Name);
    view.resize(200, 300); // Too narrow for all: each has what it needs, and the table scrolls.
    QTRY_VERIFY(header.length() > view.table().viewport()->width());
    QVERIFY(view.table().columnWidth(RunsModel::Name) < wide);
    QFont bold = view.table().font();
    bold.setBold(true);
    QVERIFY(view.table().columnWidth(RunsModel::Name) > QFontMetrics(bold).horizontalAdvance(sampleRuns()[1].name));
}

void ModelsTest::strengthsAreShownIfThereAreAny()
{
    RunsModel model;
    RunsView view(model);
    view.resize(1000, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    RunRow instant = row(1, "instant", RunState::Done);
    model.setRows({instant});
    QVERIFY(view.table().isColumnHidden(RunsModel::Strength));
    RunRow search = row(2, "Search 0.1", RunState::Queued);
    search.strength = 0.1;
    model.put(search);
    QVERIFY(!view.table().isColumnHidden(RunsModel::Strength));
    QVERIFY(view.table().columnWidth(RunsModel::Strength) >=
            view.table().horizontalHeader()->sectionSizeHint(RunsModel::Strength)); // The whole name.
    view.resize(300, 300); // The name of a search tells its strength, too.
    QTRY_VERIFY(view.table().isColumnHidden(RunsModel::Strength));
}

void ModelsTest::logModelKeepsItsPromises()
{
    LogModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEntries({{LogLevel::Information, "10:00:00", 0, "begun"}});
    model.append({{LogLevel::Warning, "10:00:01", 2, "slow"}, {LogLevel::Error, "10:00:02", 3, "broken"}});
    model.append({});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(2, LogModel::Level).data().toString(), QStringLiteral("Error"));
}

void ModelsTest::logForgetsTheOldestBeyondItsCapacity()
{
    LogModel model;
    model.setEntries(std::vector<LogEntry>(LogModel::capacity, {LogLevel::Information, "10:00:00", 0, "old"}));
    model.append({{LogLevel::Information, "10:00:01", 0, "new"}});
    QCOMPARE(model.rowCount(), LogModel::capacity);
    QCOMPARE(model.index(LogModel::capacity - 1, LogModel::Text).data().toString(), QStringLiteral("new"));
}

void ModelsTest::logViewFiltersByLevel()
{
    LogModel model;
    model.setEntries({{LogLevel::Information, "", 0, "begun"},
                      {LogLevel::Warning, "", 0, "slow"},
                      {LogLevel::Error, "", 0, "broken"}});
    LogView view(model);
    const QAbstractItemModel *shown = view.table().model();
    QCOMPARE(shown->rowCount(), 3);
    view.levels().setCurrentIndex(1);
    QCOMPARE(shown->rowCount(), 2);
    view.levels().setCurrentIndex(2);
    QCOMPARE(shown->rowCount(), 1);
    QCOMPARE(shown->index(0, LogModel::Text).data().toString(), QStringLiteral("broken"));
}

void ModelsTest::layersModelKeepsItsPromises()
{
    LayersModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSplit(sampleSplit());
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.columnCount(), 6);
    model.setSplit({});
    QCOMPARE(model.rowCount(), 0);
}

void ModelsTest::layersEndWithTotals()
{
    LayersModel model;
    model.setSplit(sampleSplit());
    QCOMPARE(model.index(3, LayersModel::Layer).data().toString(), QStringLiteral("Total"));
    QCOMPARE(model.index(3, LayersModel::Split).data(LayersModel::ChannelsRole).value<QList<int>>(),
             (QList<int>{49, 511}));
    QCOMPARE(model.index(3, 5).data().toString(), QStringLiteral("1.850"));
}

void ModelsTest::layersAreNamedByWhatTellsThemApart()
{
    SplitValues split = sampleSplit();
    QVERIFY(split.layers.size() >= 2);
    for (std::size_t layer = 0; layer < split.layers.size(); ++layer)
        split.layers[layer].name = QStringLiteral("model/body/stage%1/conv").arg(layer);
    LayersModel model;
    model.setSplit(split);
    QCOMPARE(model.index(1, LayersModel::Layer).data().toString(), QStringLiteral("\u2026stage1/conv"));
    QVERIFY(model.index(1, LayersModel::Layer).data(Qt::ToolTipRole).toString().startsWith("model/body/stage1/conv"));
    split.layers[0].name = QStringLiteral("head");
    model.setSplit(split);
    QCOMPARE(model.index(1, LayersModel::Layer).data().toString(), QStringLiteral("model/body/stage1/conv"));
}

void ModelsTest::refusedLayersAreMarked()
{
    LayersModel model;
    model.setSplit(sampleSplit());
    QCOMPARE(model.index(2, LayersModel::FirstUnit + 1).data().toString(), QStringLiteral("cannot"));
    QVERIFY(model.index(1, LayersModel::FirstUnit + 1).data(Qt::FontRole).value<QFont>().bold());
    QVERIFY(!model.index(1, LayersModel::FirstUnit).data(Qt::FontRole).isValid());
}

void ModelsTest::conversionsOfLayoutsAreToldWithTheLatency()
{
    SplitValues split = sampleSplit();
    split.layers[1].latency_cycles += 1000;
    split.layers[1].conversion_cycles = 1000;
    LayersModel model;
    model.setSplit(split);
    const int latency = LayersModel::FirstUnit + 2;
    QCOMPARE(model.index(1, latency).data(Qt::ToolTipRole).toString(),
             QStringLiteral("With 1,000 cycles to convert layouts"));
    QCOMPARE(model.index(0, latency).data(Qt::ToolTipRole).toString(), QString());
    QVERIFY(model.index(1, LayersModel::FirstUnit + 1).data(Qt::FontRole).value<QFont>().bold()); // still the slowest
}

void ModelsTest::untrainedRunsSaySo()
{
    RunsModel model;
    RunRow untrained = row(1, "instant", RunState::Done);
    untrained.isUntrained = true;
    model.setRows({untrained});
    QCOMPARE(model.index(0, RunsModel::State).data().toString(), QStringLiteral("Done, untrained"));
    QCOMPARE(model.index(0, RunsModel::State).data(Qt::ToolTipRole).toString(),
             QStringLiteral("Measured without training"));
    QCOMPARE(model.index(0, RunsModel::Strength).data().toString(), QString());
    untrained.activity = "Fine-tuning 1/2";
    model.put(untrained);
    QCOMPARE(model.index(0, RunsModel::State).data().toString(), QStringLiteral("Fine-tuning 1/2"));
}

void ModelsTest::runsSayWhetherTheyWereVerified()
{
    RunsModel model;
    RunRow identical = row(2, "Search 0.1", RunState::Done);
    identical.verdict = "identical";
    identical.repetition = "Computed again today: bit by bit";
    RunRow different = row(3, "Search 1", RunState::Done);
    different.verdict = "different";
    different.differs = true;
    model.setRows({row(1, "instant", RunState::Done), identical, different, row(4, "Search 2", RunState::Running)});
    const auto data = [&](int at, int role) {
        return model.index(at, RunsModel::Verified).data(role);
    };
    QStringList shown;
    for (int at = 0; at < model.rowCount(); ++at)
        shown << data(at, Qt::DisplayRole).toString();
    QCOMPARE(shown, QStringList({"not yet", "identical", "different", ""}));
    QCOMPARE(data(0, Qt::ForegroundRole).value<QBrush>().color(),
             QGuiApplication::palette().color(QPalette::PlaceholderText));
    QVERIFY(!data(1, Qt::ForegroundRole).isValid() && data(0, Qt::DecorationRole).isNull());
    QVERIFY(data(0, Qt::ToolTipRole).toString().contains("Verify Run"));
    QCOMPARE(data(1, Qt::ToolTipRole).toString(), identical.repetition);
    const auto sign = [&](int at) {
        return data(at, Qt::DecorationRole).value<QIcon>().pixmap(16, 16).toImage();
    };
    QVERIFY(!sign(1).isNull() && !sign(2).isNull() && sign(1) != sign(2));
}

void ModelsTest::pinnedLayersAreMarked()
{
    LayersModel model;
    model.setSplit(sampleSplit());
    const auto isMarked = [&](int row) {
        return !model.index(row, LayersModel::Layer).data(Qt::DecorationRole).isNull();
    };
    const auto tip = [&](int row) {
        return model.index(row, LayersModel::Layer).data(Qt::ToolTipRole).toString();
    };
    QVERIFY(!isMarked(0));
    model.setPins({{.layer = "conv1", .unit = 0}, {.layer = "conv2", .unit = 1, .firstChannel = 3, .lastChannel = 7}});
    QVERIFY(isMarked(0) && isMarked(1));
    QVERIFY(!isMarked(2) && !isMarked(3));
    QVERIFY(tip(0).endsWith("Pinned to digital"));
    QVERIFY(tip(1).endsWith("Channels 3 to 7 pinned to analog"));
}

void ModelsTest::selectedRowsAreCopiedWithAHeader()
{
    RunsModel model;
    model.setRows(sampleRuns());
    RunsView view(model);
    view.show();
    view.table().selectRow(1);
    QTest::keyClick(&view.table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("Run\tName\tStatus\tVerified\tAccuracy\tLatency\tEnergy\tStrength\n"
                            "2\tSearch 1\tDone\tnot yet\t88.73 %\t9.500 kcycles\t1.250 µJ\t1\n"));
}

QTEST_MAIN(ModelsTest)
#include "tst_models.moc"
