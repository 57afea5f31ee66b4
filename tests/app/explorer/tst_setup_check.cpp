// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/setup/setup_check.h"
#include "app/explorer/setup/setup_choices.h"
#include "app/explorer/setup/setup_settings.h"
#include "core/base/error.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using widgets::Finding;
using widgets::SetupField;

Q_DECLARE_METATYPE(odimo::widgets::SetupFields)
Q_DECLARE_METATYPE(odimo::host::RestrictionSettings)

class SetupCheckTest : public QObject {
    Q_OBJECT

private slots:
    void aSoundSetupGivesSettings();
    void valuesThatAreNoPixelsAreToldWithTheirRange();
    void aNetworkFromAFileIsJudgedLikeThatOfTheZoo();
    void whatTheImportFoundIsHandedOn();
    void wrongFieldsGetASentence_data();
    void wrongFieldsGetASentence();
    void theEngineInstantNeedsNoStrengths();
    void whatCannotBeKeptIsAFindingOfTheSteering_data();
    void whatCannotBeKeptIsAFindingOfTheSteering();
    void settingsAreShownInTheFieldsAgain();
    void olderSettingsWithStrengthsMeanTheEngineThatTrains();
    void executorsAreShownBeforeTheyRunAndAreNoOnesButTheUsers();
    void projectNamesAreSafeForFiles();
    void choicesComeFromTheCore();

private:
    widgets::SetupFields sound() const
    {
        return {.network = "resnet8:stem=2",
                .data = "digits",
                .platform = "diana",
                .objective = mapping::Objective::Energy,
                .engine = "odimo",
                .strengths = "0.1, 0.5",
                .targets = "50, 70",
                .start = 4,
                .points = 0,
                .preset = "quick",
                .budget_min = 3,
                .seed = 7,
                .device = "cpu",
                .precision = "mixed",
                .project = m_folder.filePath("new.odimo"),
                .layout = "hardware_shuffle"};
    }
    static data::DatasetSummary digits(const std::string &name)
    {
        if (name != "digits")
            throw Error("There is no data \"" + name + "\".");
        data::DatasetSummary summary;
        summary.name = name;
        summary.classes = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
        summary.channels = 1;
        summary.height = summary.width = 28;
        summary.trainImages = 6000;
        summary.testImages = 1000;
        summary.trainPerClass = std::vector<int>(10, 600);
        summary.testPerClass = std::vector<int>(10, 100);
        summary.mean = summary.standardDeviation = {0.5};
        return summary;
    }
    QTemporaryDir m_folder;
};

void SetupCheckTest::aSoundSetupGivesSettings()
{
    const SetupCheck check = checkSetup(sound(), {}, digits);
    for (const Finding &finding : check.findings)
        QVERIFY2(finding.severity == Finding::Severity::Information, qPrintable(finding.text));
    QVERIFY(check.settings);
    QCOMPARE(check.settings->strengths, (std::vector<double>{0.1, 0.5}));
    QCOMPARE(check.settings->targets, (std::vector<double>{0.5, 0.7}));
    QCOMPARE(check.settings->startRun, std::optional<std::int64_t>(4));
    QCOMPARE(check.settings->budget_s, 180.0);
    QCOMPARE(check.settings->seed, std::uint64_t(7));
    QCOMPARE(check.settings->objective, mapping::Objective::Energy);
    QCOMPARE(QString::fromStdString(check.settings->layout), QStringLiteral("hardware_shuffle"));
    const auto platform = std::ranges::find(check.findings, SetupField::Platform, &Finding::field);
    QCOMPARE(platform->text, QStringLiteral("DIANA, 6-bit converters, layouts converted in hardware"));
    const auto data = std::ranges::find(check.findings, SetupField::Data, &Finding::field);
    QCOMPARE(data->text, QStringLiteral("10 classes, images of 1x28x28: 6,000 to train, 1,000 to test"));
}

