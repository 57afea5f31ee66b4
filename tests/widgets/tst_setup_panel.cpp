// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/field_names.h"
#include "tests/widgets/setup_choices.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/note_label.h"
#include "widgets/setup/setup_panel.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QtTest>

using namespace odimo::widgets;

class SetupPanelTest : public QObject {
    Q_OBJECT

private slots:
    void strengthsAreNumbers_data();
    void strengthsAreNumbers();
    void fieldsAreReadBack();
    void channelsMayBeLeftOut();
    void findingsStandBelowTheirFields();
    void longNamesInFindingsAreBroken();
    void budgetBelongsToThePresetQuick();
    void listedStrengthsReplaceThePoints();
    void strengthsBelongToTheEngineThatTrains();
    void targetsArePercentages_data();
    void targetsArePercentages();
    void aStartIsKeptWhileItIsThere();
    void aBlockedStartGivesItsReason();
    void aQuestionHasOneAnswer();
    void everyFieldHasANameForAssistiveTechnology();

private:
    static SetupChoices choices() { return odimo::tests::setupChoices(); }
};

void SetupPanelTest::strengthsAreNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<QString>("error");
    QTest::newRow("empty") << "" << QList<double>{} << "";
    QTest::newRow("commas and spaces") << "0, 0.1  1e-2;3" << QList<double>{0, 0.1, 0.01, 3} << "";
    QTest::newRow("range") << "0.1:10:3" << QList<double>{0.1, 1, 10} << "";
    QTest::newRow("a word") << "0.1 many" << QList<double>{} << "'many' is not a number; write strengths like";
    QTest::newRow("negative") << "-1" << QList<double>{} << "A strength cannot be negative: -1";
}

void SetupPanelTest::strengthsAreNumbers()
{
    QFETCH(const QString, text);
    QFETCH(const QList<double>, values);
    QFETCH(const QString, error);
    const ParsedNumbers parsed = parseStrengths(text);
    QCOMPARE(QList<double>(parsed.values.begin(), parsed.values.end()), values);
    QVERIFY2(error.isEmpty() ? parsed.error.isEmpty() : parsed.error.startsWith(error), qPrintable(parsed.error));
}

void SetupPanelTest::fieldsAreReadBack()
{
    SetupPanel panel(choices());
    QSignalSpy changes(&panel, &SetupPanel::changed);
    SetupFields fields{.network = "resnet20:width=8",
                       .data = "/data/digits",
                       .platform = "diana",
                       .objective = odimo::mapping::Objective::Energy,
                       .engine = "instant",
                       .strengths = "",
                       .targets = "50, 70",
                       .points = 7,
                       .preset = "quick",
                       .budget_min = 9,
                       .seed = 42,
                       .device = "cuda",
                       .precision = "mixed",
                       .project = "a.odimo",
                       .layout = "host_conversion",
                       .jobs = 2};
    panel.setFields(fields);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(panel.fields(), fields);
    fields.project.clear();
    panel.setFields(fields);
    panel.setSuggestedProject("/home/suggested.odimo");
    QCOMPARE(panel.fields().project, QStringLiteral("/home/suggested.odimo"));
    fields.layout.clear();
    panel.setFields(fields);
    QCOMPARE(panel.fields().layout, QString());
}

/// A field of its own says what a platform's name ends in.
void SetupPanelTest::channelsMayBeLeftOut()
{
    SetupPanel panel(choices());
    SetupFields fields = panel.fields();
    fields.platform = "diana+none";
    panel.setFields(fields);
    QCOMPARE(panel.fields().platform, fields.platform);
    QComboBox *channels = nullptr;
    for (QComboBox *box : panel.findChildren<QComboBox *>())
        if (box->accessibleName() == "Channels")
            channels = box;
    QVERIFY(channels);
    QCOMPARE(channels->currentIndex(), 1);
    channels->setCurrentIndex(0);
    QCOMPARE(panel.fields().platform, QStringLiteral("diana"));
    channels->setCurrentIndex(1);
    QCOMPARE(panel.fields().platform, fields.platform);
}

