// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/validate.h"
#include "tests/core/base/error_message.h"
#include "tests/core/host/samples.h"

#include <QTest>

#include <limits>

using namespace odimo;
using namespace odimo::host;
using Change = std::function<void(Settings &)>;
Q_DECLARE_METATYPE(Change)

class TestValidate : public QObject {
    Q_OBJECT

private slots:
    void buildsTheNetworkForTheData()
    {
        const network::Network network = validate(samples::settings(), samples::summary()).source.network;
        QCOMPARE(network.inputShape(), (network::Shape{1, 16, 16}));
        QCOMPARE(network.classes(), 10);
    }

    void tellsTheNetworkWhatItReads()
    {
        data::DatasetSummary data = samples::summary();
        const auto values = [&] {
            return validate(samples::settings(), data).source.network.inputValues();
        };
        QVERIFY(values() == network::InputValues::Pixels);
        data.kind = data::ValueKind::Features;
        QVERIFY(values() == network::InputValues::NonNegative);
        data.isSigned = true;
        QVERIFY(values() == network::InputValues::Signed);

        Settings settings = samples::settings();
        settings.engine = "odimo";
        settings.platform = "diana_ideal";
        settings.style = protocol::QuantiserStyle::Published;
        const QString message = errorMessage([&] { validate(settings, data); });
        QVERIFY2(message.contains("samples has values below 0, and the published quantisers would read them as 0"),
                 qPrintable(message));
        data.isSigned = false;
        validate(settings, data);
    }

    void refusesWhatCannotBeUsed_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const Change &change, const char *words) {
            QTest::newRow(name) << change << QString(words);
        };
        row(
            "network", [](Settings &s) { s.network = "resnet9"; }, "resnet20");
        row(
            "network option", [](Settings &s) { s.network = "resnet8:colour=2"; }, "colour");
        row(
            "network input", [](Settings &s) { s.network = "resnet8:input=3x32x32"; }, "3x32x32");
        row(
            "network classes", [](Settings &s) { s.network = "resnet8:classes=3"; }, "3");
        row(
            "platform", [](Settings &s) { s.platform = "dianna"; }, "diana");
        row(
            "preset", [](Settings &s) { s.preset = "slow"; }, "there are quick, standard, paper");
        row(
            "device", [](Settings &s) { s.device = "gpu"; }, "there are cpu and cuda");
        row(
            "negative strength",
            [](Settings &s) {
                s.strengths = {0.1, -0.5};
            },
            "the strength -0.5 cannot be used");
        row(
            "strength no number", [](Settings &s) { s.strengths = {std::numeric_limits<double>::quiet_NaN()}; }, "nan");
        row(
            "infinite strength", [](Settings &s) { s.strengths = {std::numeric_limits<double>::infinity()}; }, "inf");
        row(
            "no points", [](Settings &s) { s.points = 0; }, "from 1 to 100");
        row(
            "epochs", [](Settings &s) { s.epochs = Epochs{.warmup = 1, .search = 0, .finetune = 1}; }, "0 epochs");
        row(
            "images", [](Settings &s) { s.images = 5; }, "at least 20");
        row(
            "negative images", [](Settings &s) { s.images = -1; }, "-1 images");
        row(
            "engine", [](Settings &s) { s.engine = "magic"; }, "nsga2");
        row(
            "strengths of another engine", [](Settings &s) { s.engine = "instant"; }, "choose the engine odimo");
        row(
            "published rules of another engine",
            [](Settings &s) {
                s.engine = "random";
                s.strengths.clear();
                s.style = protocol::QuantiserStyle::Published;
            },
            "does not have the published rules");
        row(
            "published quantisers for converters", [](Settings &s) { s.style = protocol::QuantiserStyle::Published; },
            "diana_ideal");
        row(
            "target", [](Settings &s) { s.targets = {1.5}; }, "the target 1.5 cannot be used");
        row(
            "pin of no layer", [](Settings &s) { s.restrictions.pins = {"steam=digital"}; }, "steam");
        row(
            "pin on no unit", [](Settings &s) { s.restrictions.pins = {"conv1=quantum"}; }, "quantum");
        row(
            "pins that contradict",
            [](Settings &s) {
                s.restrictions.pins = {"conv1=digital", "conv1[0-1]=analog"};
            },
            "two units");
        row(
            "a latency that nothing reaches", [](Settings &s) { s.restrictions.mostLatency_ms = 1e-6; }, "fastest");
        row(
            "a search on a platform with other operators",
            [](Settings &s) {
                s.platform = "darkside";
                s.engine = "odimo";
            },
            "cannot mix with the layer's own yet; choose another engine, such as instant");
        row(
            "a search on three units",
            [](Settings &s) {
                s.platform = "mpic";
                s.engine = "odimo";
            },
            "can run on 3 units of the platform mpic, and a search shares a layer between two at most");
        row(
            "a search that would leave channels out",
            [](Settings &s) {
                s.platform = "gap8+none";
                s.engine = "odimo";
            },
            "leaves channels out, which a search cannot mix with the other units; choose another engine");
        row(
            "an objective that is the same for all",
            [](Settings &s) {
                s.platform = "approximate_array";
                s.engine = "instant";
                s.strengths.clear();
            },
            "take the same time on the platform approximate_array; choose the objective energy");
        row(
            "an energy that nothing reaches", [](Settings &s) { s.restrictions.mostEnergy_uJ = 1e-6; }, "takes");
        row(
            "an accuracy above 1", [](Settings &s) { s.restrictions.leastAccuracy = 1.5; }, "accuracy");
        row(
            "budget", [](Settings &s) { s.budget_s = 0; }, "the budget is 0 s");
        row(
            "jobs", [](Settings &s) { s.jobs = -1; }, "the number of jobs is -1");
        row(
            "seed", [](Settings &s) { s.seed = std::numeric_limits<std::uint64_t>::max(); }, "below 2^63");
    }
    void refusesWhatCannotBeUsed()
    {
        QFETCH(Change, change);
        QFETCH(QString, words);
        Settings settings = samples::settings();
        change(settings);
        try {
            validate(settings, samples::summary());
            QFAIL("was accepted");
        } catch (const Error &error) {
            QVERIFY2(QString(error.what()).contains(words), error.what());
            QCOMPARE(error.kind(), ErrorKind::BadInput);
        }
    }

    void refusesAClassOfASingleTrainingImageByItsName()
    {
        data::DatasetSummary summary = samples::summary();
        summary.classes[3] = "dog";
        summary.trainPerClass.assign(10, 2);
        validate(samples::settings(), summary);
        summary.trainPerClass[3] = 1;
        QCOMPARE(errorMessage([&] { validate(samples::settings(), summary); }),
                 "samples has a single training image of the class 'dog'; training and validation need one each, so "
                 "give it more, or leave the class out");
    }
};

QTEST_APPLESS_MAIN(TestValidate)
#include "tst_validate.moc"
