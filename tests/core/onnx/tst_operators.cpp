// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/onnx/operators/operators.h"
#include "tests/core/onnx/model_builder.h"

#include <QTest>

#include <functional>
#include <map>

using namespace odimo;
using namespace odimo::onnx;
using network::Extent;
using network::Padding;

namespace {

using Ints = std::vector<std::int64_t>;
/// Adds a use of an operator to a model; returns the value a classifier of so many channels may read.
struct Use {
    std::string value;
    std::int64_t channels = 4;
};
using Example = std::function<Use(ModelBuilder &)>;

Use afterConvolution(ModelBuilder &model, const std::string &op, const Attributes &attributes = {})
{
    return {model.node(op, {model.convolution("x", 3, 4)}, attributes)};
}

std::string flatFeatures(ModelBuilder &model)
{
    return model.node("Flatten", {model.node("GlobalAveragePool", {model.convolution("x", 3, 4)})});
}

Use widened(ModelBuilder &model, const std::string &features)
{
    return {model.node("Unsqueeze", {features, model.integers({2, 3})})};
}

/// One for each line of the table in operators.cpp.
const std::map<std::string, Example> &examples()
{
    static const std::map<std::string, Example> all = {
        {"Add",
         [](ModelBuilder &m) {
             return Use{m.node("Add", {m.convolution("x", 3, 4), m.convolution("x", 3, 4)})};
         }},
        {"AveragePool",
         [](ModelBuilder &m) {
             return afterConvolution(m, "AveragePool", {{"kernel_shape", Ints{2, 2}}});
         }},
        {"BatchNormalization",
         [](ModelBuilder &m) {
             return Use{m.node("BatchNormalization",
                               {m.convolution("x", 3, 4), m.ramp({4}), m.ramp({4}), m.ramp({4}), m.ramp({4}, 1)})};
         }},
        {"Clip",
         [](ModelBuilder &m) {
             return Use{m.node("Clip", {m.convolution("x", 3, 4), m.floats({}, {0}), m.floats({}, {6})})};
         }},
        {"Concat",
         [](ModelBuilder &m) {
             return Use{
                 m.node("Concat", {m.convolution("x", 3, 4), m.convolution("x", 3, 2)}, {{"axis", std::int64_t{1}}}),
                 6};
         }},
        {"Conv",
         [](ModelBuilder &m) {
             return Use{m.convolution("x", 3, 4)};
         }},
        {"Flatten",
         [](ModelBuilder &m) {
             return widened(m, flatFeatures(m));
         }},
        {"Gemm",
         [](ModelBuilder &m) {
             return widened(m, m.node("Gemm", {flatFeatures(m), m.ramp({4, 4}), m.ramp({4})}));
         }},
        {"GlobalAveragePool",
         [](ModelBuilder &m) {
             return afterConvolution(m, "GlobalAveragePool");
         }},
        {"GlobalMaxPool",
         [](ModelBuilder &m) {
             return afterConvolution(m, "GlobalMaxPool");
         }},
        {"Identity",
         [](ModelBuilder &m) {
             return afterConvolution(m, "Identity");
         }},
        {"MatMul",
         [](ModelBuilder &m) {
             return widened(m, m.node("MatMul", {flatFeatures(m), m.ramp({4, 4})}));
         }},
        {"MaxPool",
         [](ModelBuilder &m) {
             return afterConvolution(m, "MaxPool", {{"kernel_shape", Ints{2, 2}}});
         }},
        {"ReduceMax",
         [](ModelBuilder &m) {
             return afterConvolution(m, "ReduceMax", {{"axes", Ints{2, 3}}});
         }},
        {"ReduceMean",
         [](ModelBuilder &m) {
             return afterConvolution(m, "ReduceMean", {{"axes", Ints{2, 3}}});
         }},
        {"Relu",
         [](ModelBuilder &m) {
             return afterConvolution(m, "Relu");
         }},
        {"Reshape",
         [](ModelBuilder &m) {
             const std::string pooled = m.node("GlobalAveragePool", {m.convolution("x", 3, 4)});
             return widened(m, m.node("Reshape", {pooled, m.integers({0, -1})}));
         }},
        {"Squeeze",
         [](ModelBuilder &m) {
             const std::string pooled = m.node("GlobalAveragePool", {m.convolution("x", 3, 4)});
             return widened(m, m.node("Squeeze", {pooled, m.integers({2, 3})}));
         }},
        {"Transpose",
         [](ModelBuilder &m) {
             const std::string there = afterConvolution(m, "Transpose", {{"perm", Ints{0, 2, 3, 1}}}).value;
             return Use{m.node("Transpose", {there}, {{"perm", Ints{0, 3, 1, 2}}})};
         }},
        {"Unsqueeze",
         [](ModelBuilder &m) {
             return widened(m, flatFeatures(m));
         }},
    };
    return all;
}

/// The network's operator that a node "Conv1" on the input becomes.
template <typename Op>
Op imported(ModelBuilder &model, const std::string &value, std::int64_t channels)
{
    const Import import = model.output(model.classifier(value, channels)).import();
    if (!import.model)
        throw Error(findingsText(import));
    return std::get<Op>(import.model->network.node(import.model->network.find(value)).op);
}

} // namespace

