// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace odimo::explorer {

/// The selected run, which all views show. Only changes are signalled.
class SelectionModel : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    qint64 run() const { return m_run; } ///< 0: none.

public slots:
    void setRun(qint64 run)
    {
        if (run == m_run)
            return;
        m_run = run;
        emit runChanged(run);
    }

signals:
    void runChanged(qint64 run);

private:
    qint64 m_run = 0;
};

} // namespace odimo::explorer
