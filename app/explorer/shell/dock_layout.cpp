// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/dock_layout.h"

#include "app/explorer/base/user_settings.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/help_topic.h"
#include "widgets/base/dock_title.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QToolBar>

#include <algorithm>
#include <array>
#include <utility>

namespace odimo::explorer {

namespace {

/// Raise it when docks are added or renamed: an older layout is then replaced by the default one.
constexpr int layoutVersion = 5;

constexpr double presentationScale = 1.5;

struct PresetSpec {
    LayoutPreset preset;
    ActionId action;
    const char *name; ///< In the settings.
};

constexpr std::array presets{PresetSpec{LayoutPreset::Explore, ActionId::LayoutExplore, "explore"},
                             PresetSpec{LayoutPreset::Inspect, ActionId::LayoutInspect, "inspect"},
                             PresetSpec{LayoutPreset::Present, ActionId::LayoutPresent, "present"}};

/// Explore for a name that is none.
LayoutPreset presetFromName(const QString &name)
{
    const auto found =
        std::ranges::find_if(presets, [&](const PresetSpec &spec) { return name == QLatin1String(spec.name); });
    return found == presets.end() ? LayoutPreset::Explore : found->preset;
}

const PresetSpec &specOf(LayoutPreset preset) { return *std::ranges::find(presets, preset, &PresetSpec::preset); }

void bringForward(QDockWidget &dock)
{
    dock.show();
    dock.raise();
}

} // namespace

DockLayout::DockLayout(QMainWindow &window, const ActionRegistry &actions, const DockContents &contents,
                       QObject *parent)
    : QObject(parent), m_window(window), m_actions(actions), m_views(contents.views)
{
    window.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowTabbedDocks | QMainWindow::AllowNestedDocks);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_setup = add(QStringLiteral("setup"), tr("Setup"), contents.setup, actions.action(ActionId::ShowSetup));
    m_steering =
        add(QStringLiteral("steering"), tr("Steering"), contents.steering, actions.action(ActionId::ShowSteering));
    m_runs = add(QStringLiteral("runs"), tr("Runs"), contents.runs, actions.action(ActionId::ShowRuns));
    m_inspector = add(QStringLiteral("inspector"), tr("Selected Run"), contents.inspector,
                      actions.action(ActionId::ShowInspector));
    m_log = add(QStringLiteral("log"), tr("Log"), contents.log, actions.action(ActionId::ShowLog));
    m_queue = add(QStringLiteral("queue"), tr("Queue"), contents.queue, actions.action(ActionId::ShowQueue));
    m_findings =
        add(QStringLiteral("findings"), tr("Findings"), contents.findings, actions.action(ActionId::ShowFindings));
    // The tab key leads into docks that lie behind others, too.
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) {
        for (QDockWidget *dock : m_window.findChildren<QDockWidget *>(Qt::FindDirectChildrenOnly))
            if (now && dock->isAncestorOf(now))
                dock->raise();
    });
    connect(&actions.action(ActionId::ResetLayout), &QAction::triggered, this, [this] { apply(m_preset); });
    for (const PresetSpec &spec : presets)
        connect(&actions.action(spec.action), &QAction::triggered, this,
                [this, preset = spec.preset] { apply(preset); });
}

/// A dock and its action show the same state, whoever changes it. One that stands behind another is brought forward
/// first.
void DockLayout::tie(QAction &action, QDockWidget &dock)
{
    m_tied.emplace_back(&action, &dock);
    connect(&dock, &QDockWidget::visibilityChanged, this, &DockLayout::showStates);
    connect(&action, &QAction::triggered, this, [this, &dock](bool shown) {
        const bool isBehind = m_window.isVisible() && dock.visibleRegion().isEmpty();
        if (shown || isBehind)
            bringForward(dock);
        else
            dock.hide();
        showStates();
    });
}

/// Also where docks do not tell it: before the window is shown for the first time.
void DockLayout::showStates() const
{
    for (const auto &[action, dock] : m_tied)
        action->setChecked(!dock->isHidden());
}

/// The name tells the dock in a stored layout, and its icon.
QDockWidget *DockLayout::add(const QString &name, const QString &title, QWidget &content, QAction &action)
{
    auto *dock = new QDockWidget(title, &m_window);
    dock->setObjectName(name);
    dock->setWidget(&content);
    setHelpTopic(*dock, QStringLiteral("explorer.md#") + name);
    widgets::useOwnTitle(*dock, name);
    m_window.addDockWidget(Qt::LeftDockWidgetArea, dock); // Until the default layout is applied.
    tie(action, *dock);
    return dock;
}

