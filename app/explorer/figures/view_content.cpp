// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/figures/view_content.h"

#include "app/explorer/figures/save_limits.h"

#include <QCoreApplication>

#include <algorithm>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::SaveChoice)
};

constexpr auto mostKinds = static_cast<int>(FileKind::Text);

double within(const SaveLimits &limits, const QVariant &value, double otherwise)
{
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    return isNumber && number >= limits.least && number <= limits.most ? number : otherwise;
}

} // namespace

QString nameOf(Content content)
{
    switch (content) {
    case Content::Front:
        return QStringLiteral("front");
    case Content::Growth:
        return QStringLiteral("growth");
    case Content::Network:
        return QStringLiteral("network");
    case Content::Layers:
        return QStringLiteral("layers");
    case Content::Staircase:
        return QStringLiteral("staircase");
    case Content::Weights:
        return QStringLiteral("weights");
    case Content::Explanation:
        return QStringLiteral("explanation");
    case Content::Timeline:
        return QStringLiteral("timeline");
    case Content::Curves:
        return QStringLiteral("curves");
    case Content::Compare:
        return QStringLiteral("compare");
    case Content::Projects:
        return QStringLiteral("projects");
    case Content::Variants:
        return QStringLiteral("variants");
    case Content::Runs:
        return QStringLiteral("runs");
    case Content::Queue:
        return QStringLiteral("queue");
    case Content::Log:
        return QStringLiteral("log");
    }
    return {};
}

QString titleOf(Content content)
{
    switch (content) {
    case Content::Front:
        return Text::tr("Front");
    case Content::Growth:
        return Text::tr("Growth of the hypervolume");
    case Content::Network:
        return Text::tr("Network");
    case Content::Layers:
        return Text::tr("Layers");
    case Content::Staircase:
        return Text::tr("Cost staircase of the layer");
    case Content::Weights:
        return Text::tr("Weights of the layer");
    case Content::Explanation:
        return Text::tr("How the cost of the layer comes about");
    case Content::Timeline:
        return Text::tr("Timeline");
    case Content::Curves:
        return Text::tr("Curves");
    case Content::Compare:
        return Text::tr("Comparison");
    case Content::Projects:
        return Text::tr("Fronts of projects");
    case Content::Variants:
        return Text::tr("Fronts of other chips");
    case Content::Runs:
        return Text::tr("Table of runs");
    case Content::Queue:
        return Text::tr("Queue");
    case Content::Log:
        return Text::tr("Log");
    }
    return {};
}

std::optional<Content> contentFromName(const QString &name)
{
    const auto found = std::ranges::find(allContents, name, [](Content content) { return nameOf(content); });
    return found == allContents.end() ? std::nullopt : std::optional(*found);
}

std::optional<ViewId> viewOf(Content content)
{
    switch (content) {
    case Content::Front:
    case Content::Growth:
        return ViewId::Front;
    case Content::Network:
        return ViewId::Network;
    case Content::Layers:
    case Content::Staircase:
    case Content::Weights:
    case Content::Explanation:
        return ViewId::Layers;
    case Content::Timeline:
        return ViewId::Timeline;
    case Content::Curves:
        return ViewId::Curves;
    case Content::Compare:
    case Content::Projects:
    case Content::Variants:
        return ViewId::Compare;
    case Content::Runs:
    case Content::Queue:
    case Content::Log:
        break;
    }
    return std::nullopt;
}

Content contentOf(ViewId view)
{
    const auto found =
        std::ranges::find(allContents, std::optional(view), [](Content content) { return viewOf(content); });
    return found == allContents.end() ? Content::Front : *found;
}

