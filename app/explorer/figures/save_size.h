// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/figures/view_content.h"

#include <QString>

#include <vector>

namespace odimo::explorer {

/// A usual place for a picture, and how large one is there.
struct SizePreset {
    QString name = {}; ///< "Column of a paper"
    double width_mm = 0;
    double height_mm = 0;
    double text_pt = 0;
    double dotsPerInch = 0;

    bool operator==(const SizePreset &) const = default;
};

std::vector<SizePreset> sizePresets();

bool isOf(const SaveChoice &choice, const SizePreset &preset);

} // namespace odimo::explorer
