// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

class QWidget;

namespace odimo::explorer {

/// Says once when a window that is shown has the size that it will have. A maximised one gets it from the window
/// manager some time after it is shown; until then Qt holds on to the docks that it restored, so that no dock may be
/// shown, hidden or moved.
class FirstLayout : public QObject {
    Q_OBJECT

public:
    explicit FirstLayout(QWidget &window, QObject *parent = nullptr);
    bool isDone() const { return m_done; }

signals:
    void done();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void finish();

    QWidget &m_window;
    QTimer m_timer;
    bool m_done = false;
};

} // namespace odimo::explorer
