// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/npy.h"
#include "core/network/passes.h"
#include "core/onnx/import.h"
#include "tests/core/network/reference_forward.h"

#include <QTest>

#include <cmath>

using namespace odimo;
using namespace odimo::onnx;

namespace {

std::filesystem::path modelPath(const std::string &file)
{
    return std::filesystem::path(ODIMO_TEST_DATA) / "golden" / "models" / file;
}

/// Image `index` of the array `input` beside the model.
network::reference::Map storedImage(const std::string &name, std::size_t index)
{
    const data::FloatArray array = data::readFloatArray(modelPath(name + ".npz"), "input");
    network::reference::Map image(
        {static_cast<int>(array.shape[1]), static_cast<int>(array.shape[2]), static_cast<int>(array.shape[3])});
    for (std::size_t i = 0; i < image.values.size(); ++i)
        image.values[i] = array.values[index * image.values.size() + i];
    return image;
}

int count(const Import &import, Verdict verdict)
{
    return static_cast<int>(std::ranges::count(import.findings, verdict, &Finding::verdict));
}

} // namespace

class TestModels : public QObject {
    Q_OBJECT

private slots:
    void logitsAgreeWithPyTorch_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("images");
        QTest::newRow("mini_relu6_pools") << "mini_relu6_pools" << 4;
        QTest::newRow("resnet8") << "resnet8" << 2;
        QTest::newRow("resnet20_cifar10") << "resnet20_cifar10" << 1;
        for (const char *name :
             {"torch_keywords", "torch_signal", "torch_autoencoder", "torch_image_out", "torch_clothes"})
            QTest::newRow(name) << name << 4;
    }
    void logitsAgreeWithPyTorch()
    {
        QFETCH(QString, name);
        QFETCH(int, images);
        const Import import = importModel(modelPath(name.toStdString() + ".onnx"));
        QVERIFY(import.model.has_value());
        const data::FloatArray stored = data::readFloatArray(modelPath(name.toStdString() + ".npz"), "logits");
        double largest = 0;
        for (const float value : stored.values)
            largest = std::max(largest, std::abs(double{value}));
        for (std::size_t image = 0; image < static_cast<std::size_t>(images); ++image) {
            const std::vector<double> logits =
                network::reference::logits(*import.model, storedImage(name.toStdString(), image));
            // The stored values were computed in float32, in another order.
            for (std::size_t i = 0; i < logits.size(); ++i)
                QVERIFY(std::abs(logits[i] - double{stored.values[image * logits.size() + i]}) <= 1e-4 * largest);
        }
    }

    void everyNodeOfAFileHasOneFinding_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *file : {"mini_relu6_pools.onnx", "resnet8.onnx", "resnet20_cifar10.onnx",
                                 "unsupported_sigmoid_resize.onnx", "torch_keywords.onnx", "torch_signal.onnx"})
            QTest::newRow(file) << file;
    }
    void everyNodeOfAFileHasOneFinding()
    {
        QFETCH(QString, file);
        const Import import = importModel(modelPath(file.toStdString()));
        QVERIFY(!import.graph.empty());
        std::vector<std::string> found;
        for (const Finding &finding : import.findings)
            if (!finding.node.empty())
                found.push_back(finding.node + " " + finding.op);
        std::vector<std::string> listed;
        for (const GraphNode &node : import.graph)
            listed.push_back(node.name + " " + node.op);
        QVERIFY(found == listed);
        QCOMPARE(import.model.has_value(), count(import, Verdict::Refused) == 0);
    }

    void resNet8BecomesTheNetworkOfThePaper()
    {
        const Import import = importModel(modelPath("resnet8.onnx"));
        const network::Network simplified = network::simplify(import.model->network);
        QCOMPARE(import.name, std::string("resnet8"));
        QCOMPARE(count(import, Verdict::Mappable), 10);
        QCOMPARE(simplified.node(1).name, std::string("conv1"));
        QCOMPARE(simplified.node(2).name, std::string("body/body.0/conv1"));
        QCOMPARE(simplified.node(simplified.output()).name, std::string("fc"));
        const auto &convolution = std::get<network::Convolution>(simplified.node(2).op);
        QVERIFY(convolution.relu.has_value());
        QCOMPARE(convolution.padding, (network::Padding{1, 1, 1, 1}));
        QCOMPARE(simplified.classes(), 10);
    }

    void miniModelKeepsItsCeilingAndLosesItsEmptyPad()
    {
        const Import import = importModel(modelPath("mini_relu6_pools.onnx"));
        const network::Network simplified = network::simplify(import.model->network);
        const auto &first = std::get<network::Convolution>(simplified.node(1).op);
        QCOMPARE(first.relu->ceiling, 6.0);
        QCOMPARE(std::get<network::Convolution>(simplified.node(3).op).groups, 8);
        QCOMPARE(import.graph[7].kernel, std::optional(network::Extent{1, 1}));
        QCOMPARE(import.graph[0].output, std::optional(network::Shape{8, 28, 28}));
    }

    void unsupportedModelNamesBothOperators()
    {
        const Import import = importModel(modelPath("unsupported_sigmoid_resize.onnx"));
        QVERIFY(!import.model.has_value());
        std::vector<std::string> refused;
        for (const Finding &finding : import.findings)
            if (finding.verdict == Verdict::Refused) {
                QVERIFY(!finding.reason.empty() && !finding.remedy.empty());
                refused.push_back(finding.op);
            }
        QCOMPARE(refused, (std::vector<std::string>{"Sigmoid", "ReduceMean", "Mul", "Resize"}));
        QCOMPARE(import.graph.size(), std::size_t{7});
        QCOMPARE(import.graph[0].output, std::optional(network::Shape{8, 8, 8}));
    }
};

QTEST_APPLESS_MAIN(TestModels)
#include "tst_models.moc"
