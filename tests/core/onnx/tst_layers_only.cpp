// SPDX-License-Identifier: Apache-2.0
// Files of which only layers and shapes are known: workloads for cost models, and files published without weights.
#include "tests/core/base/error_message.h"
#include "tests/core/onnx/model_builder.h"

#include <QTest>

using namespace odimo;
using namespace odimo::onnx;

namespace {

using Ints = std::vector<std::int64_t>;

Import importCase(const char *name)
{
    return importModel(std::filesystem::path(ODIMO_TEST_DATA) / "golden" / "cases" / (std::string(name) + ".onnx"));
}

void clearValues(::onnx::TensorProto &tensor)
{
    tensor.clear_float_data();
    tensor.clear_raw_data();
}

} // namespace

class TestLayersOnly : public QObject {
    Q_OBJECT

private slots:
    void aNetworkMayEndInAnImage()
    {
        const Import import = importCase("no_classifier");
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.model->network.node(2).output, (network::Shape{2, 4, 4}));
        QCOMPARE(import.findings.front().verdict, Verdict::Note);
        QVERIFY(import.findings.front().reason.find("not one number for each class") != std::string::npos);
        QVERIFY(import.isTrained);
    }

    void weightsMayHaveNoValues_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("shapes only") << "shapes_only";
        QTest::newRow("without the file of its data") << "external_missing";
    }
    void weightsMayHaveNoValues()
    {
        QFETCH(QString, name);
        const Import import = importCase(qPrintable(name));
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QVERIFY(!import.isTrained);
        QVERIFY(import.model->parameters.empty());
        QCOMPARE(import.model->network.classes(), 3);
        QVERIFY2(import.findings.front().reason.find("have a shape, but no values in the file") != std::string::npos,
                 findingsText(import).c_str());
    }

    void weightsMayBeInputs()
    {
        ModelBuilder model;
        model.addInput("w", {4, 3, 3, 3});
        model.addInput("b", {4});
        const Import import = model.output(model.classifier(model.node("Conv", {"x", "w", "b"}), 4)).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QVERIFY(!import.isTrained);
        QCOMPARE(import.model->network.node(1).output, (network::Shape{4, 6, 6}));
    }

    void weightsMayBeFilledWithOneValue()
    {
        ModelBuilder model;
        const auto filled = [&](const Ints &shape) {
            return model.node("ConstantOfShape", {model.integers(shape)});
        };
        const std::string layer =
            model.node("Conv", {"x", filled({300, 3, 9, 9}), filled({300})}, {{"pads", Ints{4, 4, 4, 4}}});
        const Import import = model.output(model.classifier(layer, 300)).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QVERIFY(!import.isTrained);
    }

    void twoImagesAreRefused()
    {
        ModelBuilder model;
        model.addInput("y", {1, 3, 8, 8});
        const std::string sum = model.node("Add", {model.node("Relu", {"x"}), model.node("Relu", {"y"})});
        model.output(model.classifier(sum, 3));
        const QString message = errorMessage([&] { model.import(); });
        QVERIFY2(message.contains("it has 2 inputs"), qPrintable(message));
    }

    void openSizesOfWeightsAreRefused()
    {
        ModelBuilder model;
        model.addInput("w", {4, 0, 3, 3});
        model.output(model.classifier(model.node("Conv", {"x", "w"}), 4));
        const QString message = errorMessage([&] { model.import(); });
        QVERIFY2(message.contains("the input \"w\": its shape is"), qPrintable(message));
    }

    void shapesThatAreTooLargeAreRefused_data()
    {
        QTest::addColumn<int>("tensors");
        QTest::addColumn<int>("channels");
        QTest::newRow("one") << 1 << (1 << 26);
        QTest::newRow("many") << 9 << (1 << 20);
    }
    void shapesThatAreTooLargeAreRefused()
    {
        QFETCH(int, tensors);
        QFETCH(int, channels);
        ModelBuilder model;
        std::string value = "x";
        for (int index = 0; index < tensors; ++index) {
            value = model.node("Conv", {value, model.floats({channels, 3, 3, 1}, {})});
            clearValues(*model.proto.mutable_graph()->mutable_initializer()->rbegin());
        }
        model.output(value);
        const QString message = errorMessage([&] { model.import(); });
        QVERIFY2(message.contains(tensors == 1 ? "but the file holds none" : "without values are too large"),
                 qPrintable(message));
    }

    void rangesOfMissingScalesAreNotKept()
    {
        ModelBuilder model;
        const std::string scale = model.floats({}, {0.5F});
        const std::string zero = model.codes({}, ::onnx::TensorProto::UINT8, {100});
        const std::string codes = model.node("QuantizeLinear", {model.convolution("x", 3, 4), scale, zero});
        const std::string value = model.node("DequantizeLinear", {codes, scale, zero});
        model.output(model.classifier(value, 4));
        QVERIFY(model.import().model->network.node(1).range.has_value());
        for (auto &tensor : *model.proto.mutable_graph()->mutable_initializer())
            if (tensor.data_type() == ::onnx::TensorProto::FLOAT && tensor.dims_size() > 0)
                clearValues(tensor);
        QVERIFY(!model.import().model->network.node(1).range.has_value());
    }
};

QTEST_APPLESS_MAIN(TestLayersOnly)
#include "tst_layers_only.moc"
