// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace odimo::widgets {

/// An accuracy; hatched while it is only predicted, because the mapping was edited since it was measured.
class AccuracyBadge : public QLabel {
    Q_OBJECT

public:
    explicit AccuracyBadge(QWidget *parent = nullptr);
    void show(const QString &text, bool isStale);
    bool isStale() const { return m_isStale; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isStale = false;
};

} // namespace odimo::widgets