void SetupCheckTest::valuesThatAreNoPixelsAreToldWithTheirRange()
{
    const auto textOf = [&](const char *specification) {
        widgets::SetupFields fields = sound();
        fields.network = QStringLiteral("ds_cnn:width=4");
        fields.data = QString::fromLatin1(specification);
        const SetupCheck check =
            checkSetup(fields, {}, [](const std::string &name) { return data::summarise(data::loadDataset(name)); });
        if (!check.settings || check.settings->data != specification)
            return QString();
        return std::ranges::find(check.findings, SetupField::Data, &Finding::field)->text;
    };
    const QString features = textOf("synthetic:values=features,height=20,width=10,train=40,test=20");
    QVERIFY2(features.startsWith("10 classes, images of 1x20x10: 40 to train, 20 to test; features from −"),
             qPrintable(features));
    QVERIFY2(textOf("synthetic:train=40,test=20,normalise=0.5,0.25").endsWith("; normalised to −2 to 2"),
             qPrintable(textOf("synthetic:train=40,test=20,normalise=0.5,0.25")));
}

void SetupCheckTest::aNetworkFromAFileIsJudgedLikeThatOfTheZoo()
{
    widgets::SetupFields fields = sound();
    fields.network = ODIMO_TEST_DATA "/golden/models/mini_relu6_pools.onnx";
    const SetupCheck check = checkSetup(fields, {}, digits);
    QVERIFY(check.settings);
    const auto network = std::ranges::find(check.findings, SetupField::Network, &Finding::field);
    QVERIFY2(network->text.startsWith("4 layers") && network->text.contains("trained weights"),
             qPrintable(network->text));
}

void SetupCheckTest::whatTheImportFoundIsHandedOn()
{
    const auto findings = [this](const QString &network) {
        widgets::SetupFields fields = sound();
        fields.network = network;
        return checkSetup(fields, {}, digits).network.findings;
    };
    const QString models = QStringLiteral(ODIMO_TEST_DATA "/golden/models/");
    QVERIFY(findings("resnet8").isEmpty());
    const auto refused = findings(models + "unsupported_sigmoid_resize.onnx");
    QCOMPARE(refused.front().verdict, QStringLiteral("refused"));
    QVERIFY(refused.front().remedy.contains(QStringLiteral("train with ReLU")));
    const auto whole = findings(models + "mini_relu6_pools.onnx");
    for (const char *verdict : {"runs on the host", "supported", "folded"})
        QVERIFY2(std::ranges::find(whole, verdict, &widgets::NetworkFinding::verdict) != whole.end(), verdict);
}

void SetupCheckTest::wrongFieldsGetASentence_data()
{
    QTest::addColumn<widgets::SetupFields>("fields");
    QTest::addColumn<int>("field");
    QTest::addColumn<QString>("mentions");
    const auto add = [this](const char *name, SetupField field, const QString &mentions, auto change) {
        widgets::SetupFields fields = sound();
        change(fields);
        QTest::newRow(name) << fields << int(field) << mentions;
    };
    using Fields = widgets::SetupFields;
    add("unknown network", SetupField::Network, "resnet20", [](Fields &fields) { fields.network = "alexnet"; });
    add("other image size", SetupField::Network, "28",
        [](Fields &fields) { fields.network = "resnet8:input=3x32x32"; });
    add("refused network", SetupField::Network, "Sigmoid",
        [](Fields &fields) { fields.network = ODIMO_TEST_DATA "/golden/models/unsupported_sigmoid_resize.onnx"; });
    add("network for colour", SetupField::Network, "digits:image=3x32x32",
        [](Fields &fields) { fields.network = ODIMO_TEST_DATA "/golden/models/resnet8.onnx"; });
    add("target", SetupField::Targets, "at most 100 %", [](Fields &fields) { fields.targets = "150"; });
    add("unknown data", SetupField::Data, "numbers", [](Fields &fields) { fields.data = "numbers"; });
    add("unknown platform", SetupField::Platform, "diana", [](Fields &fields) { fields.platform = "venus"; });
    add("strength that is no number", SetupField::Strengths, "much", [](Fields &fields) { fields.strengths = "much"; });
    add("negative strength", SetupField::Strengths, "-1", [](Fields &fields) { fields.strengths = "-1"; });
    add("no project", SetupField::Project, "Name the file", [](Fields &fields) { fields.project.clear(); });
    add("folder as project", SetupField::Project, "folder",
        [this](Fields &fields) { fields.project = m_folder.path(); });
    add("project in no folder", SetupField::Project, "does not exist",
        [](Fields &fields) { fields.project = "/nowhere/at/all.odimo"; });
}

