// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/view_area.h"

#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/help_topic.h"

#include <QAction>
#include <QTabBar>

#include <algorithm>
#include <array>

namespace odimo::explorer {

namespace {

struct ViewAction {
    ViewId view;
    const char *name; ///< On the command line.
    ActionId action;
};

constexpr std::array viewActions{ViewAction{ViewId::Front, "front", ActionId::ViewFront},
                                 ViewAction{ViewId::Network, "network", ActionId::ViewNetwork},
                                 ViewAction{ViewId::Layers, "layers", ActionId::ViewLayers},
                                 ViewAction{ViewId::Timeline, "timeline", ActionId::ViewTimeline},
                                 ViewAction{ViewId::Curves, "curves", ActionId::ViewCurves},
                                 ViewAction{ViewId::Compare, "compare", ActionId::ViewCompare},
                                 ViewAction{ViewId::Code, "code", ActionId::ViewCode},
                                 ViewAction{ViewId::Replay, "replay", ActionId::ViewReplay}};

} // namespace

std::optional<ViewId> viewFromName(const QString &name)
{
    const auto found =
        std::ranges::find_if(viewActions, [&](const ViewAction &entry) { return name == QLatin1String(entry.name); });
    return found == viewActions.end() ? std::nullopt : std::optional(found->view);
}

ViewArea::ViewArea(const ActionRegistry &actions, QWidget *parent) : QTabWidget(parent), m_actions(actions)
{
    setDocumentMode(true);
    setAccessibleName(tr("Views of the project"));
    tabBar()->setAccessibleName(tr("Views of the project"));
    for (const ViewAction &entry : viewActions) {
        QAction &action = actions.action(entry.action);
        action.setVisible(false);
        connect(&action, &QAction::triggered, this, [this, view = entry.view] { show(view); });
    }
    connect(this, &QTabWidget::currentChanged, this, &ViewArea::tellCurrent);
}

QAction &ViewArea::actionOf(ViewId id) const
{
    return m_actions.action(std::ranges::find(viewActions, id, &ViewAction::view)->action);
}

void ViewArea::add(ViewId id, QWidget &view)
{
    const auto at = std::ranges::lower_bound(m_views, id);
    const auto index = static_cast<int>(at - m_views.begin());
    m_views.insert(at, id);
    QAction &action = actionOf(id);
    action.setVisible(true);
    insertTab(index, &view, m_hasIcons ? action.icon() : QIcon(), action.iconText());
    setTabToolTip(index, tr("%1 (%2)").arg(action.statusTip(), action.shortcut().toString(QKeySequence::NativeText)));
    setHelpTopic(view, QStringLiteral("explorer.md#") + action.iconText().toLower());
    fitIcons();
    tellCurrent();
}

void ViewArea::resizeEvent(QResizeEvent *event)
{
    QTabWidget::resizeEvent(event);
    fitIcons();
}

/// Tabs that are all in sight say more than icons do.
void ViewArea::fitIcons()
{
    constexpr int besideIcon = 4; // As QTabBar has it.
    const int icons = count() * (iconSize().width() + besideIcon);
    const bool fit = tabBar()->sizeHint().width() + (m_hasIcons ? 0 : icons) <= width();
    if (fit == m_hasIcons)
        return;
    m_hasIcons = fit;
    for (int index = 0; index < count(); ++index)
        setTabIcon(index, fit ? actionOf(m_views[static_cast<std::size_t>(index)]).icon() : QIcon());
}

void ViewArea::show(ViewId id)
{
    if (const auto found = std::ranges::find(m_views, id); found != m_views.end())
        setCurrentIndex(static_cast<int>(found - m_views.begin()));
    tellCurrent(); // The action of the view that is shown stays checked.
}

std::optional<ViewId> ViewArea::current() const
{
    if (currentIndex() < 0 || m_views.empty())
        return std::nullopt;
    return m_views[static_cast<std::size_t>(currentIndex())];
}

void ViewArea::tellCurrent()
{
    const std::optional<ViewId> shown = current();
    for (const ViewAction &entry : viewActions)
        m_actions.action(entry.action).setChecked(entry.view == shown);
    if (shown && shown != m_told)
        emit viewChanged(*shown);
    m_told = shown;
}

} // namespace odimo::explorer
