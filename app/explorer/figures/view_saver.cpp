// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/figures/view_saver.h"

#include "app/explorer/base/remedy_words.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/base/user_settings.h"
#include "app/explorer/figures/save_dialog.h"
#include "app/explorer/figures/save_preview.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/view_area.h"
#include "core/base/files.h"
#include "widgets/base/figure.h"
#include "widgets/base/table_view.h"
#include "widgets/compare/compare_view.h"
#include "widgets/compare/merged_front_plot.h"
#include "widgets/compare/projects_view.h"
#include "widgets/editor/explanation_view.h"
#include "widgets/editor/histogram_plot.h"
#include "widgets/editor/layer_editor.h"
#include "widgets/editor/layers_view.h"
#include "widgets/editor/staircase_plot.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/front/hypervolume_plot.h"
#include "widgets/layers/bar_rows.h"
#include "widgets/network/network_panel.h"
#include "widgets/queue/queue_view.h"
#include "widgets/runs/curves_view.h"
#include "widgets/runs/log_view.h"
#include "widgets/timeline/timeline_canvas.h"
#include "widgets/timeline/timeline_view.h"
#include "widgets/vary/variants_plot.h"
#include "widgets/vary/variants_view.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

namespace odimo::explorer {

namespace {

constexpr double pointsPerInch = 72;

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

ViewSaver::ViewSaver(const SavedViews &views, QObject *parent) : QObject(parent), m_views(views), m_source(views)
{
    connect(&views.actions.action(ActionId::SaveView), &QAction::triggered, this, &ViewSaver::ask);
    offerInMenus();
}

void ViewSaver::offerInMenus()
{
    QAction &action = m_views.actions.action(ActionId::SaveView);
    for (QWidget *plot : std::initializer_list<QWidget *>{
             &m_views.curves.plot(), &m_views.layers.editor().staircase(), &m_views.layers.editor().histogram(),
             &m_views.front.growth(), &m_views.timeline.canvas(), &m_views.timeline.energy(),
             &m_views.compare.waterfall(), &m_views.comparedProjects.plot(), &m_views.variants.plot()}) {
        plot->addAction(&action);
        plot->setContextMenuPolicy(Qt::ActionsContextMenu);
    }
    for (const widgets::TableView *table : {&m_views.queue.table(), &m_views.log.table()})
        connect(table, &widgets::TableView::menuRequested, this, [&action](QMenu &menu) { menu.addAction(&action); });
    connect(&m_views.front.plot(), &widgets::FrontPlot::menuRequested, this,
            [&action](QMenu &menu) { menu.addAction(&action); });
    connect(&m_views.network, &widgets::NetworkPanel::menuRequested, this,
            [&action](QMenu &menu) { menu.addAction(&action); });
}

/// Of what is more than one in a view or no view, that in which the user is.
std::optional<Content> ViewSaver::focusedContent() const
{
    const QWidget *focus = QApplication::focusWidget();
    const auto has = [focus](const QWidget &widget) {
        return focus && (&widget == focus || widget.isAncestorOf(focus));
    };
    if (has(m_views.layers.editor().staircase()))
        return Content::Staircase;
    if (has(m_views.layers.editor().explanation()))
        return Content::Explanation;
    if (has(m_views.variants))
        return Content::Variants;
    if (has(m_views.queue))
        return Content::Queue;
    return has(m_views.log) ? std::optional(Content::Log) : std::nullopt;
}

void ViewSaver::ask()
{
    const std::vector<Content> contents = m_source.offered();
    if (contents.empty())
        return emit failed(tr("There is nothing to save yet."));
    const ViewId view = m_views.area.current().value_or(ViewId::Front);
    SaveChoice choice = choiceFrom(m_views.settings.saveChoice(), {});
    choice.content = focusedContent().value_or(contentOf(view));
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
        return writeText(path, m_source.textOf(choice));
    writeFigure(m_source.figureOf(choice.content, styleFor(choice)), {.path = path,
                                                                      .title = m_source.titleOf(choice.content),
                                                                      .source = m_source.originOf(choice.content),
                                                                      .width_mm = choice.width_mm,
                                                                      .dotsPerInch = choice.dotsPerInch});
}

PreviewValues ViewSaver::preview(const SaveChoice &choice) const
{
    if (!m_views.projects.project())
        return {};
    if (isPicture(choice.kind))
        return {.figure = m_source.figureOf(choice.content, styleFor(choice))};
    constexpr qsizetype mostLetters = 4000; // More than there is room for.
    return {.text = QString::fromStdString(m_source.textOf(choice)).left(mostLetters)};
}

} // namespace odimo::explorer
