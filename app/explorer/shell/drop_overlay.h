// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace odimo::explorer {

struct DroppedFile;

/// Lies over the whole window while files are dragged over it, and says what dropping them does.
class DropOverlay : public QWidget {
    Q_OBJECT

public:
    explicit DropOverlay(QWidget &window);
    void show(const DroppedFile &file);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QRect m_place; ///< Where a drop does what is said.
};

} // namespace odimo::explorer
