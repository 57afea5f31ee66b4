// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/sensitivity.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace odimo::mapping {

/// Which channels of a layer stand on which of several units.
/// Invariant: of all assignments with as many channels on each unit that keep to the pins, the penalties add up to the
/// least. It is a flow from channels to units: after one more channel on a unit and one less on another, the cheapest
/// chain of moves between the two leads from the best assignment to the best (successive shortest paths).
class UnitAssignment {
public:
    /// All free channels on the first of the units.
    UnitAssignment(const LayerSensitivity &sensitivity, std::vector<int> units,
                   const std::vector<std::optional<int>> &pinned);

    /// Free channels on each unit of the platform; they must add up to all free ones.
    void moveTo(const std::vector<int> &freeChannels);
    /// Of all channels, added up in their order.
    double penalty() const;
    /// By channel.
    const std::vector<std::uint8_t> &units() const { return m_unitOfChannel; }

private:
    void moveOne(std::size_t from, std::size_t to);

    const LayerSensitivity &m_sensitivity;
    std::vector<int> m_units;
    std::vector<std::size_t> m_free;    ///< Channels.
    std::vector<std::size_t> m_placeOf; ///< By free channel: the position of its unit in m_units.
    std::vector<int> m_count;           ///< By position in m_units: free channels there.
    std::vector<std::uint8_t> m_unitOfChannel;
};

} // namespace odimo::mapping
