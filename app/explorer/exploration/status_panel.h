// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/exploration.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace odimo::explorer {

/// The right end of the status bar: what is being done, how far it is, how long it will take.
class StatusPanel : public QWidget {
    Q_OBJECT

public:
    explicit StatusPanel(QWidget *parent = nullptr);
    void showActivity(const QString &text);
    QString activity() const;
    void showOverall(const host::OverallProgress &overall);
    void clear();

private:
    QLabel *m_activity;
    QProgressBar *m_bar;
    QLabel *m_remaining;
};

} // namespace odimo::explorer
