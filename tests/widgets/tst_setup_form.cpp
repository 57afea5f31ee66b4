// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/setup_choices.h"
#include "widgets/base/note_label.h"
#include "widgets/setup/path_edit.h"
#include "widgets/setup/setup_panel.h"

#include <QAction>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>
#include <QtTest>

using namespace odimo::widgets;

/// The fields of the setup panel as a user works with them.
class SetupFormTest : public QObject {
    Q_OBJECT

private slots:
    void aCustomPresetBeginsWithTheValuesOfTheChosenOne();
    void executorsStandOnePerLine();
    void aRangeOfStrengthsIsReadBack();
    void returnAppliesAFieldAndStartsNothing();
    void pathsShowTheirEnds();
    void aNameIsNotCompletedToALongerOne();
    void longWordsStayWithinTheForm();
    void theCostStandsAboveTheStart();
    void notesAreReadToTheirEndsInALowPanel();
    void aShorterNoteTakesLessRoom();
    void anErrorStandsAlone();

private:
    static SetupChoices choices() { return odimo::tests::setupChoices(); }
    template <typename Field>
    static Field &field(const SetupPanel &panel, const QString &name)
    {
        for (Field *each : panel.findChildren<Field *>())
            if (each->accessibleName() == name)
                return *each;
        qFatal("There is no field %s", qPrintable(name));
    }
};

void SetupFormTest::aCustomPresetBeginsWithTheValuesOfTheChosenOne()
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

void SetupFormTest::executorsStandOnePerLine()
{
    SetupPanel panel(choices());
    auto &edit = field<QPlainTextEdit>(panel, "Executors");
    QSignalSpy edited(&panel, &SetupPanel::changed);
    edit.setPlainText("  ssh lab-3\n\nlocal\n");
    QVERIFY(!edited.isEmpty());
    const SetupFields fields = panel.fields();
    QCOMPARE(fields.executors, (QStringList{"ssh lab-3", "local"}));
    panel.setFields(SetupFields());
    QCOMPARE(edit.toPlainText(), QString());
    panel.setFields(fields);
    QCOMPARE(panel.fields().executors, fields.executors);
}

void SetupFormTest::aRangeOfStrengthsIsReadBack()
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

void SetupFormTest::returnAppliesAFieldAndStartsNothing()
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

void SetupFormTest::pathsShowTheirEnds()
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

void SetupFormTest::aNameIsNotCompletedToALongerOne()
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

void SetupFormTest::longWordsStayWithinTheForm()
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

void SetupFormTest::theCostStandsAboveTheStart()
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
    panel.setRunning(true); // Steps that share the cores would seem slow.
    QVERIFY(!(*button)->isEnabled() && (*button)->toolTip().startsWith("An exploration is running"));
    panel.setRunning(false);
    QVERIFY((*button)->isEnabled() && (*button)->toolTip().startsWith("Trains for some seconds"));
    panel.setCost({.text = "3 min"});
    QVERIFY(!(*button)->isVisible());
}

void SetupFormTest::notesAreReadToTheirEndsInALowPanel()
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

void SetupFormTest::aShorterNoteTakesLessRoom()
{
    SetupPanel panel(choices());
    panel.resize(panel.minimumSizeHint().width(), 900);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const auto place = [&](const QString &text) {
        panel.setFindings({{SetupField::Network, Finding::Severity::Information, text}});
        QCoreApplication::processEvents();
        return field<QComboBox>(panel, "Data").mapTo(&panel, QPoint()).y();
    };
    const int before = place("10 layers");
    QVERIFY(place(QStringLiteral("It reads images of another size. ").repeated(8)) > before);
    QCOMPARE(place("10 layers"), before);
}

/// In its colour, which what is no error must not have.
void SetupFormTest::anErrorStandsAlone()
{
    SetupPanel panel(choices());
    const Finding size{SetupField::Network, Finding::Severity::Information, "10 layers"};
    panel.setFindings({size, {SetupField::Network, Finding::Severity::Error, "No unit computes fc."}});
    QCOMPARE(panel.findingText(SetupField::Network), QStringLiteral("No unit computes fc."));
    panel.setFindings({size});
    QCOMPARE(panel.findingText(SetupField::Network), QStringLiteral("10 layers"));
}

QTEST_MAIN(SetupFormTest)
#include "tst_setup_form.moc"
