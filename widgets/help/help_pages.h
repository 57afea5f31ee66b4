// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace odimo::widgets {

/// A page of the documentation.
struct HelpPage {
    QString name; ///< Of its file, for example of docs/search.md.
    QString markdown;
    QString group = {}; ///< The heading above it in the contents; empty above the first one.
};

/// A part of a page, from one heading to the next.
struct HelpSection {
    QString page;
    QString title;
    QString anchor; ///< As links name it: "from-weights-to-a-front"; empty for the title of the page.
    QString text;   ///< Of the section, with the heading.
};

/// How a link names a heading.
QString anchorOf(const QString &heading);
/// The title of the page, its first heading.
QString titleOf(const HelpPage &page);
std::vector<HelpSection> sectionsOf(const HelpPage &page);
/// The sections that have all the words, whatever their case; those with them in the title first, then those that have
/// them most often. Nothing for no words.
std::vector<HelpSection> findSections(const std::vector<HelpPage> &pages, const QString &words);

} // namespace odimo::widgets
