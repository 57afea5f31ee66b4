// SPDX-License-Identifier: Apache-2.0
// Files with QuantizeLinear and DequantizeLinear.
#include "tests/core/onnx/simplified_model.h"

#include <QTest>

using namespace odimo;
using namespace odimo::onnx;

class TestQuantisedFiles : public QObject {
    Q_OBJECT

private slots:
    void quantisedWeightsAreDequantised()
    {
        ModelBuilder model;
        const std::string codes = model.codes({2, 3, 1, 1}, ::onnx::TensorProto::INT8, {1, -2, 3, 4, 5, -128});
        const std::string weight =
            model.node("DequantizeLinear",
                       {codes, model.floats({2}, {0.5F, 2}), model.codes({2}, ::onnx::TensorProto::INT8, {0, 1})},
                       {{"axis", std::int64_t{0}}});
        const network::Model result = simplified(model, model.classifier(model.node("Conv", {"x", weight}), 2));
        QCOMPARE(result.parameters.at(result.network.node(1).name + ".weight").values,
                 (std::vector<float>{0.5F, -1, 1.5F, 6, 8, -258}));
    }

    void quantisedActivationsLeaveTheirRange()
    {
        ModelBuilder model;
        const auto quantised = [&](const std::string &value, float scale, int zero) {
            const std::string s = model.floats({}, {scale});
            const std::string z = model.codes({}, ::onnx::TensorProto::UINT8, {zero});
            return model.node("DequantizeLinear", {model.node("QuantizeLinear", {value, s, z}), s, z});
        };
        const std::string layer = model.convolution(quantised("x", 0.5F, 0), 3, 4);
        const network::Model result = simplified(model, model.classifier(quantised(layer, 0.25F, 100), 4));
        QCOMPARE(operatorsOf(result.network), plain);
        QCOMPARE(result.network.node(0).range, std::optional(network::ValueRange{0, 127.5}));
        QCOMPARE(result.network.node(1).range, std::optional(network::ValueRange{-25, 38.75}));
    }

    /// As onnxruntime's static quantisation leaves it out.
    void aLeastCodeOfZeroTakesThePlaceOfARelu()
    {
        const auto resultOf = [](bool hasRelu, int zero) {
            ModelBuilder model;
            const std::string layer = model.convolution("x", 3, 4);
            const std::string scale = model.floats({}, {0.25F});
            const std::string code = model.codes({}, ::onnx::TensorProto::UINT8, {zero});
            const std::string codes =
                model.node("QuantizeLinear", {hasRelu ? model.node("Relu", {layer}) : layer, scale, code});
            return simplified(model, model.classifier(model.node("DequantizeLinear", {codes, scale, code}), 4));
        };
        const network::Model without = resultOf(false, 0);
        QVERIFY(std::get<network::Convolution>(without.network.node(1).op).relu.has_value());
        QCOMPARE(without.network.node(1).range, std::optional(network::ValueRange{0, 63.75}));
        QVERIFY(std::ranges::equal(without.network.nodes(), resultOf(true, 0).network.nodes(),
                                   [](const auto &a, const auto &b) { return a.op == b.op && a.range == b.range; }));
        QVERIFY(!std::get<network::Convolution>(resultOf(false, 1).network.node(1).op).relu.has_value());
    }

    void theReluOfAnOutputIsKeptInImagesOnly()
    {
        const auto hasRelu = [](bool endsInClasses) {
            ModelBuilder model;
            const std::string layer = model.convolution("x", 3, 4);
            const std::string last = endsInClasses ? model.classifier(layer, 4) : layer;
            const std::string scale = model.floats({}, {0.25F});
            const std::string code = model.codes({}, ::onnx::TensorProto::UINT8, {0});
            const std::string codes = model.node("QuantizeLinear", {last, scale, code});
            const network::Network network =
                simplified(model, model.node("DequantizeLinear", {codes, scale, code})).network;
            return std::visit(
                [](const auto &op) {
                    if constexpr (requires { op.relu; })
                        return op.relu.has_value();
                    return false;
                },
                network.node(network.output()).op);
        };
        QVERIFY(hasRelu(false));
        QVERIFY(!hasRelu(true)); // Scores keep their order.
    }

    void aQuantizeWithoutItsCounterpartIsRefused()
    {
        ModelBuilder model;
        const std::string q = model.node("QuantizeLinear", {"x", model.floats({}, {0.5F})});
        const std::string dq = model.node("DequantizeLinear", {q, model.floats({}, {0.25F})});
        const Import import = model.output(model.classifier(model.convolution(dq, 3, 4), 4)).import();
        QCOMPARE(findingOf(import, q).verdict, Verdict::Refused);
        QCOMPARE(findingOf(import, dq).verdict, Verdict::Refused);
    }
};

QTEST_APPLESS_MAIN(TestQuantisedFiles)
#include "tst_quantised_files.moc"
