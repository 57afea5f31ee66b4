// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/npy.h"
#include "tests/flow/session.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

using namespace odimo;
using namespace odimo::flow;

namespace {

QString model(const std::string &name) { return QString::fromStdString(ODIMO_TEST_DATA "/golden/models/" + name); }

/// A short exploration on small grey images, without a warm-up.
QStringList explore(const std::string &network, const Session &session)
{
    return {"explore",
            "--network",
            model(network),
            "--data",
            "synthetic:channels=1,size=28,classes=10,train=400,test=200",
            "--preset",
            "standard",
            "--images",
            "200",
            "--strengths",
            "1",
            "--epochs",
            "0,1,1",
            "--project",
            session.file("a.odimo")};
}

} // namespace

/// Networks from ONNX files, through the command line.
class TestNetworks : public QObject {
    Q_OBJECT

private slots:
    void tellsLayersUnitsAndFindings()
    {
        const Ended text = cli::runOdimo({"network", model("mini_relu6_pools.onnx")});
        QVERIFY2(text.exitCode == 0, text.errors.constData());
        for (const char *words : {"with trained weights", "relu6", "digital; analog: groups must be 1, not 8", "total",
                                  "folded into /c/c.0/Conv"})
            QVERIFY2(text.output.contains(words), text.output.constData());

        const Json json = documentOf(cli::runOdimo({"network", model("mini_relu6_pools.onnx"), "--json"}));
        QCOMPARE(json.at("layers").size(), std::size_t(4));
        QVERIFY(json.at("trained").get<bool>());
        QVERIFY(json.at("layers").at(1).at("units").at("digital").is_null());
        QVERIFY(json.at("layers").at(1).at("units").at("analog").is_string());
        QVERIFY(!json.at("findings").empty());
    }

    void showsWhatItRefuses()
    {
        const Ended text = cli::runOdimo({"network", model("unsupported_sigmoid_resize.onnx")});
        QCOMPARE(text.exitCode, 2);
        for (const char *words : {"/Sigmoid", "/Resize", "refused", "3x8x8"})
            QVERIFY2(text.output.contains(words), text.output.constData());
        QVERIFY2(text.errors.contains("not searched"), text.errors.constData());

        const Ended json = cli::runOdimo({"network", model("unsupported_sigmoid_resize.onnx"), "--json"});
        QCOMPARE(json.exitCode, 2);
        QVERIFY(documentOf(json).at("network").is_null());
        const Json findings = documentOf(json).at("findings");
        for (const char *op : {"Sigmoid", "Resize"})
            QVERIFY(std::ranges::any_of(findings, [op](const Json &finding) {
                return finding.at("op") == op && finding.at("severity") == "refused" &&
                       !finding.at("remedy").get<std::string>().empty();
            }));
    }