void SetupCheckTest::wrongFieldsGetASentence()
{
    QFETCH(const widgets::SetupFields, fields);
    QFETCH(const int, field);
    QFETCH(const QString, mentions);
    const SetupCheck check = checkSetup(fields, {}, digits);
    QVERIFY(!check.settings);
    const auto found = std::ranges::find_if(
        check.findings, [](const Finding &finding) { return finding.severity == Finding::Severity::Error; });
    QVERIFY(found != check.findings.end());
    QCOMPARE(int(found->field), field);
    QVERIFY2(found->text.contains(mentions), qPrintable(found->text));
}

void SetupCheckTest::theEngineInstantNeedsNoStrengths()
{
    widgets::SetupFields fields = sound();
    fields.engine.clear();
    fields.strengths.clear();
    fields.start = 0;
    fields.points = 9;
    const SetupCheck check = checkSetup(fields, {}, digits);
    QVERIFY(check.settings);
    QCOMPARE(host::engineOf(*check.settings).name, std::string("instant"));
    QCOMPARE(check.settings->points, std::optional(9));
}

void SetupCheckTest::whatCannotBeKeptIsAFindingOfTheSteering_data()
{
    QTest::addColumn<host::RestrictionSettings>("restrictions");
    QTest::addColumn<QString>("mentions");
    const auto add = [](const char *name, const std::vector<std::string> &pins, double most_ms,
                        const QString &mentions) {
        host::RestrictionSettings restrictions;
        restrictions.pins = pins;
        restrictions.mostLatency_ms = most_ms;
        QTest::newRow(name) << restrictions << mentions;
    };
    add("latency", {}, 0.001, "0.001 ms");
    add("unknown layer", {"stem=digital"}, 0.1, "stage1.block0.conv1");
    add("no pin", {"conv1"}, 0.1, "conv1");
    add("two units", {"conv1=digital", "conv1[3]=analog"}, 0.1, "channel 3");
}

void SetupCheckTest::whatCannotBeKeptIsAFindingOfTheSteering()
{
    QFETCH(const host::RestrictionSettings, restrictions);
    QFETCH(const QString, mentions);
    const SetupCheck check = checkSetup(sound(), restrictions, digits);
    QVERIFY(!check.settings);
    const auto found = std::ranges::find_if(
        check.findings, [](const Finding &finding) { return finding.severity == Finding::Severity::Error; });
    QVERIFY(found != check.findings.end());
    QCOMPARE(int(found->field), int(SetupField::Steering));
    QVERIFY2(found->text.contains(mentions), qPrintable(found->text));
    host::RestrictionSettings sensible;
    sensible.pins = {"conv1=digital"};
    sensible.mostLatency_ms = 0.1;
    QVERIFY(checkSetup(sound(), sensible, digits).settings);
}

void SetupCheckTest::olderSettingsWithStrengthsMeanTheEngineThatTrains()
{
    host::Settings settings;
    settings.strengths = {0.3};
    QCOMPARE(fieldsOf(settings, sound()).engine, QStringLiteral("odimo"));
    settings.strengths.clear();
    QCOMPARE(fieldsOf(settings, sound()).engine, QString());
}

