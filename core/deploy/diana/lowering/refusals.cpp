// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/refusals.h"

#include "core/deploy/diana/lowering/chip_limits.h"
#include "core/deploy/diana/lowering/unit_roles.h"
#include "core/platform/left_out.h"

#include <algorithm>
#include <limits>
#include <set>

namespace odimo::deploy {

namespace {

const char *const keepDigital = "Map all channels of this layer to the digital unit.";
const char *const otherShape = "Train a network whose layer has a shape that the chip computes.";
const char *const quantiseAgain = "Fine-tune the mapping again, so that scales are chosen anew.";

std::string sides(const network::Extent &extent)
{
    return std::to_string(extent.height) + "x" + std::to_string(extent.width);
}

std::string sides(const network::Padding &padding)
{
    return std::to_string(padding.top) + ", " + std::to_string(padding.left) + ", " + std::to_string(padding.bottom) +
           ", " + std::to_string(padding.right);
}

bool isKernelSide(int side) { return side == 1 || side == 3 || side == 5 || side == 7; }

class Refusing {
public:
    Refusing(const integer::QuantisedNetwork &network, const platform::Platform &platform)
        : m_network(network), m_platform(platform), m_roles(unitRoles(platform))
    {
    }

    std::vector<Refusal> run()
    {
        for (m_node = 0; m_node <= m_network.network.output(); ++m_node) {
            checkRange(range(m_node));
            std::visit([this](const auto &op) { check(op); }, node().op);
        }
        return std::move(m_refusals);
    }

private:
    const network::Node &node() const { return m_network.network.node(m_node); }
    const network::Shape &inputShape() const { return m_network.network.node(node().inputs.front()).output; }
    const integer::CodeRange &range(int index) const { return m_network.ranges[static_cast<std::size_t>(index)]; }
    const integer::QuantisedLayer &layer() const { return m_network.layers[static_cast<std::size_t>(m_node)]; }

    void refuse(std::string rule, std::string value, std::string limit, std::string remedy)
    {
        m_refusals.push_back({node().name, std::move(rule), std::move(value), std::move(limit), std::move(remedy)});
    }

    void checkRange(const integer::CodeRange &codes)
    {
        if (codes.most != 127 || (codes.least != 0 && codes.least != -128))
            refuse("activations", "codes from " + std::to_string(codes.least) + " to " + std::to_string(codes.most),
                   "0 to 127, or -128 to 127", "Use a platform whose units have 7 activation bits.");
    }

    void check(const network::Input &) {}
    void check(const network::Concatenation &) {}
    void check(const network::MaxPool &) {}
    void check(const network::AveragePool &) {}
    void check(const network::GlobalAveragePool &) {}
    void check(const network::Flatten &) {}
    void check(const network::Identity &) {}

    void check(const network::BatchNormalization &)
    {
        refuse("operator", network::operatorName(node().op), "layers, additions, pools and the like",
               "Simplify the network, so that a layer takes up the normalisation.");
    }

    void check(const network::Relu &)
    {
        const int shift = integer::shiftOf(m_network, m_node);
        if (shift < -31 || shift > 31)
            refuse("shift", std::to_string(shift), "-31 to 31", quantiseAgain);
    }

    void check(const network::Addition &)
    {
        const int shift = integer::shiftOf(m_network, m_node);
        if (shift < 0 || shift > 31)
            refuse("shift", std::to_string(shift), "0 to 31", quantiseAgain);
    }

    void check(const network::FullyConnected &) { checkLayer({1, 1}, 1); }

