// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/cost.h"

#include <QComboBox>

namespace odimo::widgets {

/// Latency or energy.
class ObjectiveChooser : public QComboBox {
    Q_OBJECT

public:
    explicit ObjectiveChooser(const QString &accessibleName, QWidget *parent = nullptr);
    mapping::Objective objective() const;
};

} // namespace odimo::widgets
