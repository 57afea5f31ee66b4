// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/network_scene.h"

#include <QWidget>

namespace odimo::widgets {

/// What the colours of the nodes mean: the units, or a scale with its ends.
void paintNetworkLegend(QPainter &painter, const QRect &rect, const QStringList &units, const NodeStyle &style,
                        const ShownNetwork &network);

class NetworkLegend : public QWidget {
    Q_OBJECT

public:
    explicit NetworkLegend(const NetworkScene &scene, QWidget *parent = nullptr);
    void setUnits(const QStringList &units);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setOwnHeight();

    const NetworkScene &m_scene;
    QStringList m_units;
};

} // namespace odimo::widgets
