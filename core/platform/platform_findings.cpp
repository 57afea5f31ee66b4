// SPDX-License-Identifier: Apache-2.0
#include "core/platform/platform_findings.h"

#include "core/base/list_text.h"
#include "core/base/number_text.h"
#include "core/platform/left_out.h"
#include "core/platform/operating_points.h"

#include <algorithm>
#include <array>

namespace odimo::platform {

namespace {

using Severity = PlatformFinding::Severity;

struct KnownOperator {
    OperatorKind kind;
    const char *name;
    LayerGeometry sample; ///< A layer that a unit for such layers should be able to run.
};

const std::array<KnownOperator, 3> &knownOperators()
{
    static const std::array<KnownOperator, 3> known = {{
        {OperatorKind::Convolution,
         "convolution",
         {.name = "sample", .inChannels = 16, .outChannels = 16, .kernelX = 3, .kernelY = 3, .outX = 8, .outY = 8}},
        {OperatorKind::GroupedConvolution,
         "grouped_convolution",
         {.name = "sample",
          .inChannels = 16,
          .outChannels = 16,
          .kernelX = 3,
          .kernelY = 3,
          .groups = 16,
          .outX = 8,
          .outY = 8}},
        {OperatorKind::FullyConnected, "fully_connected", {.name = "sample", .inChannels = 16, .outChannels = 16}},
    }};
    return known;
}

const ComputeUnit &unitAt(const Platform &platform, int unit) { return platform.units[static_cast<std::size_t>(unit)]; }

std::string namesOf(const Platform &platform, const std::vector<int> &units)
{
    std::string names;
    for (const int unit : units)
        addToList(names, unitAt(platform, unit).name);
    return names;
}

/// Operators of a unit that its cost model refuses for a plain layer.
void addRefusedOperators(const Platform &platform, std::vector<PlatformFinding> &findings)
{
    for (const ComputeUnit &unit : platform.units)
        for (const KnownOperator &known : knownOperators())
            if (std::ranges::find(unit.operators, known.kind) != unit.operators.end())
                if (const auto reason = unit.refusal({.geometry = known.sample, .kind = known.kind}))
                    findings.push_back({Severity::Warning, "The unit " + unit.name + " has the operator " + known.name +
                                                               ", but cannot run a plain layer of it: " + *reason +
                                                               "."});
}

/// Sets of units that draw less than a part of them does.
void addFallingPowers(const Platform &platform, std::vector<PlatformFinding> &findings)
{
    for (const PowerState &larger : platform.power)
        for (const PowerState &smaller : platform.power)
            if (larger.activeUnits.size() > smaller.activeUnits.size() && larger.power_mW < smaller.power_mW &&
                std::ranges::includes(larger.activeUnits, smaller.activeUnits))
                findings.push_back({Severity::Warning, "With " + namesOf(platform, larger.activeUnits) +
                                                           " active the platform draws less (" +
                                                           shortestText(larger.power_mW) + " mW) than with " +
                                                           namesOf(platform, smaller.activeUnits) + " alone (" +
                                                           shortestText(smaller.power_mW) + " mW)."});
}

void addReference(const Platform &platform, std::vector<PlatformFinding> &findings)
{
    const ComputeUnit &reference = unitAt(platform, platform.referenceUnit());
    const auto equals = std::ranges::count(platform.units, reference.format.weightBits,
                                           [](const ComputeUnit &unit) { return unit.format.weightBits; });
    if (!platform.statedReference && equals > 1)
        findings.push_back({Severity::Note, std::to_string(equals) + " units have " +
                                                std::to_string(reference.format.weightBits) +
                                                " weight bits; the first of them, " + reference.name +
                                                ", is the reference unit. State \"reference_unit\" if you mean it, or "
                                                "another."});
}

void addMissingOperators(const Platform &platform, std::vector<PlatformFinding> &findings)
{
    for (const KnownOperator &known : knownOperators()) {
        const bool runs = std::ranges::any_of(platform.units, [&](const ComputeUnit &unit) {
            return std::ranges::find(unit.operators, known.kind) != unit.operators.end();
        });
        if (!runs)
            findings.push_back({Severity::Note, std::string("No unit has the operator ") + known.name +
                                                    "; networks with such layers are refused, unless all of their "
                                                    "channels can be computed by what stands in."});
    }
}

/// By its energy per cycle a point is as frugal as another one, whatever is computed.
bool drawsNoMorePerCycle(const Platform &platform, const Platform &other)
{
    return std::ranges::all_of(platform.power, [&](const PowerState &state) {
        const auto same = std::ranges::find(other.power, state.activeUnits, &PowerState::activeUnits);
        return same == other.power.end() || state.power_mW / platform.clock_Hz <= same->power_mW / other.clock_Hz;
    });
}

/// Operating points that another one beats.
void addPointlessPoints(const Platform &platform, std::vector<PlatformFinding> &findings)
{
    const std::vector<OperatingPoint> points = operatingPointsOf(platform);
    for (const OperatingPoint &slower : points)
        for (const OperatingPoint &faster : points)
            if (faster.platform.clock_Hz > slower.platform.clock_Hz &&
                drawsNoMorePerCycle(faster.platform, slower.platform))
                findings.push_back({Severity::Warning, "The operating point " + slower.name + " is slower than " +
                                                           faster.name +
                                                           " and takes no less energy, so that it is "
                                                           "never chosen."});
}

} // namespace

bool changesOperators(const Platform &platform)
{
    return std::ranges::any_of(platform.units, [](const ComputeUnit &unit) { return !unit.standsIn.empty(); });
}

std::optional<std::string> searchRefusal(const Platform &platform)
{
    for (const ComputeUnit &unit : platform.units) {
        if (leavesOut(unit))
            return "the unit " + unit.name + " of the platform " + platform.name +
                   " leaves channels out, which a search cannot mix with the other units";
        if (!unit.standsIn.empty())
            return "the unit " + unit.name + " of the platform " + platform.name +
                   " computes channels of a layer by another operator (\"stands_in\"), which a search cannot mix with "
                   "the layer's own yet";
    }
    if (platform.contiguous)
        return "the platform " + platform.name +
               " needs the channels of each unit side by side (\"contiguous\"), which a search cannot keep yet";
    return std::nullopt;
}

std::vector<PlatformFinding> findingsOf(const Platform &platform)
{
    std::vector<PlatformFinding> findings;
    addRefusedOperators(platform, findings);
    addFallingPowers(platform, findings);
    addPointlessPoints(platform, findings);
    addReference(platform, findings);
    addMissingOperators(platform, findings);
    if (platform.units.size() == 1)
        findings.push_back({Severity::Note, "There is one unit, so that every network has one mapping."});
    if (std::ranges::any_of(platform.units, leavesOut))
        findings.push_back({Severity::Note, "Channels may be left out; costs count all inputs of the layers behind "
                                            "them, and predicted fronts are rough."});
    else if (changesOperators(platform))
        findings.push_back(
            {Severity::Note, "Units change the operator of channels, so that predicted fronts are rough."});
    if (const auto reason = searchRefusal(platform))
        findings.push_back({Severity::Note, "The engine odimo refuses it: " + *reason + "."});
    return findings;
}

} // namespace odimo::platform
