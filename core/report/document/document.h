// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/figure/drawing.h"

#include <string>
#include <variant>
#include <vector>

namespace odimo::report {

struct Heading {
    int level = 2; ///< 2 for a section, 3 below it.
    std::string text;
    bool beginsPart = false; ///< On a page of its own where much of it would not fit on this one.
};

enum class Tone {
    Plain,
    Lead, ///< The sentence that matters most.
    Note, ///< Small print.
};

struct Paragraph {
    std::string text;
    Tone tone = Tone::Plain;
};

enum class Align { Left, Right };

struct Column {
    std::string title;
    Align align = Align::Right;
    bool isName = false; ///< May be broken anywhere if room is short: names of layers, digests.
};

struct Cell {
    std::string text = {};
    std::vector<int> split = {}; ///< Channels by unit, drawn as a bar; then the text is empty.
};

struct Row {
    std::vector<Cell> cells;
    bool isStrong = false;    ///< Of what stands out: the chosen runs, the sum.
    bool beginsGroup = false; ///< A thin line stands above it.
};

struct Table {
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::size_t units = 0; ///< That bars of splits have.
};

struct Figure {
    Drawing drawing;
    std::string caption = {};
};

/// Lines for a shell.
struct Commands {
    std::vector<std::string> lines;
};

using Block = std::variant<Heading, Paragraph, Table, Figure, Commands>;

/// A report as people read it, from which HTML, Markdown and PDF are written. Its texts are harmless to read
/// (visibleLine) but not yet escaped for any format.
struct Document {
    std::string title;
    std::string subtitle;
    std::vector<std::string> units = {}; ///< Names of the units, in the order of splits.
    std::vector<Block> blocks = {};
};

} // namespace odimo::report
