// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/interop/htvm_network.h"

#include "core/base/error.h"
#include "core/deploy/interop/htvm_obstacles.h"
#include "core/deploy/interop/layer_integers.h"

#include <cmath>

namespace odimo::deploy {

namespace {

/// Of diana-quantlib: opset 10, one image.
constexpr OnnxForm htvmForm = {.opset = 10, .images = 1};

/// Writes the nodes of a network one after the other.
class NetworkNodes {
public:
    explicit NetworkNodes(const integer::QuantisedNetwork &network)
        : m_network(network), m_model(network.network.name(), "input", imageOf(network.network.inputShape()), htvmForm)
    {
    }

    std::string write()
    {
        for (m_node = 0; m_node <= m_network.network.output(); ++m_node)
            m_values.push_back(std::visit([&](const auto &op) { return value(op); }, node().op));
        m_model.output(flat(m_values.back(), "logits"), {m_network.network.classes()});
        return m_model.bytes();
    }

private:
    /// A map [1, C, H, W] or, flat, [1, C].
    struct Value {
        std::string name;
        network::Shape shape;
        bool isFlat = false;
    };

    static OnnxDimensions imageOf(const network::Shape &shape) { return {shape.channels, shape.height, shape.width}; }

    const network::Node &node() const { return m_network.network.node(m_node); }
    const integer::CodeRange &rangeOf(int index) const { return m_network.ranges[static_cast<std::size_t>(index)]; }
    const integer::CodeRange &range() const { return rangeOf(m_node); }
    const Value &input(std::size_t index = 0) const { return m_values[static_cast<std::size_t>(node().inputs[index])]; }
    std::string named(const std::string &part) const { return node().name + "/" + part; }

    std::string flat(const Value &read, const std::string &name)
    {
        return read.isFlat ? read.name : m_model.node("Flatten", name, {read.name}, {{"axis", 1}});
    }
    std::string map(const Value &read, const std::string &name)
    {
        if (!read.isFlat)
            return read.name;
        return m_model.node("Reshape", name,
                            {read.name, m_model.integers(name + "/shape", {1, read.shape.channels, 1, 1})});
    }

    /// max and min as nodes of their own: HTVM's rewriting knows no Clip.
    std::string clipped(const std::string &part, const std::string &name, const std::string &whole, double least,
                        double most)
    {
        const std::string above =
            m_model.node("Max", named(part + "/max"), {whole, m_model.number(named(part + "/least"), least)});
        return m_model.node("Min", name, {above, m_model.number(named(part + "/most"), most)});
    }

    /// clip(floor(x / divisor), least, most).
    std::string requantised(const std::string &part, const std::string &name, const std::string &x, double divisor,
                            double least, double most)
    {
        const std::string quotient =
            m_model.node("Div", named(part + "/div"), {x, m_model.number(named(part + "/divisor"), divisor)});
        return clipped(part, name, m_model.node("Floor", named(part + "/floor"), {quotient}), least, most);
    }

    Value own() const { return {.name = node().name, .shape = node().output}; }

    Value value(const network::Input &)
    {
        Value made = own();
        made.name = requantised("input", named("codes"), "input", 1, range().least, range().most);
        return made;
    }

    Value value(const network::Convolution &) { return convolved(map(input(), named("map"))); }

    Value value(const network::FullyConnected &)
    {
        const LayerIntegers layer(m_network, m_node);
        if (!layer.isDigital()) // Its pattern of the array is a convolution.
            return convolved(map(input(), named("map")));
        const int unit = layer.units().front();
        const std::string part = layer.unit(unit).name;
        const std::string sum =
            m_model.node("Gemm", named(part + "/gemm"),
                         {flat(input(), named("flat")),
                          m_model.floats(named(part + "/weight"), layer.weights(unit),
                                         {layer.channels(), layer.inputShape().channels}),
                          m_model.floats(named(part + "/bias"), layer.addends(unit), {layer.channels()})},
                         {{"transB", 1}});
        Value made = own();
        made.isFlat = true;
        requantised(part, made.name, sum, std::exp2(layer.shift(unit)), range().least, range().most);
        return made;
    }

    /// A unit's part has zeros for the channels of others, so that the sum of the parts is the layer.
    Value convolved(const std::string &read)
    {
        const LayerIntegers layer(m_network, m_node);
        const bool isSplit = layer.units().size() > 1;
        std::string sum;
        for (const int unit : layer.units()) {
            const std::string part = layer.unit(unit).name;
            const std::string name = isSplit ? named(part) : node().name;
            const std::string codes =
                layer.converter(unit) ? onArray(layer, unit, name, read) : onDigital(layer, unit, name, read);
            sum = sum.empty() ? codes : m_model.node("Add", named("sum"), {sum, codes});
        }
        if (isSplit)
            requantised("sum", node().name, sum, 1, -128, 127);
        return own();
    }

