// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/run_set.h"

#include <QObject>
#include <QString>

#include <utility>

namespace odimo::explorer {

/// What is selected, which all views show. Only changes are signalled.
class SelectionModel : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    qint64 run() const { return m_run; }                 ///< 0: none.
    const QString &layer() const { return m_layer; }     ///< Name of the node of a layer; empty: none.
    qint64 comparedRun() const { return m_comparedRun; } ///< The run that `run` is compared with; 0: none.

    const widgets::RunSet &brush() const { return m_brush; } ///< The runs that stand out in every view; empty: all.

public slots:
    void setRun(qint64 run)
    {
        if (std::exchange(m_run, run) != run)
            emit runChanged(run);
    }

    void setLayer(const QString &layer)
    {
        if (std::exchange(m_layer, layer) != layer)
            emit layerChanged(layer);
    }

    void setComparedRun(qint64 run)
    {
        if (std::exchange(m_comparedRun, run) != run)
            emit comparedRunChanged(run);
    }

    void setBrush(const odimo::widgets::RunSet &runs)
    {
        if (std::exchange(m_brush, runs) != runs)
            emit brushChanged(runs);
    }

signals:
    void runChanged(qint64 run);
    void layerChanged(const QString &layer);
    void comparedRunChanged(qint64 run);
    void brushChanged(const odimo::widgets::RunSet &runs);

private:
    qint64 m_run = 0;
    QString m_layer;
    qint64 m_comparedRun = 0;
    widgets::RunSet m_brush;
};

} // namespace odimo::explorer
