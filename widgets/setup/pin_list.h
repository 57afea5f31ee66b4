// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/steering_values.h"

#include <QWidget>

class QListWidget;
class QMenu;
class QToolButton;

namespace odimo::widgets {

/// The pins, one a line, to be added from a menu of layers, edited as text and removed.
class PinList : public QWidget {
    Q_OBJECT

public:
    explicit PinList(QWidget *parent = nullptr);

    void setLayers(const std::vector<SteerableLayer> &layers);
    /// Emits nothing.
    void setPins(const QStringList &pins);
    /// Without empty lines.
    QStringList pins() const;

signals:
    /// By the user.
    void changed();

private:
    void append(const QString &pin);
    void removeSelected();
    void updateButtons();

    QListWidget *m_list;
    QToolButton *m_add;
    QToolButton *m_remove;
    QMenu *m_layers;
};

} // namespace odimo::widgets
