// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QComboBox;

namespace odimo::widgets {

/// Shows the tool tip of each entry of a combo box below it in the list.
void showDescriptions(QComboBox &box);

} // namespace odimo::widgets
