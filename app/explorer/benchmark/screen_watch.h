// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/benchmark/replayed_exploration.h"

#include <QObject>

#include <vector>

class QWidget;

namespace odimo::explorer {

/// Times of one view from the arrival of a change to the paint that shows it. A plot paints what it has drawn before,
/// so of plots only a paint counts that follows a drawing of the change.
class ScreenWatch : public QObject {
    Q_OBJECT

public:
    /// `canvas` is what paints: a plot, or the viewport of a table. It outlives the watch.
    explicit ScreenWatch(QWidget &canvas, QObject *parent = nullptr);

    /// The view has been told of a change that came then. It counts once it has been painted.
    void expect(Arrivals::Clock::time_point arrival) { m_told.push_back(arrival); }
    /// ms; of the changes that have been painted.
    const std::vector<double> &delays_ms() const { return m_delays_ms; }

    bool eventFilter(QObject *watched, QEvent *event) override;

private slots:
    void takeDrawn();

private:
    void takePainted();

    bool m_isPlot;
    std::vector<Arrivals::Clock::time_point> m_told, m_drawn, m_painted;
    std::vector<double> m_delays_ms;
};

} // namespace odimo::explorer
