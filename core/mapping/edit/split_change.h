// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/restrictions.h"
#include "core/mapping/sensitivity.h"

#include <string>
#include <vector>

namespace odimo::mapping {

/// What edits of a mapping are made with.
struct EditBasis {
    const CostTable &table;
    const Sensitivity *sensitivity = nullptr; ///< Null if the network was not analysed.
    Restrictions restrictions = {};           ///< Pinned channels do not move; limits are not looked at.
};

/// So many channels of a layer shall stand on a unit.
struct SplitChange {
    std::string layer;
    int unit = 0;
    int channels = 0;
    bool operator==(const SplitChange &) const = default;
};

/// "conv3_2:digital=16". Throws Error that says what is wrong and how a change is written; a unit is named as in the
/// platform.
SplitChange splitChangeFromText(const std::string &text, const platform::Platform &platform);

/// How many channels of a layer may stand on a unit.
struct ChannelRange {
    int least = 0; ///< That are pinned there, or that no other unit can take.
    int most = 0;
    bool operator==(const ChannelRange &) const = default;
};

/// Without the unit, if that refuses the layer.
ChannelRange channelRange(const LayerTable &layer, int unit, const Restrictions &restrictions);

/// The index of a layer in the table. Throws Error that lists the names.
std::size_t layerNamed(const CostTable &table, const std::string &name);

/// The mapping with that change. Those channels move whose move raises the predicted loss least, each to the unit that
/// is best for it; without an analysis the first ones move onto the unit, and the last ones leave it for the reference
/// unit or, if that is the one they leave, the next. On a contiguous platform only the numbers of channels are kept, as
/// runs. Throws Error that names the layer, and the range that its pins and
/// units leave, for a number outside it.
Mapping withSplit(Mapping mapping, const EditBasis &basis, const SplitChange &change);

/// Channels that stand on another unit than before.
int movedChannels(const Mapping &before, const Mapping &after);

/// Pins that fix a layer as it is: one for the whole layer, or one for each run of channels on one unit.
std::vector<Pin> pinsOf(const LayerMapping &layer);

} // namespace odimo::mapping
