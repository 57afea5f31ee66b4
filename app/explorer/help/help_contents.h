// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/help/help_pages.h"

#include <QImage>

namespace odimo::explorer {

/// The page that lists all others under headings: docs/README.md.
extern const QString contentsPage;

/// The pages of docs that are part of the program, in the order and under the headings of the contents, which come
/// first. Comments of Markdown are left out.
std::vector<widgets::HelpPage> helpPages();

/// A picture of docs, at most so many pixels wide; null if there is none of that name.
QImage helpImage(const QString &name, int mostPixels);

} // namespace odimo::explorer
