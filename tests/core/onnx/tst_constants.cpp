// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/constant_operators.h"
#include "core/onnx/read/read_model.h"
#include "tests/core/base/error_message.h"
#include "tests/core/onnx/model_builder.h"

#include <QTest>

#include <bit>
#include <functional>
#include <map>

using namespace odimo;
using namespace odimo::onnx;

namespace {

using Ints = std::vector<std::int64_t>;
using ::onnx::TensorProto;

/// Inputs, attributes and what comes of them.
struct Example {
    std::vector<Constant> inputs;
    Attributes attributes;
    Constant expected;
};

Constant list(const Ints &values) { return integerConstant({static_cast<std::int64_t>(values.size())}, values); }

Constant codes(ElementType type, const Dimensions &shape, const std::vector<std::int32_t> &values)
{
    return {type, shape, values};
}

const Constant matrix = floatConstant({2, 3}, {1, 2, 3, 4, 5, 6});

/// At least one for each line of the table in constant_operators.cpp.
const std::multimap<std::string, Example> &examples()
{
    static const std::multimap<std::string, Example> all = {
        {"Add", {{list({1, 2}), list({10})}, {}, list({11, 12})}},
        {"Add", {{matrix, floatConstant({3}, {10, 20, 30})}, {}, floatConstant({2, 3}, {11, 22, 33, 14, 25, 36})}},
        {"Add",
         {{floatConstant({2, 1}, {1, 2}), floatConstant({1, 1, 2}, {10, 20})},
          {},
          floatConstant({1, 2, 2}, {11, 21, 12, 22})}},
        {"Cast", {{list({1, 2})}, {{"to", std::int64_t{1}}}, floatConstant({2}, {1, 2})}},
        {"Cast", {{floatConstant({2}, {1.9F, -1.9F})}, {{"to", std::int64_t{7}}}, list({1, -1})}},
        {"Concat",
         {{matrix, floatConstant({2, 1}, {7, 8})},
          {{"axis", std::int64_t{1}}},
          floatConstant({2, 4}, {1, 2, 3, 7, 4, 5, 6, 8})}},
        {"ConstantOfShape", {{list({2, 2})}, {}, floatConstant({2, 2}, {0, 0, 0, 0})}},
        {"DequantizeLinear",
         {{codes(ElementType::Uint8, {3}, {0, 128, 255}), floatConstant({}, {0.5F}),
           codes(ElementType::Uint8, {}, {128})},
          {},
          floatConstant({3}, {-64, 0, 63.5F})}},
        {"Div", {{list({7, 8}), list({2})}, {}, list({3, 4})}},
        {"Div", {{floatConstant({}, {1}), floatConstant({2}, {2, 4})}, {}, floatConstant({2}, {0.5F, 0.25F})}},
        {"Flatten", {{matrix}, {{"axis", std::int64_t{0}}}, floatConstant({1, 6}, {1, 2, 3, 4, 5, 6})}},
        {"Gather", {{list({5, 6, 7}), integerConstant({}, {-1})}, {}, integerConstant({}, {7})}},
        {"Gather", {{matrix, list({2, 0})}, {{"axis", std::int64_t{1}}}, floatConstant({2, 2}, {3, 1, 6, 4})}},
        {"Identity", {{matrix}, {}, matrix}},
        {"Mul", {{list({3}), list({4})}, {}, list({12})}},
        {"Mul", {{matrix, floatConstant({2, 1}, {2, -1})}, {}, floatConstant({2, 3}, {2, 4, 6, -4, -5, -6})}},
        {"Neg", {{floatConstant({2}, {1, -2})}, {}, floatConstant({2}, {-1, 2})}},
        {"QuantizeLinear",
         {{floatConstant({5}, {0.25F, 0.75F, 1.25F, 1000, -1000}), floatConstant({}, {0.5F}),
           codes(ElementType::Int8, {}, {1})},
          {},
          codes(ElementType::Int8, {5}, {1, 3, 3, 127, -128})}},
        {"Reciprocal", {{floatConstant({2}, {4, -2})}, {}, floatConstant({2}, {0.25F, -0.5F})}},
        {"Reshape", {{matrix, list({3, -1})}, {}, floatConstant({3, 2}, {1, 2, 3, 4, 5, 6})}},
        {"Slice", {{list({1, 2, 3, 4}), list({1}), list({100})}, {}, list({2, 3, 4})}},
        {"Slice",
         {{list({1, 2, 3, 4}), list({-1}), list({std::numeric_limits<std::int64_t>::min() + 1}), list({0}), list({-1})},
          {},
          list({4, 3, 2, 1})}},
        {"Slice", {{matrix, list({1}), list({2}), list({1})}, {}, floatConstant({2, 1}, {2, 5})}},
        {"Sqrt", {{floatConstant({2}, {4, 9})}, {}, floatConstant({2}, {2, 3})}},
        {"Squeeze", {{floatConstant({1, 2, 1}, {1, 2})}, {}, floatConstant({2}, {1, 2})}},
        {"Sub", {{list({5, 6}), list({2})}, {}, list({3, 4})}},
        {"Sub", {{floatConstant({2}, {1, 2}), floatConstant({1}, {3})}, {}, floatConstant({2}, {-2, -1})}},
        {"Transpose", {{matrix}, {}, floatConstant({3, 2}, {1, 4, 2, 5, 3, 6})}},
        {"Unsqueeze", {{list({7}), list({0})}, {}, integerConstant({1, 1}, {7})}},
    };
    return all;
}

Node nodeWith(const std::string &op, std::size_t inputs, const Attributes &attributes)
{
    Node node{.name = "n", .op = op, .opInFile = op, .domain = {}, .inputs = {}, .outputs = {"y"}, .attributes = {}};
    for (std::size_t i = 0; i < inputs; ++i)
        node.inputs.push_back("i" + std::to_string(i));
    for (const auto &[name, value] : attributes)
        std::visit([&](const auto &held) { node.attributes[name] = held; }, value);
    return node;
}

} // namespace

