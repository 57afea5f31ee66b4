// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"
#include "core/mapping/edit/block_edit.h"
#include "widgets/editor/edit_summary.h"
#include "widgets/layers/split_values.h"

#include <QString>

namespace odimo::explorer {

/// What a mapping that is being edited belongs to.
struct EditContext {
    const ProjectValues &project;
    const project::Run &run; ///< With a mapping: what the edit came out of.
    const mapping::Staircases &stairs;
    mapping::Restrictions restrictions = {};

    mapping::EditBasis basis() const;
};

/// The pins that the mapping keeps to: they hold its channels. Others ask for another mapping, or are still being
/// written.
mapping::Restrictions heldBy(const std::vector<mapping::Pin> &pins, const mapping::Mapping &mapping);

/// With what was measured of exactly this mapping, by any run.
widgets::EditSummary editSummary(const EditContext &context, const mapping::Mapping &edited);
/// With the sensitivity of each layer and whether it is edited.
widgets::SplitValues editedSplit(const EditContext &context, const mapping::Mapping &edited);

/// "Move 16 channels of conv3_2 to digital"
QString moveText(const EditContext &context, const mapping::Mapping &before, const mapping::SplitChange &change);

} // namespace odimo::explorer
