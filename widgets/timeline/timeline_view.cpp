// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_view.h"

#include "widgets/base/empty_state.h"
#include "widgets/base/format.h"
#include "widgets/base/icons.h"
#include "widgets/base/table_view.h"
#include "widgets/base/view_bar.h"
#include "widgets/layers/bar_rows.h"
#include "widgets/timeline/timeline_canvas.h"
#include "widgets/timeline/timeline_text.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace odimo::widgets {

namespace {

enum Quantity { Time, Energy };

BarPart partOf(const mapping::PowerPhase &phase, double from)
{
    return {.from = from,
            .to = from + phase.energy_uJ,
            .fill = phase.units.size() == 1 ? BarFill::Unit : BarFill::Together,
            .units = phase.units};
}

QString unitsText(const mapping::Timeline &timeline, const std::vector<int> &units)
{
    QStringList names;
    for (const mapping::Lane &lane : timeline.lanes)
        if (lane.unit && std::ranges::find(units, *lane.unit) != units.end())
            names << QString::fromStdString(lane.name);
    return names.size() == 1 ? TimelineView::tr("%1 alone").arg(names.first())
                             : TimelineView::tr("%1 together").arg(names.join(TimelineView::tr(" and ")));
}

} // namespace

TimelineView::TimelineView(QWidget *parent)
    : QWidget(parent), m_source(new QComboBox), m_quantity(new QComboBox), m_summary(new QLabel),
      m_canvas(new TimelineCanvas), m_energy(new BarRows), m_plots(new QStackedWidget), m_table(new TableView),
      m_state(nullptr)
{
    m_energy->setAccessibleName(tr("Energy by layer"));
    m_energy->setAccessibleDescription(tr("For every layer a bar of the energy, by the units that run"));
    m_plots->addWidget(m_canvas);
    m_plots->addWidget(m_energy);
    buildTable();
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const int space = fontMetrics().averageCharWidth();
    m_summary->setContentsMargins(space, space / 2, space, space / 2);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_plots);
    splitter->addWidget(m_table);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_summary);
    inner->addWidget(splitter, 1);
    m_state = new EmptyState(*content, QStringLiteral("timeline"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildBar();
    layout->addWidget(m_state, 1);

    connect(m_canvas, &TimelineCanvas::layerChosen, this, &TimelineView::choose);
    connect(m_canvas, &TimelineCanvas::layerOpened, this, &TimelineView::open);
    connect(m_canvas, &TimelineCanvas::described, this, &TimelineView::described);
    connect(m_energy, &BarRows::layerChosen, this, &TimelineView::choose);
    connect(m_energy, &BarRows::layerOpened, this, &TimelineView::open);
    connect(m_energy, &BarRows::described, this, &TimelineView::described);
    showText(tr("No timeline"), tr("Choose a run with a mapping to see when each unit works and when it waits."));
}

void TimelineView::buildBar()
{
    m_source->addItem(tr("Cost model"), static_cast<int>(TimelineSource::Model));
    m_source->addItem(tr("Exported program"), static_cast<int>(TimelineSource::Program));
    m_source->setAccessibleName(tr("Source of the timeline"));
    m_source->setToolTip(tr("The cost model counts the units alone; the program has moves and the host core too"));
    m_quantity->addItem(tr("Time"), Time);
    m_quantity->addItem(tr("Energy"), Energy);
    m_quantity->setAccessibleName(tr("What is shown"));
    auto *fitButton = new QToolButton;
    fitButton->setIcon(themedIcon(QStringLiteral("fit")));
    fitButton->setAutoRaise(true);
    fitButton->setToolTip(tr("Show the whole time (F)"));
    fitButton->setAccessibleName(tr("Show the whole time"));
    auto *sourceLabel = new QLabel(tr("&Source:"));
    sourceLabel->setBuddy(m_source);
    auto *quantityLabel = new QLabel(tr("S&how:"));
    quantityLabel->setBuddy(m_quantity);

    QHBoxLayout *bar = viewBar(*this);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{sourceLabel, m_source, quantityLabel, m_quantity, fitButton})
        bar->addWidget(widget);
    bar->addStretch(1);
    qobject_cast<QVBoxLayout *>(layout())->insertLayout(0, bar);
    connect(fitButton, &QToolButton::clicked, this, &TimelineView::fit);
    connect(m_source, &QComboBox::currentIndexChanged, this, &TimelineView::sourceChanged);
    connect(m_quantity, &QComboBox::currentIndexChanged, this, &TimelineView::showQuantity);
}

