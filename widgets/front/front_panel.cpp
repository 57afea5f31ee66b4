// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_panel.h"

#include "widgets/base/empty_state.h"
#include "widgets/base/icons.h"
#include "widgets/front/front_plot.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

namespace odimo::widgets {

FrontPanel::FrontPanel(QWidget *parent)
    : QWidget(parent), m_plot(new FrontPlot), m_emptyState(new EmptyState(*m_plot, QStringLiteral("sample"))),
      m_axes(new QComboBox), m_bar(new QHBoxLayout), m_hypervolume(new QLabel)
{
    for (const CostAxis axis : {CostAxis::Kilocycles, CostAxis::Milliseconds, CostAxis::Microjoules})
        m_axes->addItem(axisTitle(axis), static_cast<int>(axis));
    m_axes->setAccessibleName(tr("Cost axis"));
    auto *label = new QLabel(tr("&Cost axis:"));
    label->setBuddy(m_axes);
    auto *fit = new QToolButton;
    fit->setObjectName(QStringLiteral("fit"));
    fit->setIcon(themedIcon(QStringLiteral("fit")));
    fit->setAutoRaise(true);
    fit->setToolTip(tr("Show all points and follow new ones"));
    fit->setAccessibleName(tr("Show all points"));

    const int space = fontMetrics().averageCharWidth();
    m_bar->setContentsMargins(space, space / 2, space, space / 2);
    m_bar->addWidget(label);
    m_bar->addWidget(m_axes);
    m_bar->addWidget(fit);
    m_bar->addWidget(m_hypervolume, 1);
    m_hypervolume->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_hypervolume->installEventFilter(this);
    m_hypervolume->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_bar);
    layout->addWidget(m_emptyState, 1);
    connect(m_axes, &QComboBox::currentIndexChanged, this, [this] {
        m_isPredicted = false;
        showAxis();
        emit axisChanged();
    });
    connect(fit, &QToolButton::clicked, m_plot, &FrontPlot::fit);
    connect(m_plot, &FrontPlot::outOfViewChanged, fit, [fit](int points) {
        fit->setText(tr("%n out of view", "points", points));
        fit->setToolButtonStyle(points > 0 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    });
    showAxis();
}

void FrontPanel::setFronts(const FrontValues &latency, const FrontValues &energy)
{
    m_latency = latency;
    m_energy = energy;
    showAxis();
}

void FrontPanel::setPrediction(const std::vector<PredictedMarker> &points)
{
    m_isPredicted = !points.empty();
    m_plot->setPrediction(points);
    showContentOrReason();
}

void FrontPanel::setLimits(const FrontLimits &limits)
{
    m_limits = limits;
    m_plot->setLimits(limits);
}

void FrontPanel::offer(QAction &action)
{
    auto *box = new QCheckBox;
    const auto follow = [box, &action] {
        box->setText(action.iconText());
        box->setChecked(action.isChecked());
        box->setEnabled(action.isEnabled());
        box->setToolTip(action.toolTip());
        box->setStatusTip(action.statusTip());
    };
    follow();
    connect(&action, &QAction::changed, box, follow);
    connect(box, &QCheckBox::toggled, &action, &QAction::setChecked);
    m_bar->insertWidget(m_bar->count() - 1, box);
}

void FrontPanel::setAxis(CostAxis axis) { m_axes->setCurrentIndex(m_axes->findData(static_cast<int>(axis))); }

CostAxis FrontPanel::axis() const { return static_cast<CostAxis>(m_axes->currentData().toInt()); }

void FrontPanel::showAxis()
{
    const FrontValues &values = objectiveOf(axis()) == mapping::Objective::Latency ? m_latency : m_energy;
    m_plot->setFront(values, axis());
    m_plot->setLimits(m_limits);
    showContentOrReason();
    if (values.points.empty()) {
        m_share.clear();
        showHypervolume();
        return;
    }
    const QLocale locale;
    m_reference = tr("%1 %2 and %3")
                      .arg(locale.toString(referenceCostOn(axis(), values), 'g', 4), axisUnit(axis()),
                           accuracyText(values.reference.accuracy));
    m_share = tr("Hypervolume %1 %").arg(locale.toString(100 * hypervolumeShare(values), 'f', 2));
    m_hypervolume->setToolTip(
        tr("The share of the rectangle between the reference point (%1) and accuracy 100 % at no cost that the "
           "front dominates. As an area: %2 %3 times accuracy.")
            .arg(m_reference, locale.toString(values.hypervolume, 'g', 6),
                 objectiveOf(axis()) == mapping::Objective::Latency ? tr("cycles") : tr("µJ")));
    showHypervolume();
}

void FrontPanel::showContentOrReason()
{
    const FrontValues &values = objectiveOf(axis()) == mapping::Objective::Latency ? m_latency : m_energy;
    if (m_isPredicted || !values.points.empty())
        m_emptyState->showContent();
    else
        m_emptyState->showText(tr("No results yet"),
                               tr("Every mapping appears here as soon as its accuracy is measured."));
}

/// The reference point only where there is room for it; the tool tip has it too.
void FrontPanel::showHypervolume()
{
    m_hypervolume->setMinimumWidth(m_hypervolume->fontMetrics().horizontalAdvance(m_share));
    const QString whole = tr("%1  ·  reference %2").arg(m_share, m_reference);
    const bool fits = m_hypervolume->fontMetrics().horizontalAdvance(whole) <= m_hypervolume->width();
    m_hypervolume->setText(fits && !m_share.isEmpty() ? whole : m_share);
}

bool FrontPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        showHypervolume();
    return QWidget::eventFilter(watched, event);
}

} // namespace odimo::widgets
