// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/figures/view_saver.h"

#include "app/explorer/base/remedy_words.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/base/user_settings.h"
#include "app/explorer/figures/save_dialog.h"
#include "app/explorer/figures/save_preview.h"
#include "app/explorer/figures/view_tables.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/view_area.h"
#include "core/base/files.h"
#include "core/host/front/front_data.h"
#include "widgets/base/figure.h"
#include "widgets/compare/compare_view.h"
#include "widgets/compare/merged_front_plot.h"
#include "widgets/compare/projects_view.h"
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
#include "widgets/runs/curves_view.h"
#include "widgets/timeline/timeline_canvas.h"
#include "widgets/timeline/timeline_view.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>

namespace odimo::explorer {

namespace {

constexpr double pointsPerInch = 72;

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

widgets::FigureStyle styleFor(const SaveChoice &choice)
{
    widgets::FigureStyle style{.palette = choice.isDark ? widgets::darkPalette() : widgets::lightPalette(),
                               .font = QGuiApplication::font(),
                               .size = QSizeF(choice.width_mm, choice.height_mm) / widgets::millimetresPerInch *
                                       widgets::unitsPerInch};
    // Pixels are the units of the file; points would be those of the screen.
    style.font.setPixelSize(static_cast<int>(std::lround(choice.text_pt / pointsPerInch * widgets::unitsPerInch)));
    return style;
}

} // namespace

ViewSaver::ViewSaver(const SavedViews &views, QObject *parent) : QObject(parent), m_views(views)
{
    connect(&views.actions.action(ActionId::SaveView), &QAction::triggered, this, &ViewSaver::ask);
    offerInMenus();
}

void ViewSaver::offerInMenus()
{
    QAction &action = m_views.actions.action(ActionId::SaveView);
    for (QWidget *plot : std::initializer_list<QWidget *>{&m_views.curves.plot(), &m_views.layers.editor().staircase(),
                                                          &m_views.layers.editor().histogram(), &m_views.front.growth(),
                                                          &m_views.timeline.canvas(), &m_views.timeline.energy(),
                                                          &m_views.compare.waterfall(), &m_views.twoProjects.plot()}) {
        plot->addAction(&action);
        plot->setContextMenuPolicy(Qt::ActionsContextMenu);
    }
    connect(&m_views.front.plot(), &widgets::FrontPlot::menuRequested, this,
            [&action](QMenu &menu) { menu.addAction(&action); });
    connect(&m_views.network, &widgets::NetworkPanel::menuRequested, this,
            [&action](QMenu &menu) { menu.addAction(&action); });
}

/// With what was edited, if it is seen: the view is filled only then.
widgets::SplitValues ViewSaver::split() const
{
    if (m_views.layers.isVisible())
        return m_views.layers.table().model().split();
    const project::Run *run = m_views.projects.project()->find(m_views.selection.run());
    return run ? splitValues(*m_views.projects.project(), *run).value_or(widgets::SplitValues())
               : widgets::SplitValues();
}

std::vector<Content> ViewSaver::offered() const
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
    offer(Content::Timeline, !m_views.timeline.timeline().steps.empty());
    offer(Content::Curves, !m_views.curves.plot().points().empty());
    offer(Content::Compare, !m_views.compare.values().layers.empty());
    offer(Content::Projects, !m_views.twoProjects.plot().front().points.empty());
    offer(Content::Runs, !project->runs.empty());
    return offered;
}

void ViewSaver::ask()
{
    const std::vector<Content> contents = offered();
    if (contents.empty())
        return emit failed(tr("There is nothing to save yet."));
    const ViewId view = m_views.area.current().value_or(ViewId::Front);
    const bool isStaircase = m_views.layers.editor().staircase().hasFocus();
    SaveChoice choice = choiceFrom(m_views.settings.saveChoice(), {});
    choice.content = view == ViewId::Layers && isStaircase ? Content::Staircase : contentOf(view);
    auto *dialog = new SaveDialog(
        contents, choice, [this](const SaveChoice &shown) { return preview(shown); }, m_views.area.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_views.settings.setSaveChoice(toVariants(dialog->choice()));
        askFile(dialog->choice());
    });
    dialog->open();
}

void ViewSaver::askFile(const SaveChoice &choice)
{
    if (!m_views.projects.project())
        return; // It was closed meanwhile.
    const QFileInfo project(QString::fromStdString(m_views.projects.project()->path.string()));
    const QString ending = QLatin1Char('.') + endingOf(choice.kind);
    const QString proposed = QStringLiteral("%1-%2%3").arg(project.completeBaseName(), nameOf(choice.content), ending);
    const QString file = QFileDialog::getSaveFileName(m_views.area.window(), tr("Save %1").arg(titleOf(choice.content)),
                                                      m_views.settings.saveFolder() + QLatin1Char('/') + proposed,
                                                      QStringLiteral("%1 (*%2)").arg(titleOf(choice.kind), ending));
    if (file.isEmpty())
        return;
    m_views.settings.setSaveFolder(QFileInfo(file).absolutePath());
    save(choice, file.endsWith(ending) ? file : file + ending);
}