std::vector<FileKind> kindsOf(Content content)
{
    using enum FileKind;
    switch (content) {
    case Content::Front:
        return {Svg, Pdf, Png, Csv, PgfPlots, LatexTable};
    case Content::Network:
        return {Svg, Pdf, Png, PgfPlots};
    case Content::Runs:
    case Content::Queue:
        return {Csv, LatexTable, Markdown};
    case Content::Log:
        return {FileKind::Text, Csv, Markdown};
    case Content::Explanation:
        return {FileKind::Text, Csv, LatexTable, Markdown};
    case Content::Growth:
    case Content::Staircase:
    case Content::Weights:
    case Content::Timeline:
    case Content::Curves:
        return {Svg, Pdf, Png, Csv, PgfPlots};
    case Content::Layers:
        return {Svg, Pdf, Png, Csv, PgfPlots, LatexTable};
    case Content::Compare:
    case Content::Projects:
        return {Svg, Pdf, Png, Csv, LatexTable};
    case Content::Variants:
        return {Svg, Pdf, Png, Csv};
    }
    return {};
}

QString titleOf(FileKind kind)
{
    switch (kind) {
    case FileKind::Svg:
        return Text::tr("Scalable Vector Graphics (.svg)");
    case FileKind::Pdf:
        return Text::tr("Portable Document Format (.pdf)");
    case FileKind::Png:
        return Text::tr("Image (.png)");
    case FileKind::Csv:
        return Text::tr("Values, comma-separated (.csv)");
    case FileKind::PgfPlots:
        return Text::tr("LaTeX diagram, PGFPlots (.tex)");
    case FileKind::LatexTable:
        return Text::tr("LaTeX table (.tex)");
    case FileKind::Markdown:
        return Text::tr("Markdown table (.md)");
    case FileKind::Text:
        return Text::tr("Plain text (.txt)");
    }
    return {};
}

QString endingOf(FileKind kind)
{
    switch (kind) {
    case FileKind::Svg:
        return QStringLiteral("svg");
    case FileKind::Pdf:
        return QStringLiteral("pdf");
    case FileKind::Png:
        return QStringLiteral("png");
    case FileKind::Csv:
        return QStringLiteral("csv");
    case FileKind::PgfPlots:
    case FileKind::LatexTable:
        return QStringLiteral("tex");
    case FileKind::Markdown:
        return QStringLiteral("md");
    case FileKind::Text:
        return QStringLiteral("txt");
    }
    return {};
}

bool isPicture(FileKind kind) { return kind == FileKind::Svg || kind == FileKind::Pdf || kind == FileKind::Png; }

QVariantMap toVariants(const SaveChoice &choice)
{
    return {{QStringLiteral("kind"), static_cast<int>(choice.kind)},
            {QStringLiteral("width_mm"), choice.width_mm},
            {QStringLiteral("height_mm"), choice.height_mm},
            {QStringLiteral("text_pt"), choice.text_pt},
            {QStringLiteral("dots_per_inch"), choice.dotsPerInch},
            {QStringLiteral("dark"), choice.isDark},
            {QStringLiteral("pixels"), choice.isInPixels}};
}

SaveChoice choiceFrom(const QVariantMap &values, const SaveChoice &otherwise)
{
    SaveChoice choice = otherwise;
    bool isNumber = false;
    const int kind = values.value(QStringLiteral("kind")).toInt(&isNumber);
    if (isNumber && kind >= 0 && kind <= mostKinds)
        choice.kind = static_cast<FileKind>(kind);
    choice.width_mm = within(widthLimits_mm, values.value(QStringLiteral("width_mm")), otherwise.width_mm);
    choice.height_mm = within(heightLimits_mm, values.value(QStringLiteral("height_mm")), otherwise.height_mm);
    choice.text_pt = within(textLimits_pt, values.value(QStringLiteral("text_pt")), otherwise.text_pt);
    choice.dotsPerInch = within(resolutionLimits, values.value(QStringLiteral("dots_per_inch")), otherwise.dotsPerInch);
    choice.isDark = values.value(QStringLiteral("dark"), otherwise.isDark).toBool();
    choice.isInPixels = values.value(QStringLiteral("pixels"), otherwise.isInPixels).toBool();
    return choice;
}

} // namespace odimo::explorer
