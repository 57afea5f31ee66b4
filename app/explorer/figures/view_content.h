// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/shell/view_id.h"

#include <QString>
#include <QVariantMap>

#include <array>
#include <optional>
#include <vector>

namespace odimo::explorer {

/// What can be written to a file.
enum class Content {
    Front,
    Growth,
    Network,
    Layers,
    Staircase,
    Weights,
    Explanation,
    Timeline,
    Curves,
    Compare,
    Projects,
    Variants,
    Runs,
    Queue,
    Log,
};
inline constexpr std::array allContents{Content::Front,     Content::Growth,  Content::Network,     Content::Layers,
                                        Content::Staircase, Content::Weights, Content::Explanation, Content::Timeline,
                                        Content::Curves,    Content::Compare, Content::Projects,    Content::Variants,
                                        Content::Runs,      Content::Queue,   Content::Log};

enum class FileKind { Svg, Pdf, Png, Csv, PgfPlots, LatexTable, Markdown, Text };

QString nameOf(Content content);  ///< "front": in metadata and names of files.
QString titleOf(Content content); ///< "Front"
std::optional<Content> contentFromName(const QString &name);
/// The view that shows it; absent for runs, queue and log, which stand beside the views.
std::optional<ViewId> viewOf(Content content);
/// The first content of a view.
Content contentOf(ViewId view);
/// The kinds of file that it can be written as.
std::vector<FileKind> kindsOf(Content content);

QString titleOf(FileKind kind);  ///< "Scalable Vector Graphics (.svg)"
QString endingOf(FileKind kind); ///< "svg"
bool isPicture(FileKind kind);

/// How a content is to be written.
struct SaveChoice {
    Content content = Content::Front;
    FileKind kind = FileKind::Svg;
    double width_mm = 180;
    double height_mm = 100; ///< A content that needs more height, or has a shape of its own, takes it.
    double text_pt = 9;
    double dotsPerInch = 300; ///< Of a PNG.
    bool isDark = false;
    bool isInViewOnly = false; ///< Of the front: values of the points that are seen and not faint.
    bool isInPixels = false;   ///< The lengths that the user reads and writes.
    bool operator==(const SaveChoice &) const = default;
};

/// For the settings of the program; what is missing or implausible there is as in `otherwise`.
QVariantMap toVariants(const SaveChoice &choice);
SaveChoice choiceFrom(const QVariantMap &values, const SaveChoice &otherwise);

} // namespace odimo::explorer
