// SPDX-License-Identifier: Apache-2.0
// Scales and shifts of channels that no other layer can take over are layers of their own.
#include "core/base/error.h"
#include "tests/core/network/reference_forward.h"
#include "tests/core/onnx/affine_network.h"

#include <QTest>

#include <map>

using namespace odimo;
using namespace odimo::onnx;
using namespace odimo::onnx::affine;

namespace {

/// The network with a layer in place of the scale and shift, or without.
network::Model modelOf(const Build &build, bool asLayers, Import &import)
{
    Network network(asLayers);
    import = network.model.output(network.model.classifier(build(network), 4)).import();
    if (!import.model)
        throw Error(findingsText(import));
    return *import.model;
}

} // namespace

class TestAffineLayers : public QObject {
    Q_OBJECT

private slots:
    void computeWhatALayerInTheirPlaceWould_data()
    {
        QTest::addColumn<QString>("reason");
        m_builds.clear();
        const auto row = [&](const char *tag, const Build &build, const char *reason) {
            m_builds[tag] = build;
            QTest::newRow(tag) << reason;
        };
        row(
            "before a convolution with padding",
            [](Network &n) { return n.convolution(n.affine("x", scale3, shift3, "BatchNormalization"), 3, 4); },
            "no layer stands before it, and Conv2 behind it pads with zeros");
        row(
            "two nodes", [](Network &n) { return n.convolution(n.affine("x", scale3, shift3, "SubDiv"), 3, 4); },
            "no layer stands before it, and Conv3 behind it pads with zeros");
        row(
            "behind ReLU, before padding",
            [](Network &n) {
                const std::string relu = n.model.node("Relu", {n.convolution("x", 3, 4)});
                return n.convolution(n.affine(relu, scale4, shift4, "BatchNormalization"), 4, 4);
            },
            "Relu2 (Relu) stands between the layer and it, and Conv4 behind it pads with zeros");
        row(
            "read by others",
            [](Network &n) {
                const std::string layer = n.convolution("x", 3, 4);
                return n.model.node("Add", {layer, n.affine(layer, scale4, none4, "Mul")});
            },
            "Conv1 before it is read by others as well, and Add3 (Add) stands between it and the next layer");
        row(
            "below 0, behind MaxPool",
            [](Network &n) {
                const std::string pool =
                    n.model.node("MaxPool", {n.convolution("x", 3, 4)}, {{"kernel_shape", Ints{2, 2}}});
                return n.convolution(n.affine(pool, signedScale4, shift4, "BatchNormalization"), 4, 4);
            },
            "MaxPool2 (MaxPool) stands between the layer and it");
        row(
            "of features that are read twice",
            [](Network &n) {
                const std::string pool = n.model.node("GlobalAveragePool", {n.convolution("x", 3, 4)});
                const std::string relu = n.model.node("Relu", {n.model.node("Flatten", {pool})});
                const std::string scaled = n.affineOfFeatures(relu, signedScale4, shift4);
                const std::string sum = n.model.node("Add", {scaled, relu});
                return n.model.node("Reshape", {sum, n.model.integers({1, 4, 1, 1})});
            },
            "Relu4 before it is read by others as well, and Add7 (Add) stands between it");
    }
    void computeWhatALayerInTheirPlaceWould()
    {
        QFETCH(QString, reason);
        Import import, expected;
        const Build &build = m_builds.at(QTest::currentDataTag());
        const network::Model model = modelOf(build, false, import);
        const network::Model wanted = modelOf(build, true, expected);
        QVERIFY2(findingsText(import).find(reason.toStdString()) != std::string::npos, findingsText(import).c_str());
        QCOMPARE(import.findings.size(), import.graph.size());
        Random random(3);
        const auto image = network::reference::randomImage(model.network.inputShape(), random);
        const std::vector<double> actual = network::reference::logits(model, image);
        const std::vector<double> scores = network::reference::logits(wanted, image);
        QCOMPARE(actual.size(), scores.size());
        for (std::size_t i = 0; i < scores.size(); ++i)
            QVERIFY(std::abs(actual[i] - scores[i]) <= 1e-5 * (1 + std::abs(scores[i])));
    }

    void sayHowToSaveThem()
    {
        Import import;
        modelOf([](Network &n) { return n.convolution(n.affine("x", scale3, shift3, "BatchNormalization"), 3, 4); },
                false, import);
        const Finding finding = findingOf(import, import.graph[0].name);
        QCOMPARE(finding.verdict, Verdict::Mappable);
        QVERIFY2(finding.reason.starts_with("a layer of its own, a depthwise 1x1 convolution"), finding.reason.c_str());
        QVERIFY2(finding.remedy.starts_with("to save it"), finding.remedy.c_str());
    }

    void takeOverWhatFollows()
    {
        Import import;
        const network::Model model = modelOf(
            [](Network &n) {
                const std::string relu = n.model.node("Relu", {n.convolution("x", 3, 4)});
                return n.convolution(n.affine(n.affine(relu, scale4, shift4), signedScale4, shift4), 4, 4);
            },
            false, import);
        QCOMPARE(std::ranges::count_if(model.network.nodes(), network::isLayer), 4);
    }

private:
    std::map<std::string, Build> m_builds;
};

QTEST_APPLESS_MAIN(TestAffineLayers)
#include "tst_affine_layers.moc"
