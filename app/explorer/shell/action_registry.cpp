// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/action_registry.h"

#include "widgets/base/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

#include <algorithm>
#include <optional>

namespace odimo::explorer {

namespace {

QString menuTitle(MenuId menu)
{
    switch (menu) {
    case MenuId::File:
        return ActionRegistry::tr("&File");
    case MenuId::Edit:
        return ActionRegistry::tr("&Edit");
    case MenuId::View:
        return ActionRegistry::tr("&View");
    case MenuId::Run:
        return ActionRegistry::tr("&Run");
    case MenuId::Help:
        return ActionRegistry::tr("&Help");
    }
    return {};
}

std::vector<ActionSpec> table()
{
    const auto tr = [](const char *text) {
        return ActionRegistry::tr(text);
    };
    using Key = QKeySequence;
    return {
        {ActionId::OpenProject, MenuId::File, 0, tr("&Open..."), "open", Key::Open, tr("Open a project file"), false,
         true},
        {ActionId::OpenSample, MenuId::File, 0, tr("Open the &Sample"), "sample", Key("Ctrl+Shift+O"),
         tr("Open a copy of the sample: ResNet8 on Fashion-MNIST for DIANA")},
        {ActionId::ChooseNetwork, MenuId::File, 0, tr("Your Own &Network..."), "network", Key("Ctrl+I"),
         tr("Choose an ONNX file to explore, or drop it on the window, and data likewise")},
        {ActionId::CloseProject, MenuId::File, 1, tr("&Close Project"), "close", Key::Close,
         tr("Close the project and return to the start page")},
        {ActionId::Quit, MenuId::File, 1, tr("&Quit"), "quit", Key("Ctrl+Q"), tr("Quit the program")},
        {ActionId::Copy, MenuId::Edit, 0, tr("&Copy"), "copy", Key::Copy,
         tr("Copy the selected rows of a table as tab-separated text")},
        {ActionId::FitFront, MenuId::View, 0, tr("Show the &Whole Front"), "fit", Key("F"),
         tr("Show all points of the front and follow new ones")},
        {ActionId::ShowPrediction, MenuId::View, 0, tr("Show &Prediction"), "prediction", Key("P"),
         tr("Show the front that the analysis of the network predicts"), true},
        {ActionId::ShowSetup, MenuId::View, 1, tr("&Setup"), "setup", Key("Alt+1"), tr("Show or hide the setup"), true},
        {ActionId::ShowSteering, MenuId::View, 1, tr("S&teering"), "steering", Key("Alt+5"),
         tr("Show or hide the limits and pins that every mapping must keep to"), true},
        {ActionId::ShowRuns, MenuId::View, 1, tr("&Runs"), "runs", Key("Alt+2"), tr("Show or hide the table of runs"),
         true},
        {ActionId::ShowInspector, MenuId::View, 1, tr("Selected R&un"), "inspector", Key("Alt+3"),
         tr("Show or hide the selected run"), true},
        {ActionId::ShowLog, MenuId::View, 1, tr("&Log"), "log", Key("Alt+4"), tr("Show or hide the log"), true},
        {ActionId::ThemeSystem,
         MenuId::View,
         2,
         tr("S&ystem Theme"),
         "theme",
         {},
         tr("Use the colours of the system"),
         true},
        {ActionId::ThemeLight, MenuId::View, 2, tr("L&ight Theme"), "light", {}, tr("Use light colours"), true},
        {ActionId::ThemeDark, MenuId::View, 2, tr("&Dark Theme"), "dark", {}, tr("Use dark colours"), true},
        {ActionId::ResetLayout,
         MenuId::View,
         3,
         tr("R&eset Layout"),
         "layout",
         {},
         tr("Put all panels back to where they were at first")},
        {ActionId::Start, MenuId::Run, 0, tr("&Start"), "start", Key("F5"), tr("Start the exploration that is set up"),
         false, true},
        {ActionId::Pause, MenuId::Run, 0, tr("&Pause"), "pause", Key("Ctrl+F5"),
         tr("Pause the exploration, or go on with it"), true, true},
        {ActionId::Stop, MenuId::Run, 0, tr("S&top"), "stop", Key("Shift+F5"),
         tr("Stop at the next batch; everything done so far is kept"), false, true},
        {ActionId::FinishRuns, MenuId::Run, 1, tr("&Finish Runs"), "resume", Key("F6"),
         tr("Go on with the stopped runs of this project, and try the failed ones again"), false, true},
        {ActionId::ShowShortcuts, MenuId::Help, 0, tr("&Keyboard Shortcuts"), "keyboard", Key::HelpContents,
         tr("List all keyboard shortcuts")},
        {ActionId::About, MenuId::Help, 0, tr("&About ODiMO Explorer"), "about", {}, tr("Version and licence")},
    };
}

} // namespace

ActionRegistry::ActionRegistry(QObject *parent) : QObject(parent), m_specs(table()) { makeActions(); }

void ActionRegistry::makeActions()
{
    for (const ActionSpec &spec : m_specs) {
        auto *action = new QAction(widgets::themedIcon(spec.icon), spec.text, this);
        action->setShortcut(spec.shortcut);
        action->setStatusTip(spec.statusTip);
        action->setWhatsThis(spec.statusTip);
        action->setToolTip(spec.statusTip);
        action->setCheckable(spec.isCheckable);
        m_actions.push_back(action);
    }
    action(ActionId::Quit).setMenuRole(QAction::QuitRole);
    action(ActionId::About).setMenuRole(QAction::AboutRole);
    auto *themes = new QActionGroup(this);
    for (const ActionId id : {ActionId::ThemeSystem, ActionId::ThemeLight, ActionId::ThemeDark})
        themes->addAction(&action(id));
}

QAction &ActionRegistry::action(ActionId id) const
{
    const auto found = std::ranges::find(m_specs, id, &ActionSpec::id);
    return *m_actions[static_cast<std::size_t>(found - m_specs.begin())];
}

void ActionRegistry::fillMenus(QMenuBar &menus, QMenu &beside) const
{
    for (const MenuId id : {MenuId::File, MenuId::Edit, MenuId::View, MenuId::Run, MenuId::Help}) {
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
        if (!m_specs[index].inToolBar)
            continue;
        if (menu && *menu != m_specs[index].menu)
            bar.addSeparator();
        menu = m_specs[index].menu;
        bar.addAction(m_actions[index]);
    }
}

QString ActionRegistry::shortcutSheet() const
{
    QString rows;
    for (const ActionSpec &spec : m_specs) {
        if (spec.shortcut.isEmpty())
            continue;
        rows +=
            QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;&nbsp;</td><td>%2</td></tr>")
                .arg(spec.shortcut.toString(QKeySequence::NativeText).toHtmlEscaped(), spec.statusTip.toHtmlEscaped());
    }
    return QStringLiteral("<table cellpadding='2'>%1</table>").arg(rows);
}

} // namespace odimo::explorer
