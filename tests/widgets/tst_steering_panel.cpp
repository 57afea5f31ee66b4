// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/field_names.h"
#include "tests/widgets/samples.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/limit_field.h"
#include "widgets/base/table_view.h"
#include "widgets/base/theme.h"
#include "widgets/layers/split_view.h"
#include "widgets/setup/pin_list.h"
#include "widgets/setup/steering_panel.h"

#include <QAction>
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>
#include <QtTest>

using namespace odimo::widgets;
using namespace odimo::tests;

class SteeringPanelTest : public QObject {
    Q_OBJECT

private slots:
    void fieldsAreReadBack();
    void aLimitBeginsWhereItRulesOutNothing();
    void everyStepOfASliderIsTold();
    void numbersMayLieOutsideTheSlider();
    void newRangesKeepTheValue();
    void pinsAreAddedFromTheMenuEditedAndRemoved();
    void aFindingStandsBackBehindARefusal();
    void refusalsAreInTheColourOfErrorsInBothThemes();
    void layersArePinnedFromTheSplit();
    void everyFieldHasANameForAssistiveTechnology();

private:
    static SteeringChoices choices()
    {
        return {.latency_ms = {0.06, 0.11},
                .energy_uJ = {1.5, 2.8},
                .accuracy = {0.8, 0.9},
                .layers = {{"conv1", {"digital", "analog"}}, {"depthwise", {"digital"}}}};
    }
};

void SteeringPanelTest::fieldsAreReadBack()
{
    SteeringPanel panel;
    panel.setChoices(choices());
    QCOMPARE(panel.fields(), SteeringFields());
    QSignalSpy changed(&panel, &SteeringPanel::changed);
    const SteeringFields fields{
        .mostLatency_ms = 0.08, .mostEnergy_uJ = 2.5, .pins = {"conv1=digital", "fc[0-3]=analog"}};
    panel.setFields(fields);
    QCOMPARE(panel.fields(), fields);
    panel.setFields({.leastAccuracy = 0.875});
    QCOMPARE(*panel.fields().leastAccuracy, 0.875);
    QVERIFY(!panel.fields().mostLatency_ms);
    QCOMPARE(panel.fields().pins, QStringList());
    QCOMPARE(changed.count(), 0);
}

void SteeringPanelTest::aLimitBeginsWhereItRulesOutNothing()
{
    LimitField most("Latency at most", "ms", LimitField::Open::AtHighEnd);
    LimitField least("Accuracy at least", "%", LimitField::Open::AtLowEnd);
    for (LimitField *limit : {&most, &least}) {
        limit->setRange({80, 90});
        QVERIFY(!limit->value());
        QVERIFY(!limit->findChild<QSlider *>()->isEnabled());
        limit->findChild<QCheckBox *>()->click();
        QVERIFY(limit->findChild<QSlider *>()->isEnabled());
    }
    QCOMPARE(most.value(), std::optional(90.0));
    QCOMPARE(least.value(), std::optional(80.0));
}

void SteeringPanelTest::everyStepOfASliderIsTold()
{
    LimitField limit("Latency at most", "ms", LimitField::Open::AtHighEnd);
    limit.setRange({0, 1});
    limit.setValue(1);
    QSignalSpy changed(&limit, &LimitField::changed);
    auto *slider = limit.findChild<QSlider *>();
    slider->setSliderDown(true);
    for (const int step : {900, 750, 500})
        slider->setSliderPosition(step);
    QCOMPARE(changed.count(), 3);
    QCOMPARE(limit.value(), std::optional(0.5));
}

void SteeringPanelTest::numbersMayLieOutsideTheSlider()
{
    LimitField limit("Latency at most", "ms", LimitField::Open::AtHighEnd);
    limit.setRange({0.06, 0.11});
    limit.setValue(0.02);
    QCOMPARE(limit.value(), std::optional(0.02));
    QCOMPARE(limit.findChild<QSlider *>()->value(), 0);
    limit.setValue(0.3);
    QCOMPARE(limit.value(), std::optional(0.3));
    QCOMPARE(limit.findChild<QSlider *>()->value(), limit.findChild<QSlider *>()->maximum());
}

void SteeringPanelTest::newRangesKeepTheValue()
{
    LimitField limit("Accuracy at least", "%", LimitField::Open::AtLowEnd);
    limit.setRange({80, 90});
    limit.setValue(85.25);
    limit.setRange({70, 95});
    QCOMPARE(limit.value(), std::optional(85.25));
    limit.setValue(std::nullopt);
    limit.setRange({60, 95});
    QVERIFY(!limit.value());
    QCOMPARE(limit.findChild<QDoubleSpinBox *>()->value(), 60.0);
}

