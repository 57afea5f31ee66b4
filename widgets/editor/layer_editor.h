// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/weight_histogram.h"
#include "widgets/editor/edit_bar.h"
#include "widgets/editor/layer_values.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QSpinBox;

namespace odimo::widgets {

class ExplanationView;
class HistogramPlot;
class NoteLabel;
class StaircasePlot;

/// One layer of a mapping that is being edited: its cost staircase with the split as a handle, the split as numbers,
/// its weights, and how its cost comes about.
class LayerEditor : public QWidget {
    Q_OBJECT

public:
    explicit LayerEditor(const EditActions &actions, QWidget *parent = nullptr);
    void setLayer(const LayerValues &layer);
    /// Absent while it is read, or with the reason why there is none.
    void setHistogram(const std::optional<mapping::WeightHistogram> &histogram, const QString &reason = {});
    StaircasePlot &staircase() { return *m_staircase; }
    /// For the channels on a unit; null if that cannot have any.
    QSpinBox *field(int unit) const { return m_fields[static_cast<std::size_t>(unit)]; }
    HistogramPlot &histogram() { return *m_histogram; }
    ExplanationView &explanation() { return *m_explanation; }

signals:
    /// By the user, also while a handle is dragged.
    void splitChosen(const QString &layer, int unit, int channels);
    void editEnded();

private:
    void makeFields();
    void showCosts();

    LayerValues m_layer;
    QLabel *m_name;
    QLabel *m_geometry;
    StaircasePlot *m_staircase;
    NoteLabel *m_note;
    QWidget *m_numbers;
    QLabel *m_costs;
    std::vector<QSpinBox *> m_fields; ///< By unit.
    HistogramPlot *m_histogram;
    NoteLabel *m_histogramNote;
    ExplanationView *m_explanation;
};

} // namespace odimo::widgets
