// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/editor/edit_bar.h"

#include <QAction>

namespace odimo::tests {

/// Actions as the window has them.
struct SampleActions {
    QAction previous{"Previous Layer"}, next{"Next Layer"}, pin{"Pin Layer"}, fill{"Fill Blocks"},
        drop{"Drop Stragglers"}, discard{"Discard Edit"}, evaluate{"Evaluate"}, fineTune{"Fine-Tune"};

    SampleActions() { pin.setCheckable(true); }
    widgets::EditActions all() { return {previous, next, pin, fill, drop, discard, evaluate, fineTune}; }
};

} // namespace odimo::tests
