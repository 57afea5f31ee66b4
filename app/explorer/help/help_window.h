// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QUrl;
class QWidget;

namespace odimo::widgets {
class HelpView;
}

namespace odimo::explorer {

class ActionRegistry;

/// The window of the help, beside the main window; made when it is asked for.
class HelpWindow : public QObject {
    Q_OBJECT

public:
    HelpWindow(const ActionRegistry &actions, QWidget &window, QObject *parent = nullptr);

    /// The page about what has the focus in the main window.
    void showForFocus();
    void show(const QString &topic);
    /// Null as long as it was not asked for.
    widgets::HelpView *view() const { return m_view; }

private:
    void make();
    /// What a page leads to outside of the help: an action of the main window, or a page of the web.
    void leave(const QUrl &url);

    const ActionRegistry &m_actions;
    QWidget &m_window;
    widgets::HelpView *m_view = nullptr;
};

} // namespace odimo::explorer