void SetupCheckTest::settingsAreShownInTheFieldsAgain()
{
    const SetupCheck check = checkSetup(sound(), {}, digits);
    widgets::SetupFields present = sound();
    present.strengths.clear();
    present.seed = 1;
    present.objective = mapping::Objective::Latency;
    present.layout.clear();
    QCOMPARE(fieldsOf(check.settings, present), sound());
    QCOMPARE(fieldsOf(std::nullopt, present), present);
}

/// What is run stands below the field, and nothing that a project says becomes a part of it.
void SetupCheckTest::executorsAreShownBeforeTheyRunAndAreNoOnesButTheUsers()
{
    widgets::SetupFields fields = sound();
    fields.executors = {"ssh lab-3 odimo-worker", "sh -c 'exec \"$@\"' sh"};
    fields.jobs = 3;
    const SetupCheck check = checkSetup(fields, {}, digits);
    const auto note = std::ranges::find(check.findings, SetupField::Executors, &Finding::field);
    QVERIFY(note != check.findings.end());
    QCOMPARE(note->severity, Finding::Severity::Information);
    QVERIFY2(note->text.startsWith("Up to 3 at a time: ssh lab-3 odimo-worker\nUp to 3 at a time: sh -c "),
             qPrintable(note->text));
    QCOMPARE(check.settings->executors[0].words, std::string("ssh lab-3 odimo-worker"));

    const std::string kept = host::toJson(*check.settings).dump();
    QVERIFY2(kept.find("ssh") == std::string::npos, kept.c_str());
    QCOMPARE(fieldsOf(check.settings, sound()).executors, QStringList());
    QCOMPARE(fieldsOf(check.settings, fields).executors, fields.executors);

    fields.executors = {"ssh 'lab-3"};
    const SetupCheck wrong = checkSetup(fields, {}, digits);
    QVERIFY(!wrong.settings);
    QVERIFY(std::ranges::any_of(wrong.findings, [](const Finding &finding) {
        return finding.field == SetupField::Executors && finding.text.contains("quote");
    }));
}

void SetupCheckTest::projectNamesAreSafeForFiles()
{
    widgets::SetupFields fields = sound();
    fields.data = "/data/my digits";
    fields.network = "resnet8:stem=2,width=8";
    QCOMPARE(suggestedProjectName(fields), QStringLiteral("my-digits-resnet8-stem-2-width-8-diana.odimo"));
    fields.data = "/data/cifar10-jpeg.tar.gz";
    QCOMPARE(suggestedProjectName(fields), QStringLiteral("cifar10-jpeg-resnet8-stem-2-width-8-diana.odimo"));
    fields.data = "/data/photos:image=3x32x32";
    fields.network = "/models/net.onnx";
    QCOMPARE(suggestedProjectName(fields), QStringLiteral("photos-net-diana.odimo"));
    fields.data = "photos:image=3x32x32,t"; // As somebody types it.
    QCOMPARE(suggestedProjectName(fields), QStringLiteral("photos-net-diana.odimo"));
}

void SetupCheckTest::choicesComeFromTheCore()
{
    const widgets::SetupChoices choices = setupChoices();
    QVERIFY(choices.networks.contains("mobilenet_v1_025"));
    QCOMPARE(choices.networks.size(), choices.networkDescriptions.size());
    QVERIFY(choices.data.contains("fashion-mnist"));
    QCOMPARE(choices.platforms.front(), QStringLiteral("diana")); // It stands in the field at first.
    QVERIFY(choices.presets.contains("quick"));
    QCOMPARE(choices.layouts, (QStringList{"paper", "host_conversion", "hardware_shuffle"}));
    QCOMPARE(choices.engines.front().name, QStringLiteral("instant"));
    QVERIFY(!choices.engines.front().hasStrengths);
    QVERIFY(std::ranges::find(choices.engines, "odimo", &widgets::EngineChoice::name)->hasStrengths);
}

QTEST_MAIN(SetupCheckTest)
#include "tst_setup_check.moc"
