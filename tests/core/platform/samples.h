// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// Lets QCOMPARE print texts that differ.
template <>
inline char *QTest::toString(const std::string &text)
{
    return qstrdup(text.c_str());
}

namespace odimo::samples {

inline bool near(double value, double expected, double relative)
{
    return std::abs(value - expected) <= relative * std::abs(expected);
}

inline platform::Layer layer(const platform::LayerGeometry &geometry)
{
    platform::Layer found;
    found.geometry = geometry;
    found.kind =
        geometry.groups == 1 ? platform::OperatorKind::Convolution : platform::OperatorKind::GroupedConvolution;
    return found;
}

/// Costs `cyclesPerChannel` for each channel of any layer.
class LinearCost : public platform::CostModel {
public:
    explicit LinearCost(double cyclesPerChannel) : m_cyclesPerChannel(cyclesPerChannel) {}
    double cycles(const platform::LayerGeometry &, int channels) const override
    {
        return m_cyclesPerChannel * channels;
    }
    std::optional<std::string> refusal(const platform::LayerGeometry &) const override { return std::nullopt; }

private:
    double m_cyclesPerChannel;
};

inline platform::ComputeUnit linearUnit(const std::string &name, int weightBits, double cyclesPerChannel)
{
    platform::ComputeUnit unit;
    unit.name = name;
    unit.format.weightBits = weightBits;
    unit.operators = {platform::OperatorKind::Convolution};
    unit.costModel = std::make_shared<LinearCost>(cyclesPerChannel);
    return unit;
}

/// Units "a", "b", "c" with 8, 4 and 2 weight bits and 3, 2 and 1 cycles a channel; as many mW as units are active. 1
/// kHz, so that mW * cycles are uJ.
inline platform::Platform threeUnits()
{
    platform::Platform platform;
    platform.name = "three";
    platform.clock_Hz = 1e3;
    platform.units = {linearUnit("a", 8, 3), linearUnit("b", 4, 2), linearUnit("c", 2, 1)};
    platform.power = {{{0}, 1}, {{1}, 1}, {{2}, 1}, {{0, 1}, 2}, {{0, 2}, 2}, {{1, 2}, 2}, {{0, 1, 2}, 3}};
    return platform;
}

} // namespace odimo::samples
