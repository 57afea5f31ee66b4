// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/plan/known_times.h"
#include "core/workers/control.h"

#include <QObject>

#include <memory>

namespace odimo::explorer {

class Background;

/// Times training steps in the background, and keeps the times for the next look at the cost.
class StepTimer : public QObject {
    Q_OBJECT

public:
    /// `background` must outlive it.
    StepTimer(Background &background, host::KnownTimes known, QObject *parent = nullptr);
    /// Stops what runs.
    ~StepTimer() override;

    /// Of steps of this exploration; does nothing while others are timed. The settings are sound.
    void time(const host::Settings &settings);
    bool isTiming() const { return m_control != nullptr; }
    /// Before an exploration needs the cores.
    void stop();

signals:
    void timed();
    void failed(const QString &message);

private:
    Background &m_background;
    const host::KnownTimes m_known;
    std::shared_ptr<workers::Control> m_control; ///< Of what runs.
};

} // namespace odimo::explorer