    void check(const network::Convolution &op)
    {
        if (!isKernelSide(op.kernel.height) || !isKernelSide(op.kernel.width))
            refuse("kernel", sides(op.kernel), "sides of 1, 3, 5 or 7", otherShape);
        if (op.stride.height != op.stride.width || op.stride.height < 1 || op.stride.height > 2)
            refuse("stride", sides(op.stride), "1 or 2, the same in both directions", otherShape);
        const network::Padding same{op.kernel.height / 2, op.kernel.width / 2, op.kernel.height / 2,
                                    op.kernel.width / 2};
        if (op.padding != same)
            refuse("padding (top, left, bottom, right)", sides(op.padding),
                   "half a kernel on all sides: " + sides(same), otherShape);
        if (op.dilation != network::Extent{1, 1})
            refuse("dilation", sides(op.dilation), "1", otherShape);
        const bool depthwise = op.groups == op.outChannels && op.groups == inputShape().channels;
        if (op.groups != 1 && !depthwise)
            refuse("groups", std::to_string(op.groups), "1, or as many as input and output channels", otherShape);
        checkLayer(op.kernel, op.groups);
    }

    void checkLayer(network::Extent kernel, int groups)
    {
        std::set<int> digitalShifts, analogShifts;
        const std::vector<UnitRole> roles = rolesOfChannels(layer(), m_roles);
        for (std::size_t k = 0; k < roles.size(); ++k) {
            const integer::Requantisation &by = layer().channels[k];
            if (roles[k] == UnitRole::Digital) {
                digitalShifts.insert(by.shift);
                if (by.multiplier != 1)
                    refuse("multiplier on the digital unit",
                           std::to_string(by.multiplier) + " of channel " + std::to_string(k),
                           "1: scales are powers of two", quantiseAgain);
            } else if (roles[k] == UnitRole::Analog) {
                analogShifts.insert(by.shift);
            }
        }
        for (std::size_t unit = 0; unit < m_roles.size(); ++unit)
            if (std::ranges::count(layer().unitOfChannel, static_cast<int>(unit)) > 0)
                checkUnit(unit, kernel, groups);
        checkWeights(roles);
        checkShifts(digitalShifts, 0, "the digital unit");
        checkShifts(analogShifts, -31, "the analog unit");
        if (!digitalShifts.empty())
            checkDigitalBlock(kernel, groups);
    }

    void checkUnit(std::size_t unit, network::Extent kernel, int groups)
    {
        const integer::QuantisedUnit &own = m_network.units[unit];
        const std::optional<integer::Converter> &converter = layer().converters[unit];
        if (platform::leavesOut(m_platform.units[unit]))
            refuse("unit", own.name, "units that compute their channels",
                   "Deploy a mapping that leaves no channel out: one of a project without +none behind its platform.");
        else if (m_roles[unit] == UnitRole::None)
            refuse("unit", own.name, "the digital unit (8-bit weights) and the analog unit (ternary weights)",
                   "Explore with the platform of the chip.");
        else if (m_roles[unit] == UnitRole::Digital && (converter || own.droppedInputBits != 0))
            refuse("digital unit", converter ? "a converter" : "dropped input bits", "whole codes, exact sums",
                   "Explore with the platform of the chip.");
        else if (m_roles[unit] == UnitRole::Analog)
            checkAnalog(own, converter, kernel, groups);
    }

    void checkAnalog(const integer::QuantisedUnit &unit, const std::optional<integer::Converter> &converter,
                     network::Extent kernel, int groups)
    {
        if (groups != 1)
            refuse("groups on the analog unit", std::to_string(groups), "1", keepDigital);
        if (!converter) {
            refuse("analog array", "with exact sums, an ideal one", "sums that pass a converter of 6 bits",
                   "Explore with the converters of the array, or map all channels of this layer to the digital unit.");
            return;
        }
        const int rows = std::min(converter->groupChannels, summed()) * kernel.height * kernel.width;
        if (converter->bits != converterBits)
            refuse("converter", std::to_string(converter->bits) + " bits", "6 bits",
                   "Explore with the platform of the chip.");
        if (rows > arrayRows)
            refuse("rows of the array", std::to_string(rows) + " in a row group", std::to_string(arrayRows),
                   "Explore with the platform of the chip.");
        const integer::CodeRange &input = range(node().inputs.front());
        const std::int64_t least = integer::shiftedRight(input.least, unit.droppedInputBits);
        const std::int64_t most = integer::shiftedRight(input.most, unit.droppedInputBits);
        if (least < -64 || most > (least < 0 ? 63 : 127))
            refuse("input of the analog unit", "codes from " + std::to_string(least) + " to " + std::to_string(most),
                   "0 to 127, or -64 to 63", keepDigital);
    }

