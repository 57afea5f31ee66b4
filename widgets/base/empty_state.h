// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

class QAction;
class QLabel;
class QPushButton;

namespace odimo::widgets {

/// A button that shows and triggers an action; it follows the action's text, state and tool tip.
QPushButton *actionButton(QAction &action, QWidget *parent);

/// Content, or, as long as there is none, a text that says so with the action that helps.
class EmptyState : public QStackedWidget {
    Q_OBJECT

public:
    EmptyState(QWidget &content, const QString &icon, QWidget *parent = nullptr);

    void showContent();
    void showText(const QString &title, const QString &text);
    bool isEmpty() const { return currentIndex() == 1; }
    /// Adds a button below the text, to be seen while the action can be used.
    void offer(QAction &action);

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawIcon();

    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QWidget *m_buttons;
};

} // namespace odimo::widgets
