// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/figures/content_source.h"

#include "app/explorer/base/selection_model.h"
#include "app/explorer/figures/view_diagrams.h"
#include "app/explorer/figures/view_tables.h"
#include "app/explorer/figures/work_tables.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "core/base/markdown_table.h"
#include "core/host/front/front_data.h"
#include "core/report/figure/timeline_figure.h"
#include "core/report/write/tikz.h"
#include "widgets/base/figure.h"
#include "widgets/compare/compare_view.h"
#include "widgets/compare/merged_front_plot.h"
#include "widgets/compare/projects_view.h"
#include "widgets/editor/explanation_view.h"
#include "widgets/editor/histogram_plot.h"
#include "widgets/editor/layer_editor.h"
#include "widgets/editor/layers_view.h"
#include "widgets/editor/staircase_plot.h"
#include "widgets/front/front_drawing.h"
#include "widgets/front/front_figure.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/front/hypervolume_plot.h"
#include "widgets/layers/bar_rows.h"
#include "widgets/layers/split_figure.h"
#include "widgets/layers/split_view.h"
#include "widgets/network/network_panel.h"
#include "widgets/network/network_tikz.h"
#include "widgets/queue/queue_view.h"
#include "widgets/runs/curves_view.h"
#include "widgets/runs/log_view.h"
#include "widgets/timeline/timeline_canvas.h"
#include "widgets/timeline/timeline_view.h"
#include "widgets/vary/variants_plot.h"
#include "widgets/vary/variants_view.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::ContentSource)
};

/// By its latency, unless the axis is energy.
const host::Front &frontOn(const ProjectValues &project, widgets::CostAxis axis)
{
    return project.fronts.on(widgets::objectiveOf(axis).value_or(mapping::Objective::Latency));
}

host::FrontQuantity quantityOf(widgets::CostAxis axis)
{
    switch (axis) {
    case widgets::CostAxis::Kilocycles:
        return host::FrontQuantity::Kilocycles;
    case widgets::CostAxis::Milliseconds:
        return host::FrontQuantity::Milliseconds;
    case widgets::CostAxis::Microjoules:
        return host::FrontQuantity::Microjoules;
    case widgets::CostAxis::Kilobytes:
        return host::FrontQuantity::Kilobytes;
    }
    return host::FrontQuantity::Kilocycles;
}

/// Of the project, not of one run.
bool isOfAll(Content content)
{
    constexpr std::array ofAll{Content::Front, Content::Growth, Content::Projects, Content::Variants,
                               Content::Runs,  Content::Queue,  Content::Log};
    return std::ranges::find(ofAll, content) != ofAll.end();
}

} // namespace

std::vector<Content> ContentSource::offered() const
{
    const ProjectValues *project = m_views.projects.project();
    if (!project)
        return {};
    std::vector<Content> offered;
    const auto offer = [&](Content content, bool hasValues) {
        if (hasValues)
            offered.push_back(content);
    };
    offer(Content::Front, !project->fronts.latency.points.empty() || !m_views.front.plot().prediction().empty());
    offer(Content::Growth, !m_views.front.growth().growth().empty());
    offer(Content::Network, !m_views.network.picture().values.nodes.empty());
    offer(Content::Layers, !split().layers.empty());
    // It is made only while it is seen.
    offer(Content::Staircase,
          m_views.layers.isVisible() && m_views.layers.editor().staircase().layer().stairs.has_value());
    offer(Content::Weights, m_views.layers.isVisible() && m_views.layers.editor().histogram().histogram().has_value());
    offer(Content::Explanation, m_views.layers.isVisible() && !m_views.layers.editor().explanation().parts().empty());
    offer(Content::Timeline, !m_views.timeline.timeline().steps.empty());
    offer(Content::Curves, !m_views.curves.plot().points().empty());
    offer(Content::Compare, !m_views.compare.values().layers.empty());
    offer(Content::Projects, !m_views.comparedProjects.plot().front().points.empty());
    offer(Content::Variants, !m_views.variants.values().variants.empty());
    offer(Content::Runs, !project->runs.empty());
    offer(Content::Queue, !m_views.queue.model().rows().empty());
    offer(Content::Log, !m_views.log.shown().empty());
    return offered;
}

