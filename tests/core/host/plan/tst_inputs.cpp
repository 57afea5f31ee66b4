// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/inputs.h"
#include "core/mapping/trained_network.h"
#include "core/network/passes.h"
#include "tests/core/base/error_message.h"
#include "tests/core/host/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;

namespace {

std::string model(const std::string &name) { return ODIMO_TEST_DATA "/golden/models/" + name; }

} // namespace

class TestInputs : public QObject {
    Q_OBJECT

private slots:
    void filesAndNamesAreToldApart()
    {
        QVERIFY(isNetworkFile("net.onnx"));
        QVERIFY(isNetworkFile("a:b/net.onnx:input=3x8x8"));
        QVERIFY(!isNetworkFile("resnet8:input=3x8x8"));
    }

    void aFileBringsItsWeights()
    {
        const NetworkSource source = loadNetwork(model("resnet8.onnx"));
        QCOMPARE(source.network.inputShape(), (network::Shape{3, 32, 32}));
        QVERIFY(source.parameters);
        QVERIFY(!loadNetwork("resnet8").parameters);
    }

    void aFileWithoutWeightsTrainsFromTheBeginning()
    {
        QVERIFY(!loadNetwork(model("../cases/shapes_only.onnx")).parameters.has_value());
    }

    void aNetworkWithoutAClassifierCannotBeExplored()
    {
        data::DatasetSummary data = samples::summary();
        data.channels = 1;
        data.height = data.width = 4;
        const network::Network network = loadNetwork(model("../cases/no_classifier.onnx")).network;
        const QString message = errorMessage([&] { checkFit(network, data, "photos"); });
        QVERIFY2(message.contains("ends in 2x4x4") && message.contains("a classifier"), qPrintable(message));
    }

    void refusedNodesAreNamedWithTheirRemedy()
    {
        const QString message = errorMessage([] { loadNetwork(model("unsupported_sigmoid_resize.onnx")); });
        for (const char *words : {"cannot be searched", "/Sigmoid (Sigmoid)", "train with ReLU", "1 more"})
            QVERIFY2(message.contains(words), qPrintable(message));
    }

    void aRefusalOfTheWholeFileNamesNoNode()
    {
        const QString message =
            errorMessage([] { loadNetwork(ODIMO_TEST_DATA "/golden/cases/integerised_int8_input.onnx"); });
        QVERIFY2(message.contains("cannot be searched: it is"), qPrintable(message));
    }

    void aStatedShapeMustBeThatOfTheFile()
    {
        QCOMPARE(loadNetwork(model("resnet8.onnx:input=3x32x32")).network.inputShape(), (network::Shape{3, 32, 32}));
        QVERIFY(errorMessage([] {
                    loadNetwork(model("resnet8.onnx:input=3x64x64"));
                }).contains("reads images of 3x32x32, not of 3x64x64"));
        QVERIFY(errorMessage([] { loadNetwork(model("resnet8.onnx:width=4")); }).contains("\"width=4\" is no option"));
    }

    void anOutputIsStatedBesideTheShape()
    {
        const std::string file = model("resnet8.onnx");
        for (const char *options : {":input=3x32x32,output=nowhere", ":output=nowhere,input=3x32x32"})
            QVERIFY(errorMessage([&] { loadNetwork(file + options); }).contains("has no output \"nowhere\""));
        for (const char *options : {":output=", ":output=a,input=3", ":input=3x32x32,input=3x32x32", ":input=3x32x32,"})
            QVERIFY(errorMessage([&] { loadNetwork(file + options); }).contains("is no option"));
    }

    void onlyFilesAndStatedShapesInsistOnTheirInput()
    {
        QCOMPARE(fixedInput(model("mini_relu6_pools.onnx")), (network::Shape{1, 28, 28}));
        QCOMPARE(fixedInput("resnet8:input=3x16x16"), (network::Shape{3, 16, 16}));
        QVERIFY(!fixedInput("resnet8"));
        QVERIFY(!fixedInput(model("unsupported_sigmoid_resize.onnx")));
    }

    void onlyWhatIsDemandedOrHasNoSizeIsFitted()
    {
        const network::Shape input{3, 32, 32};
        QCOMPARE(fitted("synthetic", input, Fit::Offered), std::string("synthetic"));
        QCOMPARE(fitted("synthetic", input, Fit::Demanded), std::string("synthetic:image=3x32x32"));
        QCOMPARE(fitted("synthetic:image=1x8x8", input, Fit::Demanded), std::string("synthetic:image=1x8x8"));
    }

