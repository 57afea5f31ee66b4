// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/shell/action_table.h"

#include <QUrl>

#include <optional>

namespace odimo::explorer {

/// Markdown in which the emphasised names of actions, as menus write them (*Export Code...*, *File > Report...*), are
/// links that actionOf() reads. Code and headings stay as they are.
QString withActionLinks(const QString &markdown, const std::vector<ActionSpec> &actions);

/// The action that such a link names; absent for other links.
std::optional<ActionId> actionOf(const QUrl &link, const std::vector<ActionSpec> &actions);

} // namespace odimo::explorer
