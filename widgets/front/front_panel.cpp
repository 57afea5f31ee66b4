// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_panel.h"

#include "widgets/base/empty_state.h"
#include "widgets/base/icons.h"
#include "widgets/front/front_plot.h"
#include "widgets/front/front_table.h"
#include "widgets/front/front_text.h"
#include "widgets/front/hypervolume_plot.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace odimo::widgets {

FrontPanel::FrontPanel(QWidget *parent)
    : QWidget(parent), m_plot(new FrontPlot), m_table(new FrontTable), m_growth(new HypervolumePlot),
      m_views(new QStackedWidget), m_emptyState(new EmptyState(*m_views, QStringLiteral("sample"))),
      m_axes(new QComboBox), m_options(new QMenu(this)), m_optionsButton(new QToolButton), m_fit(new QToolButton),
      m_bar(makeBar()), m_hypervolume(new QLabel), m_best(new QToolButton), m_knee(new QToolButton),
      m_brush(new QToolButton)
{
    m_bar->addWidget(m_hypervolume, 1);
    m_hypervolume->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_hypervolume->installEventFilter(this);
    m_hypervolume->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_views->addWidget(m_plot);
    m_views->addWidget(m_table);
    m_growth->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_bar);
    layout->addWidget(m_emptyState, 1);
    layout->addLayout(makeFootnotes());
    layout->addWidget(m_growth);
    connectParts();
    showAxis();
}

QHBoxLayout *FrontPanel::makeBar()
{
    for (const CostAxis axis : costAxes)
        m_axes->addItem(axisTitle(axis), static_cast<int>(axis));
    m_axes->setAccessibleName(tr("Cost axis"));
    auto *label = new QLabel(tr("&Cost axis:"));
    label->setBuddy(m_axes);
    m_optionsButton->setObjectName(QStringLiteral("options"));
    m_optionsButton->setText(tr("Show"));
    m_optionsButton->setAccessibleName(tr("What the front shows"));
    m_optionsButton->setToolTip(tr("Choose how the axes count and what is drawn"));
    m_optionsButton->setMenu(m_options);
    m_optionsButton->setPopupMode(QToolButton::InstantPopup);
    m_optionsButton->setAutoRaise(true);
    m_optionsButton->hide(); // Until there is something to choose.
    m_fit->setObjectName(QStringLiteral("fit"));
    m_fit->setIcon(themedIcon(QStringLiteral("fit")));
    m_fit->setAutoRaise(true);
    m_fit->setToolTip(tr("Show all points and follow new ones"));
    m_fit->setAccessibleName(tr("Show all points"));

    auto *bar = new QHBoxLayout;
    const int space = fontMetrics().averageCharWidth();
    bar->setContentsMargins(space, space / 2, space, space / 2);
    for (QWidget *widget : std::initializer_list<QWidget *>{label, m_axes, m_optionsButton, m_fit})
        bar->addWidget(widget);
    return bar;
}

QHBoxLayout *FrontPanel::makeFootnotes()
{
    auto *notes = new QHBoxLayout;
    const int space = fontMetrics().averageCharWidth();
    notes->setContentsMargins(space, 0, space, 0);
    m_best->setObjectName(QStringLiteral("best"));
    m_best->setToolTip(tr("Select the most accurate mapping within the limits"));
    m_knee->setObjectName(QStringLiteral("knee"));
    m_knee->setToolTip(tr("Select the point of the front farthest above the chord between its cheapest and its most "
                          "accurate point, both axes scaled to their range"));
    m_brush->setObjectName(QStringLiteral("brush"));
    m_brush->setToolTip(tr("Only the selected runs are vivid in every view; show all alike again"));
    for (QToolButton *note : {m_best, m_knee, m_brush}) {
        note->setAutoRaise(true);
        note->hide();
        notes->addWidget(note);
    }
    notes->addStretch(1);
    return notes;
}