class TestOperators : public QObject {
    Q_OBJECT

private slots:
    void everyOperatorOfTheTableIsTaken_data()
    {
        QTest::addColumn<QString>("op");
        for (const Operator &entry : operators())
            QTest::newRow(entry.name) << entry.name;
    }
    void everyOperatorOfTheTableIsTaken()
    {
        QFETCH(QString, op);
        QVERIFY2(examples().contains(op.toStdString()), "the table has a new line; add an example");
        ModelBuilder model;
        const Use use = examples().at(op.toStdString())(model);
        const Import import = model.output(model.classifier(use.value, use.channels)).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.findings.size(), import.graph.size());
        QCOMPARE(import.model->network.classes(), 4);
    }

    void convolutionAttributesAreRead_data()
    {
        QTest::addColumn<QStringList>("attributes");
        QTest::addColumn<QList<int>>("padding");
        QTest::addColumn<QList<int>>("size");
        const QStringList strided{"strides=2,2"};
        QTest::newRow("none") << QStringList{} << QList{0, 0, 0, 0} << QList{6, 6};
        QTest::newRow("pads") << QStringList{"pads=1,2,0,1"} << QList{1, 2, 0, 1} << QList{7, 9};
        QTest::newRow("valid") << QStringList{"auto_pad=VALID"} << QList{0, 0, 0, 0} << QList{6, 6};
        QTest::newRow("same") << QStringList{"auto_pad=SAME_UPPER"} << QList{1, 1, 1, 1} << QList{8, 8};
        QTest::newRow("same, strided") << QStringList{"auto_pad=SAME_UPPER", "strides=2,2"} << QList{0, 0, 1, 1}
                                       << QList{4, 4};
        QTest::newRow("same at the beginning")
            << QStringList{"auto_pad=SAME_LOWER", "strides=2,2"} << QList{1, 1, 0, 0} << QList{4, 4};
        QTest::newRow("same, dilated") << QStringList{"auto_pad=SAME_UPPER", "dilations=2,2"} << QList{2, 2, 2, 2}
                                       << QList{8, 8};
        QTest::newRow("dilated") << QStringList{"dilations=2,3"} << QList{0, 0, 0, 0} << QList{4, 2};
        QTest::newRow("strided") << strided << QList{0, 0, 0, 0} << QList{3, 3};
    }
    void convolutionAttributesAreRead()
    {
        QFETCH(QStringList, attributes);
        QFETCH(QList<int>, padding);
        QFETCH(QList<int>, size);
        Attributes list;
        for (const QString &attribute : attributes) {
            const QStringList parts = attribute.split('=');
            Ints numbers;
            for (const QString &number : parts[1].split(','))
                numbers.push_back(number.toInt());
            const bool isText = parts[0] == "auto_pad";
            list.emplace_back(parts[0].toStdString(), isText ? AttributeValue(parts[1].toStdString()) : numbers);
        }
        ModelBuilder model;
        const std::string value = model.convolution("x", 3, 4, list);
        const Import import = model.output(model.classifier(value, 4)).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        const network::Node &node = import.model->network.node(1);
        QCOMPARE(std::get<network::Convolution>(node.op).padding,
                 (Padding{padding[0], padding[1], padding[2], padding[3]}));
        QCOMPARE(node.output, (network::Shape{4, size[0], size[1]}));
    }

    void depthwiseAndOneDimensionalKernelsAreTaken()
    {
        ModelBuilder depthwise;
        const auto op = imported<network::Convolution>(
            depthwise, depthwise.node("Conv", {"x", depthwise.ramp({6, 1, 3, 3})}, {{"group", std::int64_t{3}}}), 6);
        QCOMPARE(op.groups, 3);
        QVERIFY(!op.bias);
        ModelBuilder signal(17, {1, 3, 1, 32});
        const auto row = imported<network::Convolution>(
            signal, signal.node("Conv", {"x", signal.ramp({4, 3, 1, 5})}, {{"strides", Ints{1, 2}}}), 4);
        QCOMPARE(row.kernel, (Extent{1, 5}));
        QCOMPARE(row.stride, (Extent{1, 2}));
    }

    void gemmIsAlphaTimesAPlusBetaTimesB_data()
    {
        QTest::addColumn<bool>("transposed");
        QTest::newRow("transB=0") << false;
        QTest::newRow("transB=1") << true;
    }
    void gemmIsAlphaTimesAPlusBetaTimesB()
    {
        QFETCH(bool, transposed);
        ModelBuilder model(17, {0, 2, 1, 1});
        const std::string weight =
            transposed ? model.floats({3, 2}, {1, 2, 3, 4, 5, 6}) : model.floats({2, 3}, {1, 3, 5, 2, 4, 6});
        model.output(model.node("Gemm", {model.node("Flatten", {"x"}), weight, model.floats({1, 3}, {1, 2, 3})},
                                {{"transB", std::int64_t{transposed}}, {"alpha", 2.0F}, {"beta", 10.0F}}));
        const Import import = model.import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.model->parameters.at("Gemm2.weight"), (network::Tensor{{3, 2}, {2, 4, 6, 8, 10, 12}}));
        QCOMPARE(import.model->parameters.at("Gemm2.bias"), (network::Tensor{{3}, {10, 20, 30}}));
    }

    void clipBoundsComeFromAttributesOrInputs_data()
    {
        QTest::addColumn<int>("opset");
        QTest::addColumn<double>("most");
        QTest::newRow("attributes") << 10 << 6.0;
        QTest::newRow("inputs") << 11 << 6.0;
        QTest::newRow("a small bound") << 13 << 0.75;
        QTest::newRow("the largest float") << 13 << double{std::numeric_limits<float>::max()};
    }
    void clipBoundsComeFromAttributesOrInputs()
    {
        QFETCH(int, opset);
        QFETCH(double, most);
        ModelBuilder model(opset);
        const auto ceiling = static_cast<float>(most);
        const std::string layer = model.convolution("x", 3, 4);
        const std::string value = opset < 11
                                      ? model.node("Clip", {layer}, {{"min", 0.0F}, {"max", ceiling}})
                                      : model.node("Clip", {layer, model.floats({}, {0}), model.floats({}, {ceiling})});
        const double expected = most > 1e30 ? std::numeric_limits<double>::infinity() : most;
        QCOMPARE(imported<network::Relu>(model, value, 4).ceiling, expected);
    }

    void ceilModeIsExpressedByPaddingAtTheEnd()
    {
        ModelBuilder even;
        const Attributes round{{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}, {"ceil_mode", std::int64_t{1}}};
        QCOMPARE(
            imported<network::MaxPool>(even, even.node("MaxPool", {even.convolution("x", 3, 4)}, round), 4).padding,
            Padding());
        ModelBuilder odd(17, {1, 3, 7, 9});
        QCOMPARE(imported<network::MaxPool>(odd, odd.node("MaxPool", {odd.convolution("x", 3, 4)}, round), 4).padding,
                 (Padding{0, 0, 1, 1}));
    }

    void meanWithoutKeptAxesIsFlattened()
    {
        ModelBuilder model(18);
        const std::string mean = model.node("ReduceMean", {model.convolution("x", 3, 4), model.integers({-1, -2})},
                                            {{"keepdims", std::int64_t{0}}});
        const Import import = model.output(model.node("Gemm", {mean, model.ramp({4, 5})})).import();
        QVERIFY2(import.model.has_value(), findingsText(import).c_str());
        QCOMPARE(import.model->network.node(3).name, std::string("ReduceMean2/flatten"));
    }
};

QTEST_APPLESS_MAIN(TestOperators)
#include "tst_operators.moc"
