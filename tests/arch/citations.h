// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/arch/source_tree.h"

#include <string>
#include <vector>

namespace odimo::arch {

/// A page that a file refers to.
struct Citation {
    std::string page;    ///< As it is written: "docs/diana.md", "data.md".
    std::string section; ///< The number behind it, "2.5", or empty.
    std::string anchor;  ///< Of a link, without '#', or empty.
};

/// The pages that the comments of code, and the links and sentences of other files, refer to: words that end in .md.
/// Not addresses of the net, and in Markdown not what is code.
std::vector<Citation> citationsOf(const SourceFile &file);

/// One sentence for each citation of a page that is not there, or that has no such section.
std::vector<std::string> citedPagesExist(const std::vector<SourceFile> &files);

/// One sentence for each file or folder of the project that a page names ("core/mapping/front/exact_front", with or
/// without an ending) and that is not there, and is no module either.
std::vector<std::string> namedFilesExist(const std::vector<SourceFile> &files);

} // namespace odimo::arch
