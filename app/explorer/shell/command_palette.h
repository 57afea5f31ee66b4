// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QTreeWidget;

namespace odimo::explorer {

class ActionRegistry;

/// Every action of the window, found by typing parts of its name; each with its shortcut and, if it cannot be used
/// now, with the reason. Up and Down choose, Return does it.
class CommandPalette : public QDialog {
    Q_OBJECT

public:
    CommandPalette(const ActionRegistry &actions, QWidget &window);

    /// Shows all actions, nothing typed.
    void popUp();
    QLineEdit &field() { return *m_field; }
    QTreeWidget &list() { return *m_list; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void trigger();

    const ActionRegistry &m_actions;
    QLineEdit *m_field;
    QTreeWidget *m_list;
};

} // namespace odimo::explorer
