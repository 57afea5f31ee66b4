// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/cost.h"
#include "core/mapping/mapping.h"

#include <QObject>

namespace odimo::widgets {
class LayersView;
}

namespace odimo::explorer {

struct ChosenNetwork;
class SelectionModel;

/// While no project is open, the view Layers shows what each layer of the chosen network costs however its channels are
/// split. Splits can be tried; they are lost when a project takes their place.
class LayersPreview : public QObject {
    Q_OBJECT

public:
    LayersPreview(widgets::LayersView &view, SelectionModel &selection, QObject *parent = nullptr);

    /// At first with all channels on the reference unit. The same network again keeps the splits that were tried.
    void show(const ChosenNetwork &chosen);
    /// The view is left to the project.
    void end();

private:
    void draw();
    void drawLayer();
    void trySplit(const QString &layer, int unit, int channels);

    widgets::LayersView &m_view;
    SelectionModel &m_selection;
    mapping::CostTable m_costs;  ///< Without layers while nothing is shown.
    mapping::Mapping m_original; ///< All on the reference unit.
    mapping::Mapping m_tried;
    QString m_name;
    QString m_reference;
};

} // namespace odimo::explorer
