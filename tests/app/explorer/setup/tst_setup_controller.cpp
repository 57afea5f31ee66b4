// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/base/background.h"
#include "app/explorer/base/user_settings.h"
#include "app/explorer/setup/setup_choices.h"
#include "app/explorer/setup/setup_controller.h"
#include "core/host/files/work_folder.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/core/workers/fake_workers.h"
#include "tests/widgets/warnings.h"
#include "widgets/setup/setup_panel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using widgets::SetupField;
using widgets::SetupFields;

namespace {

constexpr int longest_ms = 20'000;

/// A setup whose home is a folder of the test.
struct Setup {
    QTemporaryDir folder;
    UserSettings userSettings{folder.filePath("settings.ini")};
    Background background;
    widgets::SetupPanel panel{setupChoices()};
    SetupController controller{panel, background, userSettings,
                               host::KnownTimes(folder.filePath("times.json").toStdString())};

    void write(const QString &network, const QString &project = {})
    {
        SetupFields fields = panel.fields();
        fields.network = network;
        fields.data = "synthetic:train=400,test=40,size=28,channels=1";
        fields.project = project;
        panel.setFields(fields);
    }
    bool isSound() const { return controller.settings().has_value(); }
};

} // namespace

class SetupControllerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("HOME", m_home.path().toUtf8()); }
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }
    void returnAsksForAnAnswerAtOnce();
    void anotherNetworkHasAnotherProject();
    void aTakenNameIsNumbered();
    void aProjectAboutSomethingElseShowsBeforeTheStart();
    void aProjectInWorkElsewhereShows();
    void valuesOutOfRangeAreToldBesideTheirFields_data();
    void valuesOutOfRangeAreToldBesideTheirFields();
    void thePlanFillsTheParameters();
    void theCostIsAGuessUntilStepsAreTimed();

private:
    QString sample(const QString &name)
    {
        const QString path = m_home.filePath(name);
        if (!QFile::exists(path))
            tests::writeSampleProject(path.toStdString());
        return path;
    }

    QTemporaryDir m_home;
    tests::WarningCollector m_warnings;
};