void FrontPanel::connectParts()
{
    connect(m_axes, &QComboBox::currentIndexChanged, this, [this] {
        m_isPredicted = false;
        showAxis();
        emit axisChanged();
    });
    connect(m_fit, &QToolButton::clicked, m_plot, &FrontPlot::fit);
    connect(m_plot, &FrontPlot::outOfViewChanged, m_fit, [this](int points) {
        m_fit->setText(tr("%n out of view", "points", points));
        m_fit->setToolButtonStyle(points > 0 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    });
    connect(m_best, &QToolButton::clicked, this, [this] { emit runChosen(m_bestRun); });
    connect(m_knee, &QToolButton::clicked, this, [this] { emit runChosen(values().knee.value_or(0)); });
    connect(m_brush, &QToolButton::clicked, this, [this] { emit m_plot->brushed({}); });
    connect(m_plot, &FrontPlot::runChosen, this, &FrontPanel::runChosen);
    connect(m_table, &FrontTable::runChosen, this, &FrontPanel::runChosen);
    connect(m_growth, &HypervolumePlot::runChosen, this, &FrontPanel::runChosen);
    connect(m_growth, &HypervolumePlot::described, m_plot, &FrontPlot::described);
    connect(m_table, &FrontTable::menuRequested, m_plot,
            [this](QMenu &menu, qint64 run) { emit m_plot->menuRequested(menu, {.run = run}); });
}

void FrontPanel::setFronts(const FrontSet &fronts)
{
    m_fronts = fronts;
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
    showFootnotes();
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

void FrontPanel::offerInMenu(QAction &action)
{
    m_options->addAction(&action);
    m_optionsButton->show();
}

void FrontPanel::setSelectedRun(qint64 run)
{
    m_plot->setSelectedRun(run);
    m_table->setSelectedRun(run);
    m_growth->setSelectedRun(run);
}

void FrontPanel::setBrushed(const RunSet &runs)
{
    m_plot->setBrushed(runs);
    m_table->setBrushed(runs);
    m_brush->setVisible(!runs.empty());
    m_brush->setText(tr("%n selected: show all", "runs", static_cast<int>(runs.size())));
}

void FrontPanel::setOverlays(const std::vector<OverlayFront> &overlays) { m_plot->setOverlays(overlays); }

void FrontPanel::setAxis(CostAxis axis) { m_axes->setCurrentIndex(m_axes->findData(static_cast<int>(axis))); }

CostAxis FrontPanel::axis() const { return static_cast<CostAxis>(m_axes->currentData().toInt()); }

void FrontPanel::changeAxes(bool FrontAxes::*option, bool value)
{
    m_shown.*option = value;
    showAxis();
}

void FrontPanel::setRelative(bool isRelative) { changeAxes(&FrontAxes::isRelative, isRelative); }

void FrontPanel::setCostLogarithmic(bool isLogarithmic) { changeAxes(&FrontAxes::isCostLogarithmic, isLogarithmic); }

void FrontPanel::setAccuracyLogarithmic(bool isLogarithmic)
{
    changeAxes(&FrontAxes::isAccuracyLogarithmic, isLogarithmic);
}

void FrontPanel::setAsTable(bool asTable)
{
    const bool hadFocus = isAncestorOf(focusWidget());
    m_views->setCurrentIndex(asTable ? 1 : 0);
    if (hadFocus)
        m_views->currentWidget()->setFocus();
    showAxis();
}

void FrontPanel::setGrowthVisible(bool visible) { m_growth->setVisible(visible); }

void FrontPanel::showAxis()
{
    m_shown.cost = axis();
    m_plot->setFront(values(), m_shown);
    m_plot->setLimits(m_limits);
    if (m_views->currentWidget() == m_table) // Thousands of rows are laid out only for who reads them.
        m_table->setFront(values(), m_shown.cost);
    m_growth->setGrowth(values().growth);
    showContentOrReason();
    showFootnotes();
    if (values().points.empty()) {
        m_share.clear();
        showHypervolume();
        return;
    }
    const QLocale locale;
    m_reference = tr("%1 %2 and %3")
                      .arg(locale.toString(referenceCostOn(axis(), values()), 'g', 4), axisUnit(axis()),
                           accuracyText(values().reference.accuracy));
    m_share = tr("Hypervolume %1 %").arg(locale.toString(100 * hypervolumeShare(values()), 'f', 2));
    const QString unit = axis() == CostAxis::Microjoules ? tr("µJ")
                         : axis() == CostAxis::Kilobytes ? tr("bytes")
                                                         : tr("cycles");
    m_hypervolume->setToolTip(
        tr("The share of the rectangle between the reference point (%1) and accuracy 100 % at no cost that the "
           "front dominates. As an area: %2 %3 times accuracy.")
            .arg(m_reference, locale.toString(values().hypervolume, 'g', 6), unit));
    showHypervolume();
}

void FrontPanel::showContentOrReason()
{
    if (m_isPredicted || !values().points.empty() || !values().ghosts.empty())
        m_emptyState->showContent();
    else
        m_emptyState->showText(tr("No results yet"),
                               tr("Every mapping appears here as soon as its accuracy is measured."));
}

void FrontPanel::showFootnotes()
{
    const FrontMarker *best = bestWithin(m_limits, values().points);
    const QString limits = limitsText(m_limits);
    m_bestRun = best ? best->run : 0;
    m_best->setVisible(!limits.isEmpty() && !values().points.empty());
    m_best->setEnabled(best != nullptr);
    m_best->setText(best ? tr("Best %1: run %2, %3").arg(limits).arg(best->run).arg(accuracyText(best->accuracy))
                         : tr("No measured mapping %1").arg(limits));
    m_knee->setVisible(values().knee.has_value());
    m_knee->setText(tr("Knee: run %1").arg(values().knee.value_or(0)));
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