    void logitsAreThoseOfTheExporter_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"mini_relu6_pools", "resnet8", "resnet20_cifar10", "torch_image_out"})
            QTest::newRow(name) << name;
    }
    void logitsAreThoseOfTheExporter()
    {
        QFETCH(QString, name);
        const Session session;
        const Ended ended = cli::runOdimo({"network", model(name.toStdString() + ".onnx"), "--logits",
                                           model(name.toStdString() + ".npz"), "-o", session.file("out.npy")});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const data::FloatArray expected =
            data::readFloatArray(model(name.toStdString() + ".npz").toStdString(), "logits");
        const data::FloatArray actual = data::readFloatArray(session.path("out.npy"), "");
        QCOMPARE(actual.shape, expected.shape);
        float largest = 0;
        float error = 0;
        for (std::size_t i = 0; i < expected.values.size(); ++i) {
            largest = std::max(largest, std::abs(expected.values[i]));
            error = std::max(error, std::abs(actual.values[i] - expected.values[i]));
        }
        // Other orders of float32 sums, over the layers.
        QVERIFY2(error <= 1e-4F * largest, qPrintable(QString("%1 of %2").arg(error).arg(largest)));
    }

    void featuresAndSignalsAreFlatImages_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<std::vector<std::int64_t>>("shape");
        QTest::addColumn<float>("second"); // score, from onnxruntime
        QTest::newRow("features") << "features_2d" << std::vector<std::int64_t>{1, 8} << 0.903616F;
        QTest::newRow("signal") << "conv1d" << std::vector<std::int64_t>{1, 2, 6} << 0.00153697F;
    }
    void featuresAndSignalsAreFlatImages()
    {
        QFETCH(QString, name);
        QFETCH(std::vector<std::int64_t>, shape);
        QFETCH(float, second);
        const Session session;
        data::FloatArray values{shape, {}};
        for (int place = 0; place < std::accumulate(shape.begin(), shape.end(), 1, std::multiplies()); ++place)
            values.values.push_back(static_cast<float>(place % 7) / 7);
        data::writeNpy(session.path("in.npy"), values);
        const Ended ended = cli::runOdimo({"network", ODIMO_TEST_DATA "/golden/cases/" + name + ".onnx", "--logits",
                                           session.file("in.npy"), "-o", session.file("out.npy")});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const data::FloatArray actual = data::readFloatArray(session.path("out.npy"), "");
        QCOMPARE(actual.shape, (std::vector<std::int64_t>{1, 3}));
        QVERIFY(std::abs(actual.values[1] - second) < 1e-5F);
    }

    void aNetworkThatEndsInAnImageGivesImages()
    {
        const Session session;
        data::FloatArray images{{2, 1, 4, 4}, {}};
        for (int place = 0; place < 32; ++place)
            images.values.push_back(static_cast<float>(place % 7) / 7);
        data::writeNpy(session.path("in.npy"), images);
        const Ended ended = cli::runOdimo({"network", ODIMO_TEST_DATA "/golden/cases/no_classifier.onnx", "--logits",
                                           session.file("in.npy"), "-o", session.file("out.npy")});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const data::FloatArray actual = data::readFloatArray(session.path("out.npy"), "");
        QCOMPARE(actual.shape, (std::vector<std::int64_t>{2, 2, 4, 4}));
        // The second image, computed from the definition of a convolution in double precision with numpy.
        const std::vector<double> expected = {
            0.5398047,  -0.4352267, -0.7476235, -2.0886430, 1.0638730,  -2.7243856, 2.7488563,  0.1436437,
            0.5393675,  -1.3548505, -0.9510454, -2.1208524, -0.1542490, 0.3353813,  0.6615823,  -0.1971246,
            -1.5579699, -1.6042244, -2.0589199, -0.9821614, -0.8977967, -0.9850663, -1.0106383, -2.3163292,
            -0.9107903, -1.5318986, 0.7746981,  0.1207332,  -0.0402390, -2.4404123, -1.1862492, -1.4372773};
        for (std::size_t place = 0; place < expected.size(); ++place)
            QVERIFY(std::abs(double{actual.values[32 + place]} - expected[place]) < 1e-5); // float32, values to 3
    }

    void logitsWithoutTrainedWeightsAreRefusedWithTheReason_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("reason");
        const QString cases = ODIMO_TEST_DATA "/golden/cases/";
        QTest::newRow("shapes only") << cases + "shapes_only.onnx"
                                     << "have a shape, but no values in the file";
        QTest::newRow("no data") << cases + "external_missing.onnx"
                                 << "have a shape, but no values in the file";
        QTest::newRow("zoo") << "resnet8"
                             << "resnet8 has no trained weights, as";
    }
    void logitsWithoutTrainedWeightsAreRefusedWithTheReason()
    {
        QFETCH(QString, network);
        QFETCH(QString, reason);
        const Session session;
        const Ended ended =
            cli::runOdimo({"network", network, "--logits", model("resnet8.npz"), "-o", session.file("out.npy")});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains(reason.toUtf8()) && ended.errors.contains("mean nothing"),
                 ended.errors.constData());
        QVERIFY(!std::filesystem::exists(session.path("out.npy")));
    }

    void imagesOfAnotherShapeAreNamed()
    {
        const Session session;
        const Ended ended = cli::runOdimo({"network", model("resnet8.onnx"), "--logits", model("mini_relu6_pools.npz"),
                                           "-o", session.file("out.npy")});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("[4, 1, 28, 28]") && ended.errors.contains("[N, 3, 32, 32]"),
                 ended.errors.constData());
        QVERIFY(!std::filesystem::exists(session.path("out.npy")));
    }

    void trainedWeightsTakeThePlaceOfTheWarmUp()
    {
        const Session session;
        const QStringList arguments = explore("mini_relu6_pools.onnx", session);
        const Ended ended = cli::runOdimo(arguments);
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const Json warmup = runOf(session.file("a.odimo"), 1);
        QVERIFY(warmup.at("epochs").empty());
        QCOMPARE(warmup.at("measurements").back().at("numerics").get<std::string>(), "float");
        QVERIFY(!frontOf(session.file("a.odimo")).at("points").empty());
        // Weights of other data do no better than guessing, and the remedy is that of docs/networks.md.
        const QByteArray said = ended.output + ended.errors;
        QVERIFY2(said.contains("normalise=MEAN,DEVIATION"), said.constData());

        // The same again trains nothing anew.
        const Json before = frontOf(session.file("a.odimo"));
        QCOMPARE(cli::runOdimo(arguments).exitCode, 0);
        QVERIFY(frontOf(session.file("a.odimo")) == before);
    }

    void aNetworkThatAnswersYesOrNoIsExploredOnTwoClasses()
    {
        const Session session;
        const Ended ended = cli::runOdimo(
            {"explore", "--network", ODIMO_TEST_DATA "/golden/cases/end_sigmoid_one_score.onnx", "--data",
             "synthetic:channels=1,size=4,classes=2,train=200,test=100", "--preset", "standard", "--images", "200",
             "--strengths", "1", "--epochs", "0,1,1", "--project", session.file("a.odimo")});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QVERIFY(!frontOf(session.file("a.odimo")).at("points").empty());
    }

    void otherImagesThanTheNetworksAreOfferedAConversion()
    {
        const Session session;
        const QStringList arguments = explore("resnet8.onnx", session);
        const Ended refused = cli::runOdimo(arguments);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.errors.contains("image=3x32x32") && refused.errors.contains("copies grey"),
                 refused.errors.constData());
        QVERIFY(!std::filesystem::exists(session.path("a.odimo")));
        const Ended fitted = cli::runOdimo(QStringList(arguments) << "--fit");
        QVERIFY2(fitted.exitCode == 0, fitted.errors.constData());
        QVERIFY2(fitted.output.contains("image=3x32x32"), fitted.output.constData());
    }

    void anotherNumberOfClassesIsToldWithBothNumbers()
    {
        const Session session;
        const Ended ended =
            cli::runOdimo({"explore", "--network", model("resnet8.onnx"), "--data",
                           "synthetic:channels=3,size=32,classes=4", "--project", session.file("a.odimo")});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("10 classes") && ended.errors.contains("has 4"), ended.errors.constData());
    }

    void filesThatAreNoModelAreNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("Dear colleague, the model is attached.");
        const std::string whole = readText(model("resnet8.onnx").toStdString());
        QTest::newRow("truncated") << QByteArray::fromStdString(whole.substr(0, whole.size() / 2));
    }
    void filesThatAreNoModelAreNamed()
    {
        QFETCH(QByteArray, bytes);
        const Session session;
        writeText(session.path("model.onnx"), bytes.toStdString());
        for (const QStringList &arguments : {QStringList{"network", session.file("model.onnx")},
                                             QStringList{"explore", "--network", session.file("model.onnx"), "--data",
                                                         "synthetic", "--project", session.file("a.odimo")}}) {
            const Ended ended = cli::runOdimo(arguments);
            QCOMPARE(ended.exitCode, 2);
            QVERIFY2(ended.errors.contains("model.onnx"), ended.errors.constData());
        }
        QVERIFY(!std::filesystem::exists(session.path("a.odimo")));
    }
};

QTEST_APPLESS_MAIN(TestNetworks)
#include "tst_networks.moc"