void TimelineView::buildTable()
{
    m_sorted.setSourceModel(&m_steps);
    m_sorted.setSortRole(StepsModel::SortRole);
    m_table->setModel(&m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(StepsModel::Name, Qt::AscendingOrder);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setAccessibleName(tr("Use of the units by layer"));
    m_table->setAccessibleDescription(tr("For every layer its time, the idle time of each unit and its bottleneck"));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &row) {
        if (row.isValid() && !m_isShowing)
            choose(m_steps.nameOf(m_sorted.mapToSource(row).row()));
    });
    connect(m_table, &QTableView::doubleClicked, this,
            [this](const QModelIndex &row) { open(m_steps.nameOf(m_sorted.mapToSource(row).row())); });
    connect(m_table, &TableView::menuRequested, this, [this](QMenu &menu, const QModelIndex &at) {
        if (m_edit && at.isValid())
            menu.addAction(m_edit);
    });
}

TimelineSource TimelineView::source() const { return static_cast<TimelineSource>(m_source->currentData().toInt()); }

void TimelineView::setSource(TimelineSource source)
{
    m_source->setCurrentIndex(m_source->findData(static_cast<int>(source)));
}

void TimelineView::showTimeline(const QString &title, const mapping::Timeline &timeline)
{
    m_timeline = timeline;
    const QString summary = summaryText(timeline);
    m_summary->setText(title.isEmpty() ? sentence(summary) : tr("%1 – %2").arg(title, summary));
    m_canvas->setTimeline(timeline);
    m_canvas->setMinimumHeight(m_canvas->leastHeight());
    m_steps.setTimeline(timeline);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(StepsModel::Name, QHeaderView::Stretch);
    showQuantity();
    setCurrentLayer(m_current);
    m_state->showContent();
}

void TimelineView::showText(const QString &title, const QString &text)
{
    m_timeline = {};
    m_summary->clear();
    m_state->showText(title, text);
}

/// A program states no energy.
void TimelineView::showQuantity()
{
    const bool hasEnergy = !m_timeline.steps.empty() && !m_timeline.steps.front().energy.empty();
    m_quantity->setEnabled(hasEnergy || m_timeline.steps.empty());
    m_quantity->setToolTip(
        hasEnergy ? QString() : tr("Nobody states what the host core and moves take, so a program has no energy"));
    const bool shown = hasEnergy && m_quantity->currentData().toInt() == Energy;
    if (hasEnergy)
        showEnergy();
    m_plots->setCurrentWidget(shown ? static_cast<QWidget *>(m_energy) : m_canvas);
}

Figure TimelineView::figure(const FigureStyle &style) const
{
    return m_plots->currentWidget() == m_energy ? m_energy->figure(style) : m_canvas->figure(style);
}

void TimelineView::showEnergy()
{
    std::vector<BarRow> rows;
    std::vector<BarLegendEntry> legend;
    const auto explain = [&](const QString &text, BarPart part) {
        if (std::ranges::find(legend, text, &BarLegendEntry::text) == legend.end())
            legend.push_back({text, std::move(part)});
    };
    for (const mapping::TimelineStep &step : m_timeline.steps) {
        BarRow row{.name = QString::fromStdString(step.name), .value = microjoulesText(step.energy_uJ())};
        QStringList record{row.name};
        double end = 0;
        for (const mapping::PowerPhase &phase : step.energy) {
            row.parts.push_back(partOf(phase, end));
            end = row.parts.back().to;
            record << tr("%1: %2").arg(unitsText(m_timeline, phase.units), microjoulesText(phase.energy_uJ));
            explain(unitsText(m_timeline, phase.units), row.parts.back());
        }
        if (step.conversion_energy_uJ) {
            row.parts.push_back({.from = end, .to = end + *step.conversion_energy_uJ});
            record << tr("conversions: %1").arg(microjoulesText(*step.conversion_energy_uJ));
            explain(tr("conversions"), row.parts.back());
        }
        row.record = record.join(QLatin1Char('\n'));
        rows.push_back(std::move(row));
    }
    m_energy->setRows(std::move(rows), tr("Energy (µJ)"), std::move(legend));
}

void TimelineView::setCurrentLayer(const QString &name)
{
    m_current = name;
    m_canvas->setCurrentLayer(name);
    m_energy->setCurrentLayer(name);
    const int row = m_steps.rowOf(name);
    const bool wasShowing = std::exchange(m_isShowing, true);
    if (row < 0) {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    } else {
        const QModelIndex index = m_sorted.mapFromSource(m_steps.index(row, StepsModel::Name));
        m_table->selectRow(index.row());
        m_table->scrollTo(index);
    }
    m_isShowing = wasShowing;
}

void TimelineView::choose(const QString &name)
{
    setCurrentLayer(name);
    emit layerChosen(name);
}

void TimelineView::open(const QString &name)
{
    choose(name);
    if (m_edit && m_edit->isEnabled())
        m_edit->trigger();
}

void TimelineView::offer(QAction &editLayer)
{
    m_edit = &editLayer;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_canvas, m_energy}) {
        widget->addAction(&editLayer);
        widget->setContextMenuPolicy(Qt::ActionsContextMenu);
    }
}

void TimelineView::fit() { m_canvas->fit(); }

} // namespace odimo::widgets