void SetupPanelTest::findingsStandBelowTheirFields()
{
    SetupPanel panel(choices());
    panel.setFindings({{SetupField::Network, Finding::Severity::Error, "There is no network alexnet."},
                       {SetupField::Data, Finding::Severity::Information, "10 classes"}});
    QCOMPARE(panel.findingText(SetupField::Network), QStringLiteral("There is no network alexnet."));
    QCOMPARE(panel.findingText(SetupField::Data), QStringLiteral("10 classes"));
    QCOMPARE(panel.findingText(SetupField::Project), QString());
    panel.setFindings({});
    QCOMPARE(panel.findingText(SetupField::Network), QString());
}

void SetupPanelTest::longNamesInFindingsAreBroken()
{
    SetupPanel panel({});
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const QWidget &form = *panel.findChild<QScrollArea *>()->widget();
    const int width = form.minimumSizeHint().width();
    const QString data = "synthetic:channels=3,size=32,classes=10,train=400,test=200,image=1x49x10";
    panel.setFindings({{SetupField::Network, Finding::Severity::Error, "Name the data as " + data + "."}});
    QCOMPARE(form.minimumSizeHint().width(), width); // The fields stay within the panel.
    QVERIFY(panel.findingText(SetupField::Network).contains(data));

    SetupFields pasted = panel.fields();
    pasted.data = NoteLabel::breakable(data);
    QVERIFY(pasted.data != data);
    panel.setFields(pasted);
    QCOMPARE(panel.fields().data, data);
}

void SetupPanelTest::budgetBelongsToThePresetQuick()
{
    SetupPanel panel(choices());
    SetupFields fields = panel.fields();
    const auto budget = [&] {
        for (QWidget *widget : panel.findChildren<QWidget *>())
            if (widget->accessibleName() == QLatin1String("Time budget in minutes"))
                return widget;
        return static_cast<QWidget *>(nullptr);
    }();
    QVERIFY(budget);
    QVERIFY(budget->isEnabledTo(&panel));
    fields.preset = "paper";
    panel.setFields(fields);
    QVERIFY(!budget->isEnabledTo(&panel));
}

void SetupPanelTest::listedStrengthsReplaceThePoints()
{
    SetupPanel panel(choices());
    SetupFields fields = panel.fields();
    fields.points = 5;
    fields.engine = "odimo";
    fields.strengths = "0.1, 1";
    panel.setFields(fields);
    QCOMPARE(panel.fields().points, 0);
    QCOMPARE(panel.fields().strengths, QStringLiteral("0.1, 1"));
}

void SetupPanelTest::strengthsBelongToTheEngineThatTrains()
{
    SetupPanel panel(choices());
    panel.show();
    const auto *strengths = panel.findChildren<QLineEdit *>(QString()).first();
    for (const QLineEdit *edit : panel.findChildren<QLineEdit *>())
        if (edit->accessibleName() == "Strengths")
            strengths = edit;
    SetupFields fields = panel.fields();
    QCOMPARE(fields.engine, QString());
    QVERIFY(!strengths->isVisible());
    fields.engine = "odimo";
    fields.strengths = "0.1";
    panel.setFields(fields);
    QVERIFY(strengths->isVisible());
    QCOMPARE(panel.fields().strengths, QStringLiteral("0.1"));
    fields.engine = "instant";
    panel.setFields(fields);
    QVERIFY(!strengths->isVisible());
    QCOMPARE(panel.fields().strengths, QString());
}