void SteeringPanelTest::pinsAreAddedFromTheMenuEditedAndRemoved()
{
    PinList list;
    list.setLayers(choices().layers);
    QSignalSpy changed(&list, &PinList::changed);
    const QList<QToolButton *> buttons = list.findChildren<QToolButton *>();
    const QList<QAction *> layers = buttons[0]->menu()->actions();
    QCOMPARE(layers.size(), 2);
    QCOMPARE(layers[0]->menu()->actions().size(), 2);
    QCOMPARE(layers[1]->menu()->actions().size(), 1);
    layers[0]->menu()->actions()[1]->trigger();
    QCOMPARE(list.pins(), QStringList{"conv1=analog"});
    auto *items = list.findChild<QListWidget *>();
    items->item(0)->setText("conv1[0-3]=analog");
    QCOMPARE(list.pins(), QStringList{"conv1[0-3]=analog"});
    QCOMPARE(changed.count(), 2);
    QVERIFY(!buttons[1]->isEnabled());
    items->item(0)->setSelected(true);
    buttons[1]->click();
    QCOMPARE(list.pins(), QStringList());
    QCOMPARE(changed.count(), 3);
}

void SteeringPanelTest::aFindingStandsBackBehindARefusal()
{
    SteeringPanel panel;
    panel.showOutcome("73 mappings are predicted.");
    panel.setFinding("There is no layer stem.");
    QCOMPARE(panel.outcome(), QStringLiteral("73 mappings are predicted.\nThere is no layer stem."));
    panel.showRefusal("No mapping takes at most 0.05 ms.");
    QCOMPARE(panel.outcome(), QStringLiteral("No mapping takes at most 0.05 ms."));
    panel.showOutcome("73 mappings are predicted.");
    panel.setFinding({});
    QCOMPARE(panel.outcome(), QStringLiteral("73 mappings are predicted."));
}

void SteeringPanelTest::refusalsAreInTheColourOfErrorsInBothThemes()
{
    SteeringPanel panel;
    panel.showRefusal("No mapping takes at most 0.05 ms.");
    panel.show();
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        applyTheme(*qApp, theme);
        QCoreApplication::processEvents();
        for (const QLabel *label : panel.findChildren<QLabel *>())
            if (label->text().startsWith("No mapping"))
                QCOMPARE(label->palette().color(label->foregroundRole()), errorTextColor(panel.palette()));
    }
    applyTheme(*qApp, Theme::System);
}

void SteeringPanelTest::layersArePinnedFromTheSplit()
{
    SplitView view;
    view.setSplit(sampleSplit());
    view.setPins({{.layer = "conv2", .unit = 1}});
    QList<std::pair<QString, std::optional<int>>> chosen;
    connect(&view, &SplitView::pinChosen, this,
            [&](const QString &layer, std::optional<int> unit) { chosen.emplaceBack(layer, unit); });
    const auto menuOf = [&](int row, QMenu &menu) {
        emit view.table().menuRequested(menu, view.model().index(row, 0));
        QList<QAction *> actions;
        for (QAction *action : menu.actions())
            if (!action->isSeparator())
                actions << action;
        return actions;
    };
    QMenu ofConv2;
    const QList<QAction *> actions = menuOf(1, ofConv2);
    QCOMPARE(actions.size(), 3);
    QVERIFY(!actions[0]->isChecked() && !actions[1]->isChecked() && actions[2]->isChecked());
    actions[0]->trigger();
    actions[1]->trigger();
    QCOMPARE(chosen, (QList<std::pair<QString, std::optional<int>>>{{"conv2", std::nullopt}, {"conv2", 0}}));
    QMenu ofDepthwise;
    QVERIFY(!menuOf(2, ofDepthwise)[2]->isEnabled());
    QMenu ofTotal;
    QVERIFY(menuOf(3, ofTotal).isEmpty());
}

void SteeringPanelTest::everyFieldHasANameForAssistiveTechnology()
{
    WarningCollector warnings;
    SteeringPanel panel;
    panel.setChoices(choices());
    panel.show();
    const odimo::tests::FieldNames names = odimo::tests::fieldNames(panel);
    QCOMPARE(names.unnamed, QStringList());
    QVERIFY(names.fields >= 12);
    QCOMPARE(warnings.takeAll(), QStringList());
}

QTEST_MAIN(SteeringPanelTest)
#include "tst_steering_panel.moc"
