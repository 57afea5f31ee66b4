// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/notifier.h"

#include <QApplication>
#include <QSystemTrayIcon>
#include <QWidget>

namespace odimo::explorer {

Notifier::Notifier(QWidget &window) : QObject(&window), m_window(window) {}

void Notifier::notify(const QString &text)
{
    if (m_window.isActiveWindow())
        return;
    QApplication::alert(&m_window);
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    if (!m_icon) {
        m_icon = new QSystemTrayIcon(m_window.windowIcon(), this);
        connect(m_icon, &QSystemTrayIcon::messageClicked, &m_window, [this] {
            m_window.show();
            m_window.raise();
            m_window.activateWindow();
        });
    }
    m_icon->show();
    m_icon->showMessage(tr("ODiMO Explorer"), text, m_window.windowIcon());
}

} // namespace odimo::explorer
