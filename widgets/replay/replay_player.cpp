// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/replay_player.h"

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

ReplayPlayer::ReplayPlayer(QObject *parent) : QObject(parent)
{
    setMomentsPerSecond(2);
    connect(&m_timer, &QTimer::timeout, this, &ReplayPlayer::advance);
}

void ReplayPlayer::setMomentsPerSecond(double speed)
{
    m_timer.setInterval(static_cast<int>(std::lround(1000 / speed)));
}

void ReplayPlayer::restart(int moments)
{
    setPlaying(false);
    m_follows = true;
    setMoments(moments);
}

void ReplayPlayer::setMoments(int moments)
{
    m_moments = moments;
    m_moment = m_follows ? moments - 1 : std::clamp(m_moment, std::min(0, moments - 1), moments - 1);
    emit changed();
}

void ReplayPlayer::seek(int moment)
{
    if (m_moments > 0)
        show(std::clamp(moment, 0, m_moments - 1));
}

void ReplayPlayer::show(int moment)
{
    m_moment = moment;
    m_follows = moment == m_moments - 1;
    emit changed();
}

void ReplayPlayer::setPlaying(bool plays)
{
    plays = plays && m_moments > 1;
    if (plays == isPlaying())
        return;
    if (plays) {
        if (m_moment == m_moments - 1)
            seek(0);
        m_timer.start();
    } else {
        m_timer.stop();
    }
    emit playingChanged(plays);
}

void ReplayPlayer::advance()
{
    next();
    if (m_moment == m_moments - 1)
        setPlaying(false);
}

} // namespace odimo::widgets
