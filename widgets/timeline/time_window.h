// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace odimo::widgets {

/// The part of [0, total] that is seen, in cycles. Never beyond its ends, and never less than a thousandth of it.
class TimeWindow {
public:
    explicit TimeWindow(double total = 1) : m_total(total > 0 ? total : 1), m_last(m_total) {}

    double total() const { return m_total; }
    double first() const { return m_first; }
    double last() const { return m_last; }
    double length() const { return m_last - m_first; }
    bool showsAll() const { return m_first <= 0 && m_last >= m_total; }

    void fit() { set(0, m_total); }
    /// `factor` times as much time, `at` stays where it is.
    void zoom(double factor, double at);
    void moveBy(double cycles) { set(m_first + cycles, m_last + cycles); }
    /// Moves as little as shows [from, to], or its beginning.
    void show(double from, double to);
    /// The same share of another total.
    TimeWindow of(double total) const;

private:
    void set(double first, double last);

    double m_total = 1;
    double m_first = 0;
    double m_last = 1;
};

} // namespace odimo::widgets