void SetupPanelTest::targetsArePercentages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<QString>("error");
    QTest::newRow("none") << "" << QList<double>() << "";
    QTest::newRow("list") << "50, 75" << QList<double>{0.5, 0.75} << "";
    QTest::newRow("signs") << "50% 100 %" << QList<double>{0.5, 1} << "";
    QTest::newRow("words") << "half the latency, 30 % less" << QList<double>{0.5, 0.7} << "";
    QTest::newRow("another word") << "much" << QList<double>()
                                  << "\"much\" is no share of the cost; write targets like 50, 70, half the latency, "
                                     "two thirds, 30 % less";
    QTest::newRow("fraction") << "0.6" << QList<double>()
                              << "The target 0.6 is 0.6 % of the cost of all channels on the reference unit; write 60 "
                                 "if you mean 60 %";
}

void SetupPanelTest::targetsArePercentages()
{
    QFETCH(const QString, text);
    QFETCH(const QList<double>, values);
    QFETCH(const QString, error);
    const ParsedNumbers parsed = parseTargets(text, odimo::mapping::Objective::Latency);
    QCOMPARE(QList<double>(parsed.values.begin(), parsed.values.end()), values);
    QVERIFY2(error.isEmpty() ? parsed.error.isEmpty() : parsed.error.startsWith(error), qPrintable(parsed.error));
}

void SetupPanelTest::aStartIsKeptWhileItIsThere()
{
    SetupPanel panel(choices());
    panel.setStarts({{7, "Run 7"}, {9, "Run 9"}});
    SetupFields fields = panel.fields();
    fields.engine = "odimo";
    fields.start = 9;
    panel.setFields(fields);
    QCOMPARE(panel.fields().start, 9);
    QSignalSpy changes(&panel, &SetupPanel::changed);
    panel.setStarts({{9, "Run 9"}, {7, "Run 7"}, {11, "Run 11"}});
    QCOMPARE(panel.fields().start, 9);
    QCOMPARE(changes.count(), 0);
    panel.setStarts({{7, "Run 7"}});
    QCOMPARE(panel.fields().start, 0);
    QCOMPARE(changes.count(), 1);
    fields.start = 7;
    fields.engine = "instant"; // It starts from no mapping.
    panel.setFields(fields);
    QCOMPARE(panel.fields().start, 0);
}

void SetupPanelTest::aBlockedStartGivesItsReason()
{
    SetupPanel panel(choices());
    QAction start("Start");
    panel.setStartAction(start);
    panel.show();
    const QList<QPushButton *> buttons = panel.findChildren<QPushButton *>();
    const auto found = std::ranges::find(buttons, QStringLiteral("Start"), &QPushButton::text);
    QVERIFY(found != buttons.end());
    const QPushButton *button = *found;
    QVERIFY(button->isEnabled());
    start.setToolTip("The setup has an error");
    start.setEnabled(false);
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->toolTip(), QStringLiteral("The setup has an error"));
    const QList<QLabel *> labels = panel.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text() == QLatin1String("The setup has an error");
    }));
}

void SetupPanelTest::aQuestionHasOneAnswer()
{
    SetupPanel panel(choices());
    panel.show();
    const QSignalSpy answered(&panel, &SetupPanel::questionAnswered);
    panel.setQuestion("May <b>it</b> be read?", "Read it");
    QCOMPARE(panel.question(), QStringLiteral("May <b>it</b> be read?"));
    const QList<QPushButton *> buttons = panel.findChildren<QPushButton *>();
    const auto answer = std::ranges::find(buttons, QStringLiteral("Read it"), &QPushButton::text);
    QVERIFY(answer != buttons.end() && (*answer)->isVisible());
    (*answer)->click();
    QCOMPARE(answered.count(), 1);
    panel.setQuestion({}, {});
    QVERIFY(!(*answer)->isVisible());
}

void SetupPanelTest::everyFieldHasANameForAssistiveTechnology()
{
    odimo::tests::WarningCollector warnings;
    SetupPanel panel(choices());
    panel.show();
    const odimo::tests::FieldNames names = odimo::tests::fieldNames(panel);
    QCOMPARE(names.unnamed, QStringList());
    QVERIFY(names.fields >= 11);
    QCOMPARE(warnings.takeAll(), QStringList());
}

QTEST_MAIN(SetupPanelTest)
#include "tst_setup_panel.moc"
