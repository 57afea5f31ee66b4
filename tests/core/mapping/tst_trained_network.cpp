// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/network/weights_file.h"
#include "tests/core/mapping/trained_sample.h"
#include "tests/core/platform/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

namespace {

const platform::Platform &diana()
{
    static const platform::Platform platform = platform::loadPlatform("diana");
    return platform;
}

} // namespace

class TestTrainedNetwork : public QObject {
    Q_OBJECT

private slots:
    void readsWhatItWrites()
    {
        const TemporaryFolder folder;
        const TrainedNetwork trained = samples::trainedNetwork();
        saveTrainedNetwork(folder.path() / "net.safetensors", trained, diana());
        const TrainedNetwork found = loadTrainedNetwork(folder.path() / "net.safetensors", diana());
        QVERIFY(found.model.network == trained.model.network);
        QVERIFY(found.model.parameters == trained.model.parameters);
        QVERIFY(found.mapping == trained.mapping);
        QVERIFY(found.quantisation == trained.quantisation);
    }

    void aFloatNetworkHasNoMapping()
    {
        const TemporaryFolder folder;
        TrainedNetwork trained = samples::trainedNetwork();
        trained.mapping.reset();
        trained.quantisation.reset();
        saveTrainedNetwork(folder.path() / "net.safetensors", trained, diana());
        const TrainedNetwork found = loadTrainedNetwork(folder.path() / "net.safetensors", diana());
        QVERIFY(!found.mapping);
        QVERIFY(!found.quantisation);
    }

    void writesNoFileOfPartsThatDoNotFit()
    {
        const TemporaryFolder folder;
        TrainedNetwork trained = samples::trainedNetwork();
        trained.mapping->layers.pop_back();
        const QString message =
            errorMessage([&] { saveTrainedNetwork(folder.path() / "net.safetensors", trained, diana()); });
        QCOMPARE(message, "the mapping has 1 layers; the network small has 2");
        QVERIFY(!std::filesystem::exists(folder.path() / "net.safetensors"));
    }

    // Each row replaces one text of the metadata; an empty one is taken away.
    void namesTheFileAndPartThatIsWrong_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *key, const char *text, const char *message) {
            QTest::newRow(name) << key << text << message;
        };
        row("no format", "odimo_format", "", "net.safetensors holds no trained network");
        row("no network", "network", "", "net.safetensors holds no trained network");
        row("newer", "odimo_format", "trained network 9", "net.safetensors is a \"trained network 9\"; this version");
        row("unknown part", "colour", "red", "net.safetensors: the metadata field \"colour\" is unknown");
        row("broken", "mapping", "{", "net.safetensors: mapping is no valid JSON");
        row("strict", "mapping", R"({"schema": 1, "layers": [], "colour": 1})",
            "net.safetensors: mapping.colour is an unknown field");
        row("another network", "mapping", R"({"schema": 1, "layers": []})",
            "net.safetensors: the mapping has 0 layers; the network small has 2");
        row("quantisation", "quantisation", R"({"schema": 1, "style": "old"})", "net.safetensors: quantisation.style");
    }
    void namesTheFileAndPartThatIsWrong()
    {
        QFETCH(QString, key);
        QFETCH(QString, text);
        QFETCH(QString, message);
        const TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "net.safetensors";
        saveTrainedNetwork(path, samples::trainedNetwork(), diana());
        network::WeightsFile file = network::readWeights(path);
        if (text.isEmpty())
            file.metadata.erase(key.toStdString());
        else
            file.metadata[key.toStdString()] = text.toStdString();
        network::writeWeights(path, file);

        const QString found = errorMessage([&] { loadTrainedNetwork(path, diana()); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void refusesMissingTensors()
    {
        const TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "net.safetensors";
        saveTrainedNetwork(path, samples::trainedNetwork(), diana());
        network::WeightsFile file = network::readWeights(path);
        file.tensors.erase("conv.weight");
        network::writeWeights(path, file);
        const QString found = errorMessage([&] { loadTrainedNetwork(path, diana()); });
        QVERIFY2(found.contains("net.safetensors: ") && found.contains("conv.weight"), qPrintable(found));
    }
};

QTEST_APPLESS_MAIN(TestTrainedNetwork)
#include "tst_trained_network.moc"
