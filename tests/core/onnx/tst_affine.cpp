// SPDX-License-Identifier: Apache-2.0
// Scales and shifts of channels go into the weights of the layers beside them. What they compute is known from the same
// network with a layer in their place: a depthwise 1x1 convolution, or a fully connected layer with a diagonal matrix.
#include "core/base/error.h"
#include "tests/core/network/reference_forward.h"
#include "tests/core/onnx/affine_network.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace odimo;
using namespace odimo::onnx;
using namespace odimo::onnx::affine;

namespace {

const std::map<std::string, Build> &networks()
{
    static const std::map<std::string, Build> all = {
        {"behind a convolution",
         [](Network &n) {
             return n.affine(n.convolution("x", 3, 4), signedScale4, shift4);
         }},
        {"as Sub and Div",
         [](Network &n) {
             return n.affine(n.convolution("x", 3, 4), scale4, shift4, "SubDiv");
         }},
        {"as Neg and Sub",
         [](Network &n) {
             return n.affine(n.convolution("x", 3, 4), scale4, shift4, "NegSub");
         }},
        {"behind a normalisation",
         [](Network &n) {
             const std::string norm = n.affine(n.convolution("x", 3, 4), scale4, shift4, "BatchNormalization");
             return n.affine(n.affine(norm, signedScale4, shift4), scale4, shift4, "BatchNormalization");
         }},
        {"behind a depthwise convolution",
         [](Network &n) {
             const std::string layer = n.model.node("Conv", {n.convolution("x", 3, 4), n.model.ramp({4, 1, 3, 3})},
                                                    {{"group", std::int64_t{4}}});
             return n.affine(layer, signedScale4, shift4);
         }},
        {"behind pools",
         [](Network &n) {
             const Attributes window{{"kernel_shape", Ints{3, 3}}, {"pads", Ints{1, 1, 1, 1}}};
             const std::string pooled =
                 n.model.node("AveragePool", {n.model.node("MaxPool", {n.convolution("x", 3, 4)}, window)}, window);
             return n.affine(pooled, scale4, shift4);
         }},
        {"scale behind ReLU",
         [](Network &n) {
             return n.affine(n.model.node("Relu", {n.convolution("x", 3, 4)}), scale4, none4, "Mul");
         }},
        {"scale behind ReLU6",
         [](Network &n) {
             const std::string clip =
                 n.model.node("Clip", {n.convolution("x", 3, 4), n.model.floats({}, {0}), n.model.floats({}, {0.25F})});
             return n.affine(clip, {3, 3, 3, 3}, none4, "Mul");
         }},
        {"behind a sum",
         [](Network &n) {
             const std::string sum = n.model.node("Add", {n.convolution("x", 3, 4), n.convolution("x", 3, 4)});
             return n.affine(sum, signedScale4, shift4);
         }},
        {"behind a concatenation",
         [](Network &n) {
             const std::string join = n.model.node("Concat", {n.convolution("x", 3, 1), n.convolution("x", 3, 3)},
                                                   {{"axis", std::int64_t{1}}});
             return n.affine(join, signedScale4, shift4);
         }},
        {"on the image, before a convolution without padding",
         [](Network &n) {
             return n.convolution(n.affine("x", scale3, shift3, "SubDiv"), 3, 4, unpadded);
         }},
        {"on the padded image",
         [](Network &n) {
             const std::string pad = n.model.node("Pad", {"x", n.model.integers({0, 0, 1, 1, 0, 0, 1, 1})});
             return n.convolution(n.affine(pad, scale3, shift3, "BatchNormalization"), 3, 4, unpadded);
         }},
        {"scale of the image, before padding",
         [](Network &n) {
             const std::string scaled = n.affine("x", scale3, {0, 0, 0}, "Mul");
             return n.convolution(n.model.node("Pad", {scaled, n.model.integers({0, 0, 1, 1, 0, 0, 1, 1})}), 3, 4);
         }},
        {"behind ReLU, before a convolution without padding",
         [](Network &n) {
             const std::string relu = n.model.node("Relu", {n.convolution("x", 3, 4)});
             return n.convolution(n.affine(relu, signedScale4, shift4, "BatchNormalization"), 4, 4, unpadded);
         }},
        {"before a depthwise convolution",
         [](Network &n) {
             const std::string relu = n.model.node("Relu", {n.convolution("x", 3, 4)});
             return n.model.node("Conv", {n.affine(relu, signedScale4, shift4), n.model.ramp({4, 1, 3, 3})},
                                 {{"group", std::int64_t{4}}});
         }},
        {"before several layers",
         [](Network &n) {
             const std::string relu = n.model.node("Relu", {n.convolution("x", 3, 4)});
             const std::string value = n.affine(relu, signedScale4, shift4);
             return n.model.node("Add", {n.convolution(value, 4, 4, unpadded), n.convolution(value, 4, 4, unpadded)});
         }},
        {"before the classifier",
         [](Network &n) {
             return n.affine(n.model.node("Relu", {n.convolution("x", 3, 4)}), signedScale4, shift4);
         }},
        {"joined to another tensor",
         [](Network &n) {
             const std::string relu = n.model.node("Relu", {n.convolution("x", 3, 2)});
             const std::string value = n.affine(relu, {2, -3}, {1, 4});
             const std::string other = n.model.node("Relu", {n.convolution("x", 3, 2)});
             const std::string join = n.model.node("Concat", {other, value}, {{"axis", std::int64_t{1}}});
             return n.convolution(n.model.node("AveragePool", {join}, {{"kernel_shape", Ints{2, 2}}}), 4, 4, unpadded);
         }},
    };
    return all;
}

std::vector<double> scoresOf(const Build &build, bool asLayers)
{
    Network network(asLayers);
    const Import import = network.model.output(network.model.classifier(build(network), 4)).import();
    if (!import.model)
        throw Error(findingsText(import));
    Random random(3);
    return network::reference::logits(*import.model,
                                      network::reference::randomImage(import.model->network.inputShape(), random));
}

void compare(const std::vector<double> &actual, const std::vector<double> &expected)
{
    QCOMPARE(actual.size(), expected.size());
    // Weights are rounded to float32 once more.
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY2(std::abs(actual[i] - expected[i]) <= 1e-5 * (1 + std::abs(expected[i])),
                 qPrintable(QString("%1, not %2").arg(actual[i]).arg(expected[i])));
}

int layersIn(const network::Network &network)
{
    return static_cast<int>(std::ranges::count_if(network.nodes(), network::isLayer));
}

} // namespace