    int summed() const { return integer::summedChannels(m_network.network, node()); }

    void checkWeights(const std::vector<UnitRole> &roles)
    {
        constexpr std::int64_t endOfSums = std::int64_t{1} << 31;
        const std::size_t perChannel = layer().weights.size() / roles.size();
        const integer::CodeRange &input = range(node().inputs.front());
        for (std::size_t k = 0; k < roles.size(); ++k) {
            const integer::Requantisation &by = layer().channels[k];
            const int most = roles[k] == UnitRole::Analog ? 1 : 127;
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < perChannel; ++i) {
                const int weight = layer().weights[k * perChannel + i];
                sum += std::abs(weight);
                if (weight < -most || weight > most) {
                    refuse("weights", std::to_string(weight) + " in channel " + std::to_string(k),
                           "-" + std::to_string(most) + " to " + std::to_string(most), quantiseAgain);
                    break;
                }
            }
            const std::int64_t reach = sum * std::max(-input.least, input.most);
            if (roles[k] == UnitRole::Digital && reach + std::abs(std::int64_t{by.addend}) >= endOfSums)
                refuse("accumulator",
                       "sums up to " + std::to_string(reach + std::abs(std::int64_t{by.addend})) + " in channel " +
                           std::to_string(k),
                       "below 2147483648", "Use fewer input channels.");
            if (roles[k] == UnitRole::Analog)
                checkWords(k, by);
        }
    }

    void checkWords(std::size_t channel, const integer::Requantisation &by)
    {
        using Word = std::numeric_limits<std::int16_t>;
        const std::string where = " of channel " + std::to_string(channel);
        if (by.multiplier < 1 || by.multiplier > Word::max())
            refuse("multiplier", std::to_string(by.multiplier) + where, "1 to 32767", quantiseAgain);
        if (by.addend < Word::min() || by.addend > Word::max())
            refuse("addend", std::to_string(by.addend) + where, "-32768 to 32767", quantiseAgain);
    }

    void checkShifts(const std::set<int> &shifts, int least, const std::string &unit)
    {
        if (shifts.size() > 1)
            refuse("shift", std::to_string(*shifts.begin()) + " to " + std::to_string(*shifts.rbegin()) + " on " + unit,
                   "one for all channels of a layer", quantiseAgain);
        else if (!shifts.empty() && (*shifts.begin() < least || *shifts.begin() > 31))
            refuse("shift", std::to_string(*shifts.begin()) + " on " + unit, std::to_string(least) + " to 31",
                   quantiseAgain);
    }

    void checkDigitalBlock(network::Extent kernel, int groups)
    {
        const bool dense = isOnePixel(inputShape());
        const int channels = dense ? inputShape().channels : summed();
        const int bytes = dense         ? denseWeightBytes(channels, digitalBlock)
                          : groups == 1 ? convolutionWeightBytes(channels, digitalBlock, kernel)
                                        : depthwiseWeightBytes(digitalBlock, kernel);
        if (bytes > weightMemoryBytes)
            refuse("weight memory", std::to_string(bytes) + " bytes for 16 channels", std::to_string(weightMemoryBytes),
                   "Use fewer input channels, or map all channels of this layer to the analog unit.");
    }

    const integer::QuantisedNetwork &m_network;
    const platform::Platform &m_platform;
    const std::vector<UnitRole> m_roles;
    std::vector<Refusal> m_refusals;
    int m_node = 0;
};

} // namespace

std::vector<Refusal> refusalsOf(const integer::QuantisedNetwork &network, const platform::Platform &platform)
{
    return Refusing(network, platform).run();
}

std::string toText(const Refusal &refusal)
{
    return (refusal.layer.empty() ? "network: " : "layer " + refusal.layer + ": ") + refusal.rule + " " +
           refusal.value + " (possible: " + refusal.limit + "). " + refusal.remedy;
}

} // namespace odimo::deploy
