// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/explorer/editor/edit_controller.h"
#include "app/explorer/shell/view_area.h"
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/editor/layer_editor.h"
#include "widgets/editor/layers_view.h"
#include "widgets/editor/staircase_plot.h"
#include "widgets/layers/split_view.h"

#include <QAction>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

namespace odimo::tests {

/// A window that shows the layers of a run of the instant project, with the wide layer `wide` selected, of which some
/// channels stand on each unit.
class EditedWindow {
public:
    inline static const QString wide = QStringLiteral("stage3.block0.conv2");

    EditedWindow() : m_settings(m_folder.filePath("settings.ini"))
    {
        QLocale::setDefault(QLocale::c());
        writeInstantProject(path("instant.odimo").toStdString());
        open(path("instant.odimo"));
        selection().setRun(someRun());
        selection().setLayer(wide);
    }

    /// True if it got busy with nothing more, and no warning was printed.
    bool endsQuietly()
    {
        const bool isDone = QTest::qWaitFor([this] { return !m_window->isBusy() && !editor().isReadingWeights(); });
        m_window.reset();
        return isDone && m_warnings.takeAll().isEmpty();
    }

    void open(const QString &project)
    {
        m_window.reset();
        m_window = openedWindow(m_settings, project, scripted({}, ScriptedExploration::End::ByItself));
        m_window->views().show(explorer::ViewId::Layers);
    }

    QString path(const char *name) const { return m_folder.filePath(name); }
    explorer::MainWindow &window() const { return *m_window; }
    const explorer::ProjectValues &project() const { return *m_window->projects().project(); }
    explorer::SelectionModel &selection() const { return m_window->selection(); }
    explorer::EditController &editor() const { return m_window->editor(); }
    widgets::LayersView &view() const { return m_window->layers(); }
    widgets::StaircasePlot &stairs() const { return view().editor().staircase(); }
    QUndoStack &stack() const { return m_window->edits().stack(); }
    QAction &action(explorer::ActionId id) const { return m_window->actions().action(id); }
    void trigger(explorer::ActionId id) const { action(id).trigger(); }
    const project::Run &run() const { return *project().find(selection().run()); }
    const mapping::Mapping &edited() const { return *editor().edited(); }

    int digital(const QString &layer = wide) const { return digitalOf(edited(), layer); }

    /// Presses at the first number of channels, moves to the others, and lets go at the last.
    void drag(const std::vector<int> &way) const
    {
        auto *canvas = stairs().findChild<QWidget *>();
        const auto at = [&](int n) {
            return canvas->mapFrom(&stairs(), stairs().handlePosition(n).toPoint());
        };
        QTest::mousePress(canvas, Qt::LeftButton, Qt::NoModifier, at(way.front()));
        for (const int n : way) {
            QMouseEvent move(QEvent::MouseMove, at(n), canvas->mapToGlobal(at(n)), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(canvas, &move);
        }
        QTest::mouseRelease(canvas, Qt::LeftButton, Qt::NoModifier, at(way.back()));
    }

    /// As the table tells it.
    mapping::Cost shownCost() const
    {
        const widgets::SplitValues &split = view().table().model().split();
        return {.latency_cycles = split.latency_cycles, .latency_ms = split.latency_ms, .energy_uJ = split.energy_uJ};
    }

    /// 0 if there is none.
    qint64 someRun() const
    {
        for (const project::Run &each : project().runs)
            if (each.kind == project::RunKind::Search && each.mapping)
                if (const int count = digitalOf(*each.mapping, wide); count > 0 && count < 48)
                    return each.id;
        return 0;
    }

private:
    static int digitalOf(const mapping::Mapping &mapping, const QString &layer)
    {
        const auto found = std::ranges::find(mapping.layers, layer.toStdString(), &mapping::LayerMapping::layer);
        return mapping::channelsPerUnit(*found, 2).front();
    }

    WarningCollector m_warnings;
    QTemporaryDir m_folder;
    explorer::UserSettings m_settings;
    std::unique_ptr<explorer::MainWindow> m_window;
};

} // namespace odimo::tests
