// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSystemTrayIcon;
class QWidget;

namespace odimo::explorer {

/// Tells a user who is looking at something else what has happened.
class Notifier : public QObject {
    Q_OBJECT

public:
    explicit Notifier(QWidget &window);
    /// Does nothing while the window is the active one.
    void notify(const QString &text);

private:
    QWidget &m_window;
    QSystemTrayIcon *m_icon = nullptr; ///< Made for the first message; absent where there is no tray.
};

} // namespace odimo::explorer
