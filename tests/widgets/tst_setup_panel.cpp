// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/field_names.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/note_label.h"
#include "widgets/setup/path_edit.h"
#include "widgets/setup/setup_panel.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>
#include <QtTest>

using namespace odimo::widgets;

class SetupPanelTest : public QObject {
    Q_OBJECT

private slots:
    void strengthsAreNumbers_data();
    void strengthsAreNumbers();
    void fieldsAreReadBack();
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
    void aCustomPresetBeginsWithTheValuesOfTheChosenOne();
    void aRangeOfStrengthsIsReadBack();
    void returnAppliesAFieldAndStartsNothing();
    void pathsShowTheirEnds();
    void aNameIsNotCompletedToALongerOne();
    void longWordsStayWithinTheForm();
    void theCostStandsAboveTheStart();
    void notesAreReadToTheirEndsInALowPanel();

private:
    template <typename Field>
    static Field &field(const SetupPanel &panel, const QString &name)
    {
        for (Field *each : panel.findChildren<Field *>())
            if (each->accessibleName() == name)
                return *each;
        qFatal("There is no field %s", qPrintable(name));
    }
    static SetupChoices choices()
    {
        return {{"resnet8", "resnet20"},
                {"small", "larger"},
                {"synthetic"},
                {"diana"},
                {{"instant", "The exact front", false}, {"odimo", "One training for each strength", true}},
                {"quick", "paper"},
                {"cpu", "cuda"},
                {"auto", "full", "mixed"},
                {"paper", "host_conversion"},
                {},
                {"DIANA"},
                {"preset", "all", "none"},
                {"joint-staircase", "published"},
                {"corrected", "published"}};
    }
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

void SetupPanelTest::aCustomPresetBeginsWithTheValuesOfTheChosenOne()
{
    SetupPanel panel(choices());
    panel.resize(400, 900);
    panel.show();
    panel.setPlan({.epochs = "12, 2, 2", .images = "5000", .imagesInWords = "all", .threads = "2, 1"});
    auto &epochs = field<QLineEdit>(panel, "Epochs of warm-up, search and fine-tuning");
    QVERIFY(!epochs.isVisible());
    field<QToolButton>(panel, "All parameters of the preset").click();
    QVERIFY(epochs.isVisible() && !epochs.isEnabled());
    QCOMPARE(epochs.text(), QStringLiteral("12, 2, 2"));
    QCOMPARE(panel.fields().epochs, QString());

    auto &preset = field<QComboBox>(panel, "Preset");
    preset.setCurrentText("paper");
    preset.setCurrentText("custom");
    QVERIFY(epochs.isEnabled());
    SetupFields custom = panel.fields();
    QVERIFY(custom.isCustom);
    QCOMPARE(custom.preset, QStringLiteral("paper"));
    QCOMPARE(custom.epochs, QStringLiteral("12, 2, 2"));
    QCOMPARE(custom.images, QStringLiteral("5000"));
    QCOMPARE(custom.threads, QStringLiteral("2, 1"));
    epochs.setText("30, 4, 4");
    panel.setPlan({.epochs = "30, 4, 4"}); // Its own: nothing is written over.
    QCOMPARE(panel.fields().images, QStringLiteral("5000"));
    custom.epochs = "1, 2, 3";
    custom.baselines = "all";
    custom.quantiser = "published";
    panel.setFields(custom);
    QCOMPARE(panel.fields(), custom);
    preset.setCurrentText("quick");
    QVERIFY(!epochs.isEnabled());
    QCOMPARE(epochs.text(), QStringLiteral("30, 4, 4")); // Of the plan.
    QCOMPARE(panel.fields().baselines, QString());
}

void SetupPanelTest::aRangeOfStrengthsIsReadBack()
{
    SetupPanel panel(choices());
    panel.show();
    SetupFields fields = panel.fields();
    fields.engine = "odimo";
    fields.strengths = "0.1:10:4";
    panel.setFields(fields);
    QCOMPARE(panel.fields().strengths, fields.strengths);
    QVERIFY(field<QLineEdit>(panel, "Least strength").isVisible());
    QVERIFY(!field<QLineEdit>(panel, "Strengths").isVisible());
    field<QSpinBox>(panel, "Number of strengths").setValue(5);
    QCOMPARE(panel.fields().strengths, QStringLiteral("0.1:10:5"));
    field<QComboBox>(panel, "Kind of strengths").setCurrentText("Automatic");
    QCOMPARE(panel.fields().strengths, QString());
}

void SetupPanelTest::returnAppliesAFieldAndStartsNothing()
{
    SetupPanel panel(choices());
    QAction start("Start");
    panel.setStartAction(start);
    panel.show();
    const QSignalSpy started(&start, &QAction::triggered);
    QSignalSpy applied(&panel, &SetupPanel::applied);
    for (QWidget *each : {static_cast<QWidget *>(field<QComboBox>(panel, "Network").lineEdit()),
                          static_cast<QWidget *>(&field<QLineEdit>(panel, "Project file")),
                          static_cast<QWidget *>(&field<QSpinBox>(panel, "Seed"))}) {
        QTest::keyClicks(each, "7");
        QTest::keyClick(each, Qt::Key_Return);
        QTRY_COMPARE(applied.count(), 1);
        applied.clear();
    }
    QVERIFY(panel.fields().network.endsWith("7"));
    QVERIFY(QString::number(panel.fields().seed).contains('7'));
    QCOMPARE(started.count(), 0);
}

void SetupPanelTest::pathsShowTheirEnds()
{
    SetupPanel panel(choices());
    panel.resize(panel.minimumSizeHint().width(), 900);
    const auto &project = static_cast<const PathEdit &>(field<QLineEdit>(panel, "Project file"));
    const auto &network = static_cast<const PathEdit &>(*field<QComboBox>(panel, "Network").lineEdit());
    panel.show();
    const QString folder = "/home/somebody/with/many/folders/for/each/project/and/more/";
    panel.setSuggestedProject(folder + "digits.odimo");
    QVERIFY2(project.shownText().endsWith("digits.odimo"), qPrintable(project.shownText()));
    QVERIFY(project.shownText().size() < folder.size());
    panel.setSuggestedProject(folder + "digits-of-a-data-set-resnet8-stem-2-width-8-diana.odimo");
    QVERIFY2(project.shownText().startsWith("digits"), qPrintable(project.shownText()));
    QVERIFY2(project.shownText().endsWith(".odimo"), qPrintable(project.shownText()));
    panel.setField(&SetupFields::project, folder + "mine.odimo");
    QVERIFY2(project.shownText().endsWith("mine.odimo"), qPrintable(project.shownText()));
    panel.setField(&SetupFields::network, folder + "net.onnx");
    QVERIFY2(network.shownText().endsWith("net.onnx"), qPrintable(network.shownText()));
    panel.setField(&SetupFields::network, "resnet8:stem=2,width=8,input=3x32x32,classes=10,and=more");
    QVERIFY2(network.shownText().startsWith("resnet8:stem"), qPrintable(network.shownText()));
}

void SetupPanelTest::aNameIsNotCompletedToALongerOne()
{
    SetupChoices offered = choices();
    offered.networks = QStringList{"resnet8:stem=2", "resnet8"};
    SetupPanel panel(offered);
    panel.show();
    QLineEdit &edit = *field<QComboBox>(panel, "Network").lineEdit();
    edit.clear();
    QTest::keyClicks(&edit, "resnet8");
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(panel.fields().network, QStringLiteral("resnet8"));
}

void SetupPanelTest::longWordsStayWithinTheForm()
{
    SetupPanel panel(choices());
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const QWidget &form = *panel.findChild<QScrollArea *>()->widget();
    const int width = form.minimumSizeHint().width();
    const QSize size = panel.size();
    const QString name(200, 'x'); // As exporters make them.
    const QString text = "The node " + name + " of a.very.deep.module.with.a.long.name.in.it is refused.";
    panel.setFindings({{SetupField::Network, Finding::Severity::Error, text.repeated(5)}});
    QCoreApplication::processEvents();
    QCOMPARE(form.minimumSizeHint().width(), width);
    QCOMPARE(panel.size(), size);
    QCOMPARE(panel.findingText(SetupField::Network), text.repeated(5));
}

void SetupPanelTest::theCostStandsAboveTheStart()
{
    SetupPanel panel(choices());
    panel.show();
    const QSignalSpy measured(&panel, &SetupPanel::measureRequested);
    const QList<QPushButton *> buttons = panel.findChildren<QPushButton *>();
    const auto button = std::ranges::find(buttons, QStringLiteral("Time steps on this machine"), &QPushButton::text);
    QVERIFY(button != buttons.end() && !(*button)->isVisible());
    panel.setCost({.text = "2 to 90 min, a guess", .isGuess = true});
    QCOMPARE(panel.cost(), QStringLiteral("2 to 90 min, a guess"));
    QVERIFY((*button)->isVisible());
    (*button)->click();
    QCOMPARE(measured.count(), 1);
    panel.setCost({.text = "3 min"});
    QVERIFY(!(*button)->isVisible());
}

void SetupPanelTest::notesAreReadToTheirEndsInALowPanel()
{
    SetupPanel panel(choices());
    panel.resize(panel.minimumSizeHint().width(), 400);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    field<QToolButton>(panel, "All parameters of the preset").click();
    QList<Finding> findings;
    for (const SetupField each : {SetupField::Network, SetupField::Data, SetupField::Platform, SetupField::Targets,
                                  SetupField::Epochs, SetupField::Images, SetupField::Project})
        findings.append({each, Finding::Severity::Error, "A sentence that takes some lines of a panel. It says why."});
    panel.setFindings(findings);
    QCoreApplication::processEvents();
    int notes = 0;
    for (const NoteLabel *note : panel.findChildren<NoteLabel *>())
        if (note->isVisible() && ++notes)
            QVERIFY2(note->height() >= note->heightForWidth(note->width()), qPrintable(note->text()));
    QCOMPARE(notes, 7);
    panel.setFindings({});
    for (const NoteLabel *note : panel.findChildren<NoteLabel *>())
        QVERIFY(!note->isVisible());
}

QTEST_MAIN(SetupPanelTest)
#include "tst_setup_panel.moc"