/// With what was edited, if it is seen: the view is filled only then.
widgets::SplitValues ContentSource::split() const
{
    if (m_views.layers.isVisible())
        return m_views.layers.table().model().split();
    const project::Run *run = m_views.projects.project()->find(m_views.selection.run());
    return run ? splitValues(*m_views.projects.project(), *run).value_or(widgets::SplitValues())
               : widgets::SplitValues();
}

QString ContentSource::titleOf(Content content) const
{
    const ProjectValues &project = *m_views.projects.project();
    const QString network = QString::fromStdString(project.setup.networkName);
    const project::Run *run = project.find(originOf(content).run);
    if (!run || isOfAll(content))
        return Text::tr("%1: %2").arg(network, explorer::titleOf(content));
    return Text::tr("%1, run %2 (%3): %4")
        .arg(network)
        .arg(run->id)
        .arg(runName(project, *run), explorer::titleOf(content));
}

Origin ContentSource::originOf(Content content) const
{
    const ProjectValues &project = *m_views.projects.project();
    Origin source{.project = projectPath(project.path),
                  .view = nameOf(content).toStdString(),
                  .run = m_views.selection.run(),
                  .runs = {},
                  .layer = m_views.selection.layer().toStdString()};
    switch (content) {
    case Content::Front:
        source.runs = host::runsOn(frontOn(project, m_views.front.axis()));
        break;
    case Content::Growth:
        for (const widgets::GrowthStep &step : m_views.front.growth().growth())
            source.runs.push_back(step.run);
        break;
    case Content::Projects:
        for (const widgets::MergedPoint &point : m_views.comparedProjects.plot().front().points)
            if (point.run.project == 0) // A figure leads back to one project.
                source.runs.push_back(point.run.run);
        break;
    case Content::Runs:
        for (const project::Run &run : project.runs)
            source.runs.push_back(run.id);
        break;
    case Content::Compare:
        for (const widgets::CompareRun &each : {m_views.compare.first(), m_views.compare.second()})
            if (each.project == 0)
                source.runs.push_back(each.run);
        break;
    case Content::Queue:
        for (const widgets::QueueRow &row : m_views.queue.model().rows())
            if (row.run > 0)
                source.runs.push_back(row.run);
        break;
    case Content::Variants: // Predictions, of no run.
    case Content::Log:
        break;
    case Content::Staircase:
        source.layer = m_views.layers.editor().staircase().layer().name.toStdString();
        [[fallthrough]];
    case Content::Network:
    case Content::Layers:
    case Content::Weights:
    case Content::Explanation:
    case Content::Timeline:
    case Content::Curves:
        if (source.run != 0)
            source.runs = {source.run};
        break;
    }
    return source;
}

widgets::Figure ContentSource::figureOf(Content content, const widgets::FigureStyle &style) const
{
    switch (content) {
    case Content::Front:
        return frontFigure(m_views.front.plot(), style);
    case Content::Growth:
        return m_views.front.growth().figure(style);
    case Content::Network: {
        widgets::NetworkPicture picture = m_views.network.picture();
        picture.palette = style.palette;
        return networkFigure(picture);
    }
    case Content::Layers:
        return splitFigure(split(), style);
    case Content::Staircase:
        return m_views.layers.editor().staircase().figure(style);
    case Content::Weights:
        return m_views.layers.editor().histogram().figure(style);
    case Content::Timeline:
        return m_views.timeline.figure(style);
    case Content::Curves:
        return m_views.curves.plot().figure(style);
    case Content::Compare:
        return m_views.compare.waterfall().figure(style);
    case Content::Projects:
        return m_views.comparedProjects.plot().figure(style);
    case Content::Variants:
        return m_views.variants.plot().figure(style);
    case Content::Explanation: // Texts have no picture.
    case Content::Runs:
    case Content::Queue:
    case Content::Log:
        break;
    }
    return {};
}

std::string ContentSource::textOf(const SaveChoice &choice) const
{
    const std::vector<std::string> comments =
        originComments(titleOf(choice.content).toStdString(), originOf(choice.content));
    switch (choice.kind) {
    case FileKind::Svg:
    case FileKind::Pdf:
    case FileKind::Png:
        break;
    case FileKind::Csv:
        return csvText(tableOf(choice), comments);
    case FileKind::LatexTable:
        return latexText(tableOf(choice), comments);
    case FileKind::Markdown:
        return markdownText(tableOf(choice), titleOf(choice.content).toStdString(), comments);
    case FileKind::Text:
        return commentLines(comments, "#") + plainTextOf(choice.content);
    case FileKind::PgfPlots:
        return commentLines(comments, "%") + compilingAlone("standalone", diagramOf(choice));
    }
    return {};
}

