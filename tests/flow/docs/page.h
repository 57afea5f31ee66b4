// SPDX-License-Identifier: Apache-2.0
// A page of the documentation as a reader follows it: its blocks of code, and the commands in them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace odimo::docs {

/// An HTML comment right above a block, which readers do not see: "not run: it takes an hour" is the mark "not run"
/// with the text "it takes an hour".
struct Mark {
    std::string name;
    std::string text; ///< Without spaces around it; may have several lines.
};

/// What stands between two fences.
struct Block {
    int line = 0;         ///< Of the first fence, from 1.
    std::string language; ///< The first word after the fence: "console", "sh", "json"; may be empty.
    std::vector<std::string> lines;
    std::vector<Mark> marks;

    std::optional<std::string> mark(const std::string &name) const;
};

/// A command of a block, and what the page says that it prints.
struct Command {
    int line = 0;
    std::string text;               ///< As a shell reads it; continued lines are joined by newlines.
    std::vector<std::string> shown; ///< Empty if the page shows no output.
};

struct Page {
    std::string name; ///< From the root: "docs/data.md".
    std::vector<std::string> lines;
    std::vector<Block> blocks;
    std::optional<std::string> continues; ///< The page whose project and files this one goes on with.
};

Page pageOf(const std::string &name, const std::string &markdown);

/// README.md and all of docs, by name.
std::vector<Page> pages();

/// Where the sources of the project are.
std::filesystem::path sourceRoot();

/// Whether its lines are commands: those of `sh` and of no language all are, those of `console` if they begin with "$
/// ".
bool hasCommands(const Block &block);

std::vector<Command> commandsOf(const Block &block);

/// What is wrong with the blocks of a page, one sentence each that begins with its place: a command outside of a block,
/// a block that is neither run nor marked, a mark without a reason or that nothing knows.
std::vector<std::string> faultsOf(const Page &page);

} // namespace odimo::docs