class TestConstants : public QObject {
    Q_OBJECT

private slots:
    void everyOperatorComputesItsExamples_data()
    {
        QTest::addColumn<QString>("op");
        for (const ConstantOperator &entry : constantOperators())
            QTest::newRow(entry.name) << entry.name;
    }
    void everyOperatorComputesItsExamples()
    {
        QFETCH(QString, op);
        const auto entry = std::ranges::find(constantOperators(), op.toStdString(), &ConstantOperator::name);
        const auto [begin, end] = examples().equal_range(op.toStdString());
        QVERIFY2(begin != end, "the table has a new line; add an example");
        for (auto example = begin; example != end; ++example) {
            const auto &[inputs, attributes, expected] = example->second;
            const Constant result =
                entry->compute(nodeWith(op.toStdString(), inputs.size(), attributes), {inputs.begin(), inputs.end()});
            QCOMPARE(result.shape, expected.shape);
            QVERIFY(result.type == expected.type && result.values == expected.values);
        }
    }

    void refusesWhatCannotBeComputed_data()
    {
        QTest::addColumn<QString>("op");
        QTest::addColumn<QString>("reason");
        m_inputs.clear();
        const auto row = [&](const char *tag, const char *op, std::vector<Constant> inputs, const char *reason) {
            m_inputs[tag] = std::move(inputs);
            QTest::newRow(tag) << op << reason;
        };
        constexpr std::int64_t large = std::int64_t{1} << 40;
        row("overflowing product", "Mul", {list({large}), list({large})}, "too large");
        row("unlike operands", "Add", {list({1, 2}), list({1, 2, 3})}, "[2] and [3] do not fit");
        row("sum of unlike kinds", "Add", {matrix, list({1, 2, 3})}, "different kinds");
        row("sum that grows", "Add",
            {floatConstant({70000, 1}, std::vector<float>(70000)), floatConstant({1, 3}, {1, 2, 3})},
            "would grow to [70000, 3]");
        row("quotient below 0", "Div", {list({-7}), list({2})}, "below 0");
        row("division by 0", "Div", {list({7}), list({0})}, "below 0");
        row("root of whole numbers", "Sqrt", {list({4})}, "whole numbers");
        row("huge fill", "ConstantOfShape", {list({large})}, "it would fill");
        row("negative fill", "ConstantOfShape", {list({-1})}, "it would fill");
        row("beyond the end", "Gather", {list({1}), list({1})}, "beyond the end");
        row("missing input", "Gather", {list({1})}, "is missing");
        row("step zero", "Slice", {list({1}), list({0}), list({1}), list({0}), list({0})}, "step");
        row("empty slice", "Slice", {list({1, 2}), list({1}), list({1})}, "selects nothing");
        row("axis beyond", "Slice", {list({1, 2}), list({0}), list({1}), list({3})}, "axis 3");
        row("other kinds", "Concat", {list({1}), floatConstant({1}, {1})}, "different kinds");
        row("other sizes", "Reshape", {matrix, list({4, 2})}, "cannot be reshaped");
        row("scale zero", "DequantizeLinear", {codes(ElementType::Int8, {1}, {1}), floatConstant({}, {0})}, "scale");
        row("too few scales", "DequantizeLinear",
            {codes(ElementType::Int8, {1, 3}, {1, 2, 3}), floatConstant({2}, {1, 1})}, "2 scales for axis 1");
    }
    void refusesWhatCannotBeComputed()
    {
        QFETCH(QString, op);
        QFETCH(QString, reason);
        const auto entry = std::ranges::find(constantOperators(), op.toStdString(), &ConstantOperator::name);
        const std::vector<Constant> &inputs = m_inputs.at(QTest::currentDataTag());
        const QString message = errorMessage([&] {
            entry->compute(nodeWith(op.toStdString(), inputs.size(), {}), {inputs.begin(), inputs.end()});
        });
        QVERIFY2(message.contains(reason), qPrintable(message));
    }

