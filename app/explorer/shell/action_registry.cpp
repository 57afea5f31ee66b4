// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/action_registry.h"

#include "app/explorer/shell/action_context.h"
#include "widgets/base/action_obstacle.h"
#include "widgets/base/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

#include <algorithm>
#include <optional>

namespace odimo::explorer {

ActionRegistry::ActionRegistry(QObject *parent) : QObject(parent), m_specs(actionTable()) { makeActions(); }

void ActionRegistry::makeActions()
{
    for (const ActionSpec &spec : m_specs) {
        auto *action = new QAction(widgets::themedIcon(spec.icon), spec.text, this);
        action->setShortcut(spec.shortcut);
        action->setStatusTip(spec.statusTip);
        action->setWhatsThis(spec.statusTip);
        action->setToolTip(spec.statusTip);
        action->setCheckable(spec.traits.testFlag(ActionTrait::Checkable));
        m_actions.push_back(action);
    }
    action(ActionId::Quit).setMenuRole(QAction::QuitRole);
    action(ActionId::About).setMenuRole(QAction::AboutRole);
    const auto exclude = [this](std::initializer_list<ActionId> alternatives) {
        auto *group = new QActionGroup(this);
        for (const ActionId id : alternatives)
            group->addAction(&action(id));
    };
    exclude({ActionId::ThemeSystem, ActionId::ThemeLight, ActionId::ThemeDark});
    exclude({ActionId::LayoutExplore, ActionId::LayoutInspect, ActionId::LayoutPresent});
}

QAction &ActionRegistry::action(ActionId id) const
{
    const auto found = std::ranges::find(m_specs, id, &ActionSpec::id);
    return *m_actions[static_cast<std::size_t>(found - m_specs.begin())];
}

void ActionRegistry::update(const ActionContext &context)
{
    for (std::size_t index = 0; index < m_specs.size(); ++index) {
        const ActionSpec &spec = m_specs[index];
        if (!spec.obstacle)
            continue;
        widgets::setObstacle(*m_actions[index], spec.obstacle(context));
    }
}

void ActionRegistry::fillMenus(QMenuBar &menus, QMenu &beside) const
{
    for (const MenuId id :
         {MenuId::File, MenuId::Edit, MenuId::View, MenuId::Front, MenuId::Run, MenuId::Tools, MenuId::Help}) {
        if (std::ranges::find(m_specs, id, &ActionSpec::menu) == m_specs.end())
            continue;
        QMenu *menu = menus.addMenu(menuTitle(id));
        int group = 0;
        for (std::size_t index = 0; index < m_specs.size(); ++index) {
            const ActionSpec &spec = m_specs[index];
            if (spec.menu != id)
                continue;
            if (spec.group != group) {
                if (id == MenuId::File && group == 0)
                    menu->addMenu(&beside);
                menu->addSeparator();
            }
            group = spec.group;
            menu->addAction(m_actions[index]);
        }
    }
}

void ActionRegistry::fillToolBar(QToolBar &bar) const
{
    std::optional<MenuId> menu;
    for (std::size_t index = 0; index < m_specs.size(); ++index) {
        if (!m_specs[index].traits.testFlag(ActionTrait::InToolBar))
            continue;
        if (menu && *menu != m_specs[index].menu)
            bar.addSeparator();
        menu = m_specs[index].menu;
        bar.addAction(m_actions[index]);
    }
}

void ActionRegistry::fillContextMenu(QMenu &menu, ActionTrait place) const
{
    std::optional<std::pair<MenuId, int>> group;
    for (std::size_t index = 0; index < m_specs.size(); ++index) {
        const ActionSpec &spec = m_specs[index];
        if (!spec.traits.testFlag(place))
            continue;
        if (group && *group != std::pair(spec.menu, spec.group))
            menu.addSeparator();
        group = std::pair(spec.menu, spec.group);
        menu.addAction(m_actions[index]);
    }
    if (group)
        menu.addSeparator();
}

} // namespace odimo::explorer
