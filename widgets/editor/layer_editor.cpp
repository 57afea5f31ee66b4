// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/layer_editor.h"

#include "widgets/base/elided_label.h"
#include "widgets/base/format.h"
#include "widgets/base/note_label.h"
#include "widgets/editor/explanation_view.h"
#include "widgets/editor/histogram_plot.h"
#include "widgets/editor/staircase_plot.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace odimo::widgets {

namespace {

QToolButton *toolButton(QAction &action, Qt::ToolButtonStyle style)
{
    auto *button = new QToolButton;
    button->setDefaultAction(&action);
    button->setToolButtonStyle(style);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action.toolTip());
    return button;
}

/// A share of the layer's time, or nothing where no unit waits.
QString idleText(const LayerValues &layer)
{
    QStringList parts;
    for (std::size_t unit = 0; unit < layer.cycles.size(); ++unit)
        if (layer.cycles[unit] && layer.ranges[unit].most > 0 && *layer.cycles[unit] < layer.latency_cycles)
            parts << LayerEditor::tr("%1 idle %2 %")
                         .arg(layer.units[static_cast<qsizetype>(unit)],
                              QLocale().toString(100 * (1 - *layer.cycles[unit] / layer.latency_cycles), 'f', 0));
    return parts.join(QStringLiteral(", "));
}

} // namespace

LayerEditor::LayerEditor(const EditActions &actions, QWidget *parent)
    : QWidget(parent), m_name(new ElidedLabel), m_geometry(new ElidedLabel), m_staircase(new StaircasePlot),
      m_note(new NoteLabel), m_numbers(new QWidget), m_costs(new ElidedLabel), m_histogram(new HistogramPlot),
      m_histogramNote(new NoteLabel), m_explanation(new ExplanationView)
{
    const int space = fontMetrics().averageCharWidth();
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    auto *heading = new QHBoxLayout;
    heading->setContentsMargins(space, 0, space, 0);
    heading->addWidget(toolButton(actions.previousLayer, Qt::ToolButtonIconOnly));
    heading->addWidget(toolButton(actions.nextLayer, Qt::ToolButtonIconOnly));
    heading->addWidget(m_name, 1);
    heading->addWidget(toolButton(actions.pinLayer, Qt::ToolButtonTextBesideIcon));
    auto *geometry = new QHBoxLayout; // A line of its own: beside the name it would be cut.
    geometry->setContentsMargins(space, 0, space, 0);
    geometry->addWidget(m_geometry);
    auto *numbers = new QHBoxLayout(m_numbers);
    numbers->setContentsMargins(0, 0, 0, 0);
    auto *figures = new QHBoxLayout;
    figures->setContentsMargins(space, 0, space, 0);
    figures->setSpacing(2 * space);
    figures->addWidget(m_numbers);
    figures->addWidget(m_costs, 1);

    auto *upper = new QWidget;
    auto *upperLayout = new QVBoxLayout(upper);
    upperLayout->setContentsMargins(0, space / 2, 0, 0);
    upperLayout->addLayout(heading);
    upperLayout->addLayout(geometry);
    upperLayout->addWidget(m_staircase, 1);
    upperLayout->addWidget(m_note);
    upperLayout->addLayout(figures);
    auto *weights = new QWidget;
    auto *weightsLayout = new QVBoxLayout(weights);
    weightsLayout->setContentsMargins(0, 0, 0, 0);
    weightsLayout->addWidget(m_histogram, 1);
    weightsLayout->addWidget(m_histogramNote);
    auto *tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    tabs->tabBar()->setAccessibleName(tr("Weights and cost of the layer"));
    tabs->addTab(weights, tr("&Weights"));
    tabs->addTab(m_explanation, tr("Explain the &cost"));
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(upper);
    splitter->addWidget(tabs);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_staircase, &StaircasePlot::channelsChosen, this,
            [this](int channels) { emit splitChosen(m_layer.name, m_layer.stairs->referenceUnit, channels); });
    connect(m_staircase, &StaircasePlot::editEnded, this, &LayerEditor::editEnded);
}

void LayerEditor::setLayer(const LayerValues &layer)
{
    const bool isOther = layer.units != m_layer.units || layer.name != m_layer.name;
    m_layer = layer;
    if (isOther)
        makeFields();
    m_name->setText(layer.name);
    m_geometry->setText(layer.geometry);
    m_staircase->setLayer(layer);
    m_staircase->setVisible(layer.stairs.has_value());
    for (std::size_t unit = 0; unit < m_fields.size(); ++unit) {
        if (!m_fields[unit])
            continue;
        const QSignalBlocker quiet(m_fields[unit]);
        const mapping::ChannelRange range = layer.ranges[unit];
        m_fields[unit]->setRange(range.least, range.most);
        m_fields[unit]->setValue(layer.channels[unit]);
        m_fields[unit]->setEnabled(range.least < range.most);
    }
    m_explanation->setParts(layer.explanation);
    showCosts();
}

/// One for each unit that may have channels of this layer.
void LayerEditor::makeFields()
{
    qDeleteAll(m_numbers->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    m_fields.assign(static_cast<std::size_t>(m_layer.units.size()), nullptr);
    for (std::size_t unit = 0; unit < m_fields.size(); ++unit) {
        if (!m_layer.cycles[unit])
            continue;
        const QString &name = m_layer.units[static_cast<qsizetype>(unit)];
        auto *field = new QSpinBox;
        field->setKeyboardTracking(false);
        field->setAccessibleName(tr("Channels on %1").arg(name));
        field->setToolTip(tr("Channels of the layer on %1").arg(name));
        auto *label = new QLabel(name);
        label->setBuddy(field);
        m_numbers->layout()->addWidget(label);
        m_numbers->layout()->addWidget(field);
        m_fields[unit] = field;
        connect(field, &QSpinBox::valueChanged, this,
                [this, unit](int channels) { emit splitChosen(m_layer.name, static_cast<int>(unit), channels); });
        connect(field, &QSpinBox::editingFinished, this, &LayerEditor::editEnded);
    }
}

void LayerEditor::showCosts()
{
    QString costs = tr("%1 cycles").arg(cyclesText(m_layer.latency_cycles));
    if (m_layer.latency_cycles != m_layer.latencyBefore_cycles)
        costs = tr("%1 (%2 before)").arg(costs, cyclesText(m_layer.latencyBefore_cycles));
    const QString idle = idleText(m_layer);
    m_costs->setText(idle.isEmpty() ? costs : tr("%1, %2").arg(costs, idle));
    QString note;
    if (m_layer.isPinned)
        note = tr("The layer is pinned as it is; unpin it to move channels.");
    else if (!m_layer.stairs)
        note = m_fields.size() > 2 ? tr("A staircase is drawn for layers that two units can share.")
                                   : tr("Only one unit can compute this layer.");
    m_note->showNote(note);
}

void LayerEditor::setHistogram(const std::optional<mapping::WeightHistogram> &histogram, const QString &reason)
{
    m_histogram->setHistogram(histogram, m_layer.units);
    m_histogramNote->showNote(histogram ? QString() : reason);
}

} // namespace odimo::widgets
