// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/edit_history.h"

#include "app/explorer/shell/action_registry.h"

#include <QAction>

namespace odimo::explorer {

namespace {

constexpr int mostEdits = 500;

/// Names of layers and runs may have an ampersand.
QString withoutMnemonic(QString text) { return text.replace(QLatin1Char('&'), QLatin1String("&&")); }

} // namespace

EditHistory::EditHistory(const ActionRegistry &actions, QObject *parent) : QObject(parent)
{
    m_stack.setUndoLimit(mostEdits);
    QAction &undo = actions.action(ActionId::Undo);
    QAction &redo = actions.action(ActionId::Redo);
    connect(&undo, &QAction::triggered, &m_stack, &QUndoStack::undo);
    connect(&redo, &QAction::triggered, &m_stack, &QUndoStack::redo);
    connect(&m_stack, &QUndoStack::undoTextChanged, &undo, [&undo](const QString &text) {
        undo.setText(text.isEmpty() ? tr("&Undo") : tr("&Undo %1").arg(withoutMnemonic(text)));
    });
    connect(&m_stack, &QUndoStack::redoTextChanged, &redo, [&redo](const QString &text) {
        redo.setText(text.isEmpty() ? tr("&Redo") : tr("&Redo %1").arg(withoutMnemonic(text)));
    });
    connect(&m_stack, &QUndoStack::canUndoChanged, this, &EditHistory::changed);
    connect(&m_stack, &QUndoStack::canRedoChanged, this, &EditHistory::changed);
}

void EditHistory::setProject(const std::string &path)
{
    if (std::exchange(m_project, path) != path)
        m_stack.clear();
}

void EditHistory::push(std::unique_ptr<QUndoCommand> command)
{
    if (m_project.empty())
        command->redo();
    else
        m_stack.push(command.release());
}

} // namespace odimo::explorer