    void aMisfitNamesTheConversion_data()
    {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("side");
        QTest::addColumn<QString>("words");
        QTest::newRow("size") << 3 << 28 << "image=3x32x32, which resizes 28x28 to 32x32";
        QTest::newRow("grey") << 1 << 32 << "image=3x32x32, which copies grey to red, green and blue";
        QTest::newRow("both") << 1 << 28 << "resizes 28x28 to 32x32 and copies grey";
        QTest::newRow("five channels") << 5 << 32 << "5x32x32";
    }
    void aMisfitNamesTheConversion()
    {
        QFETCH(int, channels);
        QFETCH(int, side);
        QFETCH(QString, words);
        data::DatasetSummary data = samples::summary();
        data.channels = channels;
        data.height = data.width = side;
        const network::Network network = network::zooNetwork("resnet8:width=4,input=3x32x32");
        const QString message = errorMessage([&] { checkFit(network, data, "photos"); });
        QVERIFY2(message.contains(words), qPrintable(message));
        QCOMPARE(message.contains("name the data as photos:"), channels != 5);
    }

    void featuresAreNotResized()
    {
        data::DatasetSummary data = samples::summary();
        data.kind = data::ValueKind::Features;
        data.height = 9;
        const network::Network network = network::zooNetwork("resnet8:width=4,input=1x32x32");
        const QString size = errorMessage([&] { checkFit(network, data, "mfcc.npz"); });
        QVERIFY2(size.endsWith("features are not resized: make them of that size"), qPrintable(size));
        data.height = 64;
        const QString order = errorMessage([&] { checkFit(network, data, "mfcc.npz"); });
        QVERIFY2(order.endsWith("name the data as mfcc.npz:image=1x32x32"), qPrintable(order));
        const QString made = errorMessage([&] { checkFit(network, data, "synthetic:values=features,height=9"); });
        QVERIFY2(made.endsWith("name the data as synthetic:values=features,height=32,channels=1,width=32"),
                 qPrintable(made));
    }

    void layersThatAUnitCannotReadAreNamed()
    {
        network::Network network = network::zooNetwork("resnet8:width=4,input=3x32x32");
        const auto notes = [&] {
            return signRemarks(mapping::makeCostTable(network::simplify(network), platform::loadPlatform("diana")));
        };
        QVERIFY(notes().empty());
        network.setInputValues(network::InputValues::Signed);
        QCOMPARE(notes(),
                 std::vector<std::string>{"The unit analog reads no values below 0, and computes no channel of the "
                                          "layer conv1, whose input has some"});
    }

    void weightsAreToldApartByTheirDigest()
    {
        std::optional<network::Parameters> parameters = loadNetwork(model("resnet8.onnx")).parameters;
        const std::string digest = digestOf(parameters);
        QCOMPARE(digestOf(parameters), digest);
        parameters->begin()->second.values[0] += 1;
        QVERIFY(digestOf(parameters) != digest);
        QVERIFY(digestOf(std::nullopt).empty());
    }

    void givenWeightsGoIntoTheProjectOnce()
    {
        const TemporaryFolder folder;
        const NetworkSource source = loadNetwork(model("mini_relu6_pools.onnx"));
        project::Project project =
            project::Project::create(folder.path() / "a.odimo", {.networkName = "mini",
                                                                 .network = source.network,
                                                                 .data = "synthetic",
                                                                 .classes = {},
                                                                 .platform = platform::loadPlatform("diana"),
                                                                 .provenance = {}});
        const std::int64_t warmup = project.save({.kind = project::RunKind::Warmup});
        keepPretrainedWeights(project, warmup, source);
        keepPretrainedWeights(project, warmup, source);
        QVERIFY(project.hasWeights(warmup, pretrainedRole));
        project.extractWeights(warmup, pretrainedRole, folder.path() / "back.safetensors");
        QVERIFY(mapping::loadTrainedNetwork(folder.path() / "back.safetensors", project.setup().platform)
                    .model.parameters == *source.parameters);
    }
};

QTEST_APPLESS_MAIN(TestInputs)
#include "tst_inputs.moc"