std::string ContentSource::plainTextOf(Content content) const
{
    return content == Content::Log ? logText(m_views.log.shown())
                                   : mapping::textOf(m_views.layers.editor().explanation().parts());
}

/// With the points in the part of the plot that is seen, and not those that the brush has left faint; or with all.
host::Front ContentSource::shownFront(bool isInViewOnly) const
{
    host::Front front = frontOn(*m_views.projects.project(), m_views.front.axis());
    if (!isInViewOnly)
        return front;
    const widgets::RunSet seen = m_views.front.plot().drawing().runsInView();
    const widgets::RunSet &brush = m_views.selection.brush();
    std::erase_if(front.points, [&](const host::FrontEntry &point) {
        return !seen.contains(point.run) || (!brush.empty() && !brush.contains(point.run));
    });
    return front;
}

DataTable ContentSource::tableOf(const SaveChoice &choice) const
{
    switch (choice.content) {
    case Content::Front:
        return host::frontTable(shownFront(choice.isInViewOnly));
    case Content::Growth:
        return growthTable(m_views.front.growth().growth());
    case Content::Runs:
        return runsTable(*m_views.projects.project());
    case Content::Network:
    case Content::Layers:
        return layersTable(split());
    case Content::Staircase:
        return staircaseTable(m_views.layers.editor().staircase().layer());
    case Content::Weights: {
        const widgets::HistogramPlot &plot = m_views.layers.editor().histogram();
        return weightsTable(plot.histogram().value_or(mapping::WeightHistogram()), plot.units());
    }
    case Content::Explanation:
        return explanationTable(m_views.layers.editor().explanation().parts());
    case Content::Timeline:
        return timelineTable(m_views.timeline.timeline());
    case Content::Curves:
        return curvesTable(m_views.curves.plot().points());
    case Content::Compare:
        return compareTable(m_views.compare.values());
    case Content::Projects:
        return mergedTable(m_views.comparedProjects.plot().front());
    case Content::Variants:
        return m_views.variants.values().table;
    case Content::Queue:
        return queueTable(m_views.queue.model().rows());
    case Content::Log:
        return logTable(m_views.log.shown());
    }
    return {};
}

std::string ContentSource::diagramOf(const SaveChoice &choice) const
{
    switch (choice.content) {
    case Content::Network:
        return networkTikz(m_views.network.picture());
    case Content::Timeline:
        return report::tikzText(report::timelineFigure(m_views.timeline.timeline()));
    case Content::Layers:
        return pgfPicture({splitAxis(split())});
    case Content::Staircase:
        return pgfPicture({staircaseAxis(m_views.layers.editor().staircase().layer())});
    case Content::Weights: {
        const widgets::HistogramPlot &plot = m_views.layers.editor().histogram();
        return pgfPicture({weightsAxis(plot.histogram().value_or(mapping::WeightHistogram()), plot.units())});
    }
    case Content::Curves:
        return pgfPicture(curvesAxes(m_views.curves.plot().points()));
    case Content::Growth:
        return pgfPicture({growthAxis(m_views.front.growth().growth())});
    case Content::Front:
        return pgfPicture({frontDiagram(choice.isInViewOnly)});
    case Content::Explanation: // The others are offered without.
    case Content::Compare:
    case Content::Projects:
    case Content::Variants:
    case Content::Runs:
    case Content::Queue:
    case Content::Log:
        break;
    }
    return {};
}

PgfAxis ContentSource::frontDiagram(bool isInViewOnly) const
{
    const widgets::FrontAxes &shown = m_views.front.plot().axes();
    PgfAxis axis = host::frontAxis(shownFront(isInViewOnly), quantityOf(shown.cost));
    axis.isXLogarithmic = shown.isCostLogarithmic;
    axis.isYLogarithmic = shown.isAccuracyLogarithmic;
    return axis;
}

} // namespace odimo::explorer