void SetupControllerTest::returnAsksForAnAnswerAtOnce()
{
    Setup setup;
    setup.controller.setDelay(std::chrono::hours(1));
    setup.write("alexnet");
    QTRY_VERIFY(setup.controller.isChecking());
    for (QComboBox *box : setup.panel.findChildren<QComboBox *>())
        if (box->accessibleName() == "Network")
            QTest::keyClick(box->lineEdit(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(setup.panel.findingText(SetupField::Network).contains("alexnet"), longest_ms);
}

void SetupControllerTest::anotherNetworkHasAnotherProject()
{
    Setup setup;
    SetupFields open = setup.panel.fields();
    open.project = "/somewhere/mine.odimo";
    setup.controller.setOpenProject(open);
    QCOMPARE(setup.panel.fields().project, open.project); // It is extended.
    setup.panel.setField(&SetupFields::network, "resnet20");
    QVERIFY2(setup.panel.fields().project.endsWith("-resnet20-diana.odimo"), qPrintable(setup.panel.fields().project));
    setup.panel.setField(&SetupFields::network, open.network);
    QCOMPARE(setup.panel.fields().project, open.project);
    setup.panel.setField(&SetupFields::project, "/of/my/own.odimo");
    setup.panel.setField(&SetupFields::network, "resnet20");
    QCOMPARE(setup.panel.fields().project, QStringLiteral("/of/my/own.odimo"));
}

void SetupControllerTest::aTakenNameIsNumbered()
{
    sample("synthetic-resnet8-diana.odimo"); // About another network, by somebody else.
    Setup setup;
    setup.write("resnet8");
    QTRY_VERIFY_WITH_TIMEOUT(setup.isSound(), longest_ms);
    QVERIFY2(setup.panel.fields().project.endsWith("synthetic-resnet8-diana-2.odimo"),
             qPrintable(setup.panel.fields().project));
}

void SetupControllerTest::aProjectAboutSomethingElseShowsBeforeTheStart()
{
    Setup setup;
    setup.write("resnet20", sample("mine.odimo"));
    QTRY_VERIFY_WITH_TIMEOUT(setup.panel.findingText(SetupField::Project).contains("is about the data fashion-mnist"),
                             longest_ms);
    QVERIFY(!setup.isSound());
}

void SetupControllerTest::aProjectInWorkElsewhereShows()
{
    Setup setup;
    const QString path = m_home.filePath("busy.odimo");
    project::Project::create(path.toStdString(),
                             {.networkName = "resnet8",
                              .network = network::zooNetwork("resnet8", {.input = network::Shape{1, 28, 28}}),
                              .data = "synthetic:train=400,test=40,size=28,channels=1",
                              .classes = std::vector<std::string>(10, "class"),
                              .platform = platform::loadPlatform("diana"),
                              .provenance = {}});
    {
        const host::WorkFolder other(path.toStdString());
        setup.write("resnet8", path);
        QTRY_VERIFY_WITH_TIMEOUT(setup.panel.findingText(SetupField::Project).contains("another program"), longest_ms);
        QVERIFY(!setup.isSound());
    }
    setup.controller.checkAgain();
    QTRY_VERIFY_WITH_TIMEOUT(setup.isSound(), longest_ms);
    QCOMPARE(setup.panel.findingText(SetupField::Project), QStringLiteral("The runs are added to this project."));
}

void SetupControllerTest::valuesOutOfRangeAreToldBesideTheirFields_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("said");
    QTest::newRow("epochs") << int(SetupField::Epochs) << "10, 0, 2"
                            << "should be three whole numbers";
    QTest::newRow("no warm-up") << int(SetupField::Epochs) << "0, 1, 1"
                                << "it needs at least 1, unless";
    QTest::newRow("images") << int(SetupField::Images) << "many"
                            << "write a whole number, or all";
    QTest::newRow("few images") << int(SetupField::Images) << "3"
                                << "needs at least 20";
    QTest::newRow("threads") << int(SetupField::Threads) << "0"
                             << "at least 1";
    QTest::newRow("many threads") << int(SetupField::Threads) << "5000"
                                  << "from 1 to 1024";
    QTest::newRow("quantiser") << int(SetupField::Quantiser) << "published"
                               << "choose a platform with an ideal array";
}

void SetupControllerTest::valuesOutOfRangeAreToldBesideTheirFields()
{
    QFETCH(const int, field);
    QFETCH(const QString, value);
    QFETCH(const QString, said);
    Setup setup;
    setup.write("resnet8", m_home.filePath("values.odimo"));
    SetupFields fields = setup.panel.fields();
    fields.isCustom = true;
    QString &changed = field == int(SetupField::Epochs)    ? fields.epochs
                       : field == int(SetupField::Images)  ? fields.images
                       : field == int(SetupField::Threads) ? fields.threads
                                                           : fields.quantiser;
    changed = value;
    setup.panel.setFields(fields);
    QTRY_VERIFY_WITH_TIMEOUT(!setup.controller.isChecking(), longest_ms);
    const QString text = setup.panel.findingText(SetupField(field));
    QVERIFY2(text.contains(said), qPrintable(text));
    QVERIFY(!setup.isSound());
    QCOMPARE(setup.panel.cost(), QString());
}

void SetupControllerTest::thePlanFillsTheParameters()
{
    Setup setup;
    setup.write("resnet8", m_home.filePath("plan.odimo"));
    QTRY_VERIFY_WITH_TIMEOUT(setup.isSound(), longest_ms);
    for (const QLineEdit *edit : setup.panel.findChildren<QLineEdit *>())
        if (edit->accessibleName().startsWith("Epochs of"))
            QCOMPARE(edit->text(), QStringLiteral("12, 2, 2")); // Of the preset quick.
    SetupFields fields = setup.panel.fields();
    fields.isCustom = true;
    fields.epochs = "3, 1, 1";
    fields.images = "200";
    setup.panel.setFields(fields);
    QTRY_VERIFY_WITH_TIMEOUT(setup.isSound(), longest_ms);
    QVERIFY((*setup.controller.settings()->epochs == host::Epochs{.warmup = 3, .search = 1, .finetune = 1}));
    QCOMPARE(setup.controller.settings()->images, std::optional(200));
    QCOMPARE(setup.panel.findingText(SetupField::Preset), QStringLiteral("As quick, but for the values below"));
}

void SetupControllerTest::theCostIsAGuessUntilStepsAreTimed()
{
    const samples::FakeWorkers workers(FAKE_WORKER);
    Setup setup;
    setup.write("resnet8", m_home.filePath("cost.odimo"));
    QTRY_VERIFY_WITH_TIMEOUT(setup.panel.cost().contains("a guess"), longest_ms);
    QVERIFY(setup.panel.cost().startsWith("16 mappings measured, up to 8 fine-tuned, 1 baseline"));
    QVERIFY(setup.panel.cost().contains("MB of disk space"));
    for (QPushButton *button : setup.panel.findChildren<QPushButton *>())
        if (button->text() == "Time steps on this machine")
            button->click();
    QTRY_VERIFY_WITH_TIMEOUT(setup.panel.cost().contains("on this machine\n"), longest_ms);
}

QTEST_MAIN(SetupControllerTest)
#include "tst_setup_controller.moc"