void DockLayout::apply(LayoutPreset preset)
{
    applyExplore();
    switch (preset) {
    case LayoutPreset::Explore:
        break;
    case LayoutPreset::Inspect:
        for (QDockWidget *dock : {m_setup, m_steering, m_log, m_queue, m_findings})
            dock->hide();
        m_window.resizeDocks({m_runs}, {12 * m_window.fontMetrics().height()}, Qt::Vertical);
        break;
    case LayoutPreset::Present:
        for (QDockWidget *dock : {m_setup, m_steering, m_runs, m_inspector, m_log, m_queue, m_findings})
            dock->hide();
        break;
    }
    setPreset(preset);
}

void DockLayout::setPreset(LayoutPreset preset)
{
    m_preset = preset;
    m_actions.action(specOf(preset).action).setChecked(true);
    const bool presents = preset == LayoutPreset::Present;
    for (QToolBar *bar : m_window.findChildren<QToolBar *>(Qt::FindDirectChildrenOnly))
        bar->setVisible(!presents);
    QFont letters; // Without a size it follows the window's.
    if (presents)
        letters.setPointSizeF(m_window.font().pointSizeF() * presentationScale);
    m_views.setFont(letters);
}

/// All docks at the places that they have at first.
void DockLayout::applyExplore()
{
    const std::array<std::pair<QDockWidget *, Qt::DockWidgetArea>, 7> docks{{{m_setup, Qt::LeftDockWidgetArea},
                                                                             {m_steering, Qt::LeftDockWidgetArea},
                                                                             {m_runs, Qt::BottomDockWidgetArea},
                                                                             {m_inspector, Qt::RightDockWidgetArea},
                                                                             {m_queue, Qt::BottomDockWidgetArea},
                                                                             {m_log, Qt::BottomDockWidgetArea},
                                                                             {m_findings, Qt::BottomDockWidgetArea}}};
    for (const auto &[dock, area] : docks) {
        dock->setFloating(false);
        m_window.addDockWidget(area, dock);
        dock->show();
    }
    m_window.tabifyDockWidget(m_setup, m_steering);
    m_setup->raise();
    m_window.tabifyDockWidget(m_runs, m_queue);
    m_window.tabifyDockWidget(m_queue, m_log);
    m_window.tabifyDockWidget(m_log, m_findings);
    m_runs->raise();
    const QFontMetrics metrics = m_window.fontMetrics();
    m_window.resizeDocks({m_setup, m_inspector}, {41 * metrics.averageCharWidth(), 75 * metrics.averageCharWidth()},
                         Qt::Horizontal);
    // Room for the runs of the preset quick.
    m_window.resizeDocks({m_runs}, {20 * metrics.height()}, Qt::Vertical);
}

void DockLayout::restore(const UserSettings &settings)
{
    apply(presetFromName(settings.layoutPreset()));
    if (!settings.layout().isEmpty() && !m_window.restoreState(settings.layout(), layoutVersion))
        apply(m_preset);
    m_projectLayout = m_window.saveState(layoutVersion);
    // Last: of a state that a maximised window restores before it is shown Qt keeps a copy for a while, and crashes
    // when the window is resized after another state was restored (layout of docks, Qt 6.4).
    m_window.restoreGeometry(settings.geometry());
    m_findings->hide();
    setProjectShown(false);
}

void DockLayout::store(UserSettings &settings) const
{
    settings.setWindow(m_window.saveGeometry(), m_showsProject ? m_window.saveState(layoutVersion) : m_projectLayout);
    settings.setLayoutPreset(QString::fromLatin1(specOf(m_preset).name));
}

void DockLayout::setProjectShown(bool shown)
{
    const bool changes = std::exchange(m_showsProject, shown) != shown;
    if (shown && changes) {
        m_window.restoreState(m_projectLayout, layoutVersion);
    } else if (!shown) {
        if (changes) {
            m_projectLayout = m_window.saveState(layoutVersion);
            m_findings->hide();
        }
        for (QDockWidget *dock : {m_steering, m_runs, m_inspector, m_log, m_queue})
            dock->hide();
    }
    showStates();
}

void DockLayout::showRuns() { bringForward(*m_runs); }

void DockLayout::showSetup() { bringForward(*m_setup); }

void DockLayout::showFindings() { bringForward(*m_findings); }

} // namespace odimo::explorer
