// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace odimo::widgets {

/// Which moment of a replay is shown, and how it goes on. At the last moment it follows the newest one.
class ReplayPlayer : public QObject {
    Q_OBJECT

public:
    explicit ReplayPlayer(QObject *parent = nullptr);

    /// Of another replay: shows its last moment.
    void restart(int moments);
    /// Of the same one, which has grown or begun anew.
    void setMoments(int moments);

    int moments() const { return m_moments; }
    int moment() const { return m_moment; } ///< From 0; -1: there is none.
    bool isPlaying() const { return m_timer.isActive(); }
    bool follows() const { return m_follows; }
    void setMomentsPerSecond(double speed);

public slots:
    void seek(int moment);
    /// From the first moment, if the last is shown.
    void setPlaying(bool plays);
    void first() { seek(0); }
    void last() { seek(m_moments - 1); }
    void previous() { seek(m_moment - 1); }
    void next() { seek(m_moment + 1); }

signals:
    /// Another moment is shown, or there are more.
    void changed();
    void playingChanged(bool plays);

private:
    void show(int moment);
    void advance();

    QTimer m_timer;
    int m_moments = 0;
    int m_moment = -1;
    bool m_follows = true;
};

} // namespace odimo::widgets
