// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/figures/save_size.h"

#include <QCoreApplication>

#include <cmath>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::SizePreset)
};

} // namespace

std::vector<SizePreset> sizePresets()
{
    return {{.name = Text::tr("Column of a paper"), .width_mm = 88, .height_mm = 60, .text_pt = 8, .dotsPerInch = 300},
            {.name = Text::tr("Page of a paper"), .width_mm = 180, .height_mm = 100, .text_pt = 9, .dotsPerInch = 300},
            // 10 inch wide in the usual programs, 1920 x 1080 pixels.
            {.name = Text::tr("Slide, 16:9"), .width_mm = 254, .height_mm = 142.875, .text_pt = 16, .dotsPerInch = 192},
            {.name = Text::tr("Half a slide"), .width_mm = 120, .height_mm = 105, .text_pt = 14, .dotsPerInch = 192}};
}

bool isOf(const SaveChoice &choice, const SizePreset &preset)
{
    const auto isNear = [](double one, double other) {
        return std::abs(one - other) < 0.1;
    };
    return isNear(choice.width_mm, preset.width_mm) && isNear(choice.height_mm, preset.height_mm) &&
           isNear(choice.text_pt, preset.text_pt) && isNear(choice.dotsPerInch, preset.dotsPerInch);
}

} // namespace odimo::explorer