    std::string onDigital(const LayerIntegers &layer, int unit, const std::string &name, const std::string &read)
    {
        const std::string part = layer.unit(unit).name;
        const std::string sum =
            m_model.node("Conv", named(part + "/conv"),
                         {read, weights(layer, unit),
                          m_model.floats(named(part + "/bias"), layer.addends(unit), {layer.channels()})},
                         layer.attributes());
        return requantised(part, name, sum, std::exp2(layer.shift(unit)), range().least, range().most);
    }

    std::string onArray(const LayerIntegers &layer, int unit, const std::string &name, const std::string &read)
    {
        const std::string part = layer.unit(unit).name;
        const integer::Converter &converter = *layer.converter(unit);
        const int end = 1 << (converter.bits - 1);
        const OnnxDimensions perChannel = {1, layer.channels(), 1, 1};
        const std::string sum =
            m_model.node("Conv", named(part + "/conv"), {read, weights(layer, unit)}, layer.attributes());
        const std::string code =
            requantised(part + "/converter", named(part + "/code"), sum, converter.divisor, -end, end - 1);
        const std::string scaled =
            m_model.node("Mul", named(part + "/mul"),
                         {code, m_model.floats(named(part + "/multipliers"), layer.multipliers(unit), perChannel)});
        const std::string shifted =
            m_model.node("Add", named(part + "/add"),
                         {scaled, m_model.floats(named(part + "/addends"), layer.addends(unit), perChannel)});
        return requantised(part, name, shifted, std::exp2(layer.shift(unit)), range().least, range().most);
    }

    std::string weights(const LayerIntegers &layer, int unit)
    {
        return m_model.floats(named(layer.unit(unit).name + "/weight"), layer.weights(unit), layer.weightDimensions());
    }

    /// HTVM's kernel of the digital unit adds without a ReLU, although its pattern would take one: so it is a node of
    /// its own where it makes a difference, for the host core.
    Value value(const network::Addition &)
    {
        Value made = own();
        made.isFlat = input(0).isFlat && input(1).isFlat;
        const auto read = [&](std::size_t i) {
            return made.isFlat ? input(i).name : map(input(i), named("map " + std::to_string(i)));
        };
        const std::string sum = m_model.node("Add", named("sum"), {read(0), read(1)});
        const bool needsRelu =
            range().least == 0 && (rangeOf(node().inputs[0]).least < 0 || rangeOf(node().inputs[1]).least < 0);
        const std::string codes = requantised("add", needsRelu ? named("codes") : made.name, sum,
                                              std::exp2(integer::shiftOf(m_network, m_node)), -128, 127);
        if (needsRelu)
            m_model.node("Relu", made.name, {codes});
        return made;
    }

    Value value(const network::Relu &)
    {
        Value made = own();
        made.isFlat = input().isFlat;
        m_model.node("Relu", made.name, {input().name});
        return made;
    }

    Value value(const network::MaxPool &op)
    {
        using List = std::vector<std::int64_t>;
        m_model.node("MaxPool", node().name, {map(input(), named("map"))},
                     {{"kernel_shape", List{op.kernel.height, op.kernel.width}},
                      {"strides", List{op.stride.height, op.stride.width}},
                      {"pads", List{op.padding.top, op.padding.left, op.padding.bottom, op.padding.right}}});
        return own();
    }

    Value value(const network::AveragePool &) { return meanOfMap(); }
    Value value(const network::GlobalAveragePool &) { return meanOfMap(); }

    /// HTVM's rewriting looks for these five in this order.
    Value meanOfMap()
    {
        Value made = own();
        made.isFlat = true;
        const std::string mean = m_model.node("GlobalAveragePool", named("mean"), {map(input(), named("map"))});
        const std::string whole =
            m_model.node("Floor", named("floor"), {m_model.node("Flatten", named("flat"), {mean}, {{"axis", 1}})});
        clipped("mean", made.name, whole, range().least, range().most);
        return made;
    }

    Value value(const network::Flatten &)
    {
        Value made = own();
        made.isFlat = true;
        made.name = flat(input(), node().name);
        return made;
    }

    Value value(const network::Identity &) { return input(); }

    Value value(const network::Concatenation &) { throw withoutForm(); }
    Value value(const network::BatchNormalization &) { throw withoutForm(); }
    Error withoutForm() const { return Error(node().name + " has no form that HTVM reads"); }

    const integer::QuantisedNetwork &m_network;
    OnnxModelWriter m_model;
    std::vector<Value> m_values;
    int m_node = 0;
};

} // namespace

std::string htvmOnnx(const integer::QuantisedNetwork &network) { return NetworkNodes(network).write(); }

} // namespace odimo::deploy