void ViewSaver::save(const SaveChoice &choice, const QString &file)
{
    if (!m_views.projects.project())
        return emit failed(tr("There is nothing to save yet."));
    QGuiApplication::setOverrideCursor(Qt::WaitCursor);
    QString failure;
    try {
        write(choice, file);
    } catch (const std::exception &error) {
        failure = messageOf(error);
    }
    QGuiApplication::restoreOverrideCursor();
    if (failure.isEmpty())
        emit saved(file);
    else
        emit failed(failure);
}

void ViewSaver::write(const SaveChoice &choice, const QString &file) const
{
    const std::filesystem::path path = file.toStdString();
    if (!isPicture(choice.kind))
        return writeText(path, textOf(choice));
    writeFigure(figureOf(choice.content, styleFor(choice)), {.path = path,
                                                             .title = titleFor(choice.content),
                                                             .source = sourceOf(choice.content),
                                                             .width_mm = choice.width_mm,
                                                             .dotsPerInch = choice.dotsPerInch});
}

std::string ViewSaver::textOf(const SaveChoice &choice) const
{
    const std::vector<std::string> comments =
        originComments(titleFor(choice.content).toStdString(), sourceOf(choice.content));
    switch (choice.kind) {
    case FileKind::Svg:
    case FileKind::Pdf:
    case FileKind::Png:
        break;
    case FileKind::Csv:
        return csvText(tableOf(choice), comments);
    case FileKind::LatexTable:
        return latexText(tableOf(choice), comments);
    case FileKind::PgfPlots:
        return pgfText(axesOf(choice), comments);
    }
    return {};
}

PreviewValues ViewSaver::preview(const SaveChoice &choice) const
{
    if (!m_views.projects.project())
        return {};
    if (isPicture(choice.kind))
        return {.figure = figureOf(choice.content, styleFor(choice))};
    constexpr qsizetype mostLetters = 4000; // More than there is room for.
    return {.text = QString::fromStdString(textOf(choice)).left(mostLetters)};
}

/// "ResNet8, run 3 (Search 0.1): Timeline"
QString ViewSaver::titleFor(Content content) const
{
    const ProjectValues &project = *m_views.projects.project();
    const QString network = QString::fromStdString(project.setup.networkName);
    const project::Run *run = project.find(sourceOf(content).run);
    const bool isOfAll = content == Content::Front || content == Content::Growth || content == Content::Projects ||
                         content == Content::Runs;
    if (!run || isOfAll)
        return tr("%1: %2").arg(network, titleOf(content));
    return tr("%1, run %2 (%3): %4").arg(network).arg(run->id).arg(runName(project, *run), titleOf(content));
}

Origin ViewSaver::sourceOf(Content content) const
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
        for (const widgets::MergedPoint &point : m_views.twoProjects.plot().front().points)
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
    case Content::Staircase:
        source.layer = m_views.layers.editor().staircase().layer().name.toStdString();
        [[fallthrough]];
    case Content::Network:
    case Content::Layers:
    case Content::Weights:
    case Content::Timeline:
    case Content::Curves:
        if (source.run != 0)
            source.runs = {source.run};
        break;
    }
    return source;
}

widgets::Figure ViewSaver::figureOf(Content content, const widgets::FigureStyle &style) const
{
    switch (content) {
    case Content::Front:
    case Content::Runs:
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
        return m_views.twoProjects.plot().figure(style);
    }
    return {};
}

/// With the points in the part of the plot that is seen, and not those that the brush has left faint; or with all.
host::Front ViewSaver::shownFront(bool isInViewOnly) const
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

DataTable ViewSaver::tableOf(const SaveChoice &choice) const
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
    case Content::Timeline:
        return timelineTable(m_views.timeline.timeline());
    case Content::Curves:
        return curvesTable(m_views.curves.plot().points());
    case Content::Compare:
        return compareTable(m_views.compare.values());
    case Content::Projects:
        return mergedTable(m_views.twoProjects.plot().front());
    }
    return {};
}

std::vector<PgfAxis> ViewSaver::axesOf(const SaveChoice &choice) const
{
    if (choice.content == Content::Curves)
        return curvesAxes(m_views.curves.plot().points());
    if (choice.content == Content::Growth)
        return {growthAxis(m_views.front.growth().growth())};
    if (choice.content == Content::Staircase)
        return {staircaseAxis(m_views.layers.editor().staircase().layer())};
    const widgets::FrontAxes &shown = m_views.front.plot().axes();
    PgfAxis axis = host::frontAxis(shownFront(choice.isInViewOnly), quantityOf(shown.cost));
    axis.isXLogarithmic = shown.isCostLogarithmic;
    axis.isYLogarithmic = shown.isAccuracyLogarithmic;
    return {axis};
}

} // namespace odimo::explorer
