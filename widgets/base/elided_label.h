// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace odimo::widgets {

/// A line of text that gives way to what stands beside it: what has no room ends in an ellipsis, and the tool tip has
/// all of it.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace odimo::widgets