    void everyKindOfStoredValuesIsRead_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<bool>("raw");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<double>("value");
        const auto row = [](const char *tag, int type, auto stored, double value) {
            QByteArray bytes(reinterpret_cast<const char *>(&stored), sizeof stored);
            QTest::addRow("%s, raw", tag) << type << true << bytes << value;
            QTest::addRow("%s, listed", tag) << type << false << bytes << value;
        };
        row("float", TensorProto::FLOAT, 1.5F, 1.5);
        row("double", TensorProto::DOUBLE, -2.5, -2.5);
        row("half", TensorProto::FLOAT16, std::uint16_t{0xC100}, -2.5);
        row("smallest half", TensorProto::FLOAT16, std::uint16_t{1}, 0x1p-24);
        row("bfloat", TensorProto::BFLOAT16, std::uint16_t{0x4020}, 2.5);
        row("int8", TensorProto::INT8, std::int8_t{-7}, -7);
        row("uint8", TensorProto::UINT8, std::uint8_t{200}, 200);
        row("int16", TensorProto::INT16, std::int16_t{-300}, -300);
        row("uint16", TensorProto::UINT16, std::uint16_t{60000}, 60000);
        row("int32", TensorProto::INT32, std::int32_t{-70000}, -70000);
        row("int64", TensorProto::INT64, std::int64_t{1} << 40, 0x1p40);
        row("bool", TensorProto::BOOL, std::uint8_t{1}, 1);
    }
    void everyKindOfStoredValuesIsRead()
    {
        QFETCH(int, type);
        QFETCH(bool, raw);
        QFETCH(QByteArray, bytes);
        QFETCH(double, value);
        ModelBuilder model;
        TensorProto &tensor = model.tensor("w", {1}, type);
        if (raw)
            tensor.set_raw_data(bytes.toStdString());
        else if (type == TensorProto::FLOAT)
            tensor.add_float_data(static_cast<float>(value));
        else if (type == TensorProto::DOUBLE)
            tensor.add_double_data(value);
        else if (type == TensorProto::INT64)
            tensor.add_int64_data(static_cast<std::int64_t>(value));
        else if (type == TensorProto::FLOAT16 || type == TensorProto::BFLOAT16)
            tensor.add_int32_data(*reinterpret_cast<const std::uint16_t *>(bytes.constData()));
        else
            tensor.add_int32_data(static_cast<std::int32_t>(value));
        const std::string file = model.output("x").bytes();
        const Graph graph = readModel(std::as_bytes(std::span(file)), "model");
        QCOMPARE(scalar(graph.constants.at("w")), value);
    }

private:
    std::map<std::string, std::vector<Constant>> m_inputs;
};

QTEST_APPLESS_MAIN(TestConstants)
#include "tst_constants.moc"