class TestAffine : public QObject {
    Q_OBJECT

private slots:
    void computesWhatALayerInItsPlaceWould_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto &[name, build] : networks())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void computesWhatALayerInItsPlaceWould()
    {
        QFETCH(QString, name);
        const Build &build = networks().at(name.toStdString());
        compare(scoresOf(build, false), scoresOf(build, true));
    }

    void everyNodeHasOneFinding()
    {
        for (const auto &[name, build] : networks()) {
            Network network(false);
            const Import import = network.model.output(network.model.classifier(build(network), 4)).import();
            QVERIFY2(import.findings.size() == import.graph.size(), name.c_str());
        }
    }

    void featuresOfTheClassifierAreScaledToo_data()
    {
        QTest::addColumn<bool>("behind");
        QTest::newRow("before") << false;
        QTest::newRow("behind") << true;
    }
    void featuresOfTheClassifierAreScaledToo()
    {
        QFETCH(bool, behind);
        const auto scores = [&](bool asLayers) {
            Network network(asLayers, {1, 1, 2, 2});
            ModelBuilder &model = network.model;
            std::string value = model.node("Flatten", {model.node("Relu", {"x"})});
            const Floats scale = behind ? Floats{2, -3} : Floats{2, -3, 0.5F, 1};
            const Floats shift = behind ? Floats{1, 0.5F} : Floats{1, 0.5F, 0, -2};
            if (!behind)
                value = network.affineOfFeatures(value, scale, shift);
            value = model.node("Gemm", {value, model.ramp({2, 4}), model.ramp({1, 2})},
                               {{"transB", std::int64_t{1}}, {"alpha", 2.0F}, {"beta", 0.5F}});
            if (behind)
                value = network.affineOfFeatures(value, scale, shift);
            const Import import = model.output(value).import();
            if (!import.model || (!asLayers && layersIn(import.model->network) != 1))
                throw Error(findingsText(import));
            network::reference::Map image({1, 2, 2});
            image.values = {0.5, 1, 0.25, 0.125};
            return network::reference::logits(*import.model, image);
        };
        compare(scores(false), scores(true));
    }

    void weightsTimesAConstantAreComputedInAdvance()
    {
        ModelBuilder model(17, {1, 1, 1, 1});
        const std::string root =
            model.node("Sqrt", {model.node("Add", {model.floats({2}, {3, 8}), model.floats({}, {1})})});
        const std::string scale = model.node("Div", {model.floats({2}, {4, 6}), root});
        const std::string shaped = model.node("Reshape", {scale, model.integers({2, 1, 1, 1})});
        const std::string layer =
            model.node("Conv", {"x", model.node("Mul", {model.floats({2, 1, 1, 1}, {1, 10}), shaped})});
        const Import import = model.output(model.node("Flatten", {layer})).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.model->parameters.begin()->second.values, (Floats{2, 20}));
    }

    void rangesOfQuantisedValuesMoveAlong()
    {
        ModelBuilder model;
        const auto quantised = [&](const std::string &value, float scale) {
            const std::string s = model.floats({}, {scale});
            const std::string z = model.codes({}, ::onnx::TensorProto::UINT8, {100});
            return model.node("DequantizeLinear", {model.node("QuantizeLinear", {value, s, z}), s, z});
        };
        const std::string layer = quantised(model.convolution("x", 3, 4), 1);
        const std::string scaled = quantised(model.node("Mul", {layer, model.floats({}, {0.5F})}), 0.5F);
        const Import import = model.output(model.classifier(scaled, 4)).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.model->network.node(1).range, std::optional(network::ValueRange{-50, 77.5}));
    }
};

QTEST_APPLESS_MAIN(TestAffine)
#include "tst_affine.moc"
