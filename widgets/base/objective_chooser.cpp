// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/objective_chooser.h"

namespace odimo::widgets {

ObjectiveChooser::ObjectiveChooser(const QString &accessibleName, QWidget *parent) : QComboBox(parent)
{
    addItem(tr("Latency"), static_cast<int>(mapping::Objective::Latency));
    addItem(tr("Energy"), static_cast<int>(mapping::Objective::Energy));
    setAccessibleName(accessibleName);
}

mapping::Objective ObjectiveChooser::objective() const
{
    return static_cast<mapping::Objective>(currentData().toInt());
}

} // namespace odimo::widgets
