// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/projects_view.h"

#include "widgets/base/objective_chooser.h"
#include "widgets/base/table_view.h"
#include "widgets/base/view_bar.h"
#include "widgets/compare/merged_front_plot.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace odimo::widgets {

ProjectsView::ProjectsView(QWidget *parent)
    : QWidget(parent), m_sorted(new QSortFilterProxyModel(this)), m_buttons(new QWidget), m_offers(new QHBoxLayout),
      m_quantity(new ObjectiveChooser(tr("Cost of the fronts"))),
      m_details(new QPushButton(tr("Show &Layers of Both"))), m_sentence(new QLabel), m_plot(new MergedFrontPlot),
      m_plotState(new EmptyState(*m_plot, QStringLiteral("front"))), m_table(new TableView),
      m_pairsTable(new TableView), m_settings(new SettingsTable), m_state(nullptr)
{
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    buildTables();
    auto *beside = new QSplitter(Qt::Vertical);
    beside->addWidget(m_table);
    beside->addWidget(m_pairsTable);
    beside->addWidget(m_settings);
    beside->setStretchFactor(2, 2);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(m_plotState);
    splitter->addWidget(beside);
    for (QSplitter *each : {beside, splitter}) {
        each->setChildrenCollapsible(false);
        each->setStretchFactor(0, 3);
        each->setStretchFactor(1, 2);
    }
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 5);
    const int space = fontMetrics().averageCharWidth();
    splitter->setSizes({60 * space, 75 * space});
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    auto *words = new QVBoxLayout;
    words->setContentsMargins(space, 0, space, space);
    words->addWidget(m_sentence);
    buildBar();
    inner->addLayout(words);
    inner->addWidget(splitter, 1);
    m_state = new EmptyState(*content, QStringLiteral("compare"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_buttons);
    outer->addWidget(m_state, 1);
    connect(m_plot, &MergedFrontPlot::runChosen, this, &ProjectsView::runChosen);
    connect(m_plot, &MergedFrontPlot::described, this, &ProjectsView::described);
    showText(tr("No other project"), tr("Choose a project to be compared with the open one."));
}

void ProjectsView::buildBar()
{
    QHBoxLayout *bar = viewBar(*this);
    m_buttons->setLayout(bar);
    m_offers->setSpacing(bar->spacing());
    bar->addLayout(m_offers);
    bar->addStretch(1);
    bar->addWidget(m_details);
    auto *label = new QLabel(tr("&Cost:"));
    label->setBuddy(m_quantity);
    bar->addWidget(label);
    bar->addWidget(m_quantity);
    m_details->setToolTip(tr("Compare the two marked runs layer by layer"));
    connect(m_quantity, &QComboBox::currentIndexChanged, this, &ProjectsView::showFront);
    connect(m_details, &QPushButton::clicked, this, &ProjectsView::runsWanted);
}

void ProjectsView::buildTables()
{
    m_sorted->setSourceModel(&m_model);
    m_sorted->setSortRole(MergedModel::SortRole);
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_sorted->sort(-1); // The merged front first.
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(MergedModel::Name, QHeaderView::Stretch);
    m_table->setSearchColumn(MergedModel::Name);
    m_table->setAccessibleName(tr("Mappings of the projects"));
    m_table->setAccessibleDescription(tr("Those on the front of all together are bold"));
    m_pairsTable->setModel(&m_pairs);
    m_pairsTable->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_pairsTable->horizontalHeader()->setSectionResizeMode(PairsModel::Interval, QHeaderView::Stretch);
    m_pairsTable->setAccessibleName(tr("Every two projects"));
    m_pairsTable->setAccessibleDescription(tr("Differences of their hypervolumes, and whose mappings beat whose"));
    m_settings->table().setAccessibleName(tr("Settings of the projects that differ"));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &row) {
        if (row.isValid() && !m_isShowing)
            emit runChosen(m_model.pointAt(m_sorted->mapToSource(row).row()).run);
    });
    connect(m_table, &QAbstractItemView::activated, this, &ProjectsView::runsWanted);
}

void ProjectsView::offer(QAction &action) { m_offers->addWidget(actionButton(action, m_buttons)); }

void ProjectsView::offerRecent(QMenu &menu)
{
    auto *recent = new QPushButton(tr("&Recent"));
    recent->setMenu(&menu);
    recent->setToolTip(tr("Compare with a project that was open before"));
    m_offers->addWidget(recent);
}

void ProjectsView::showProjects(const ProjectsValues &values)
{
    m_values = values;
    showFront();
    m_state->showContent();
    m_details->show();
    m_quantity->setEnabled(true);
}

void ProjectsView::showText(const QString &title, const QString &text)
{
    m_state->showText(title, text);
    m_details->hide();
    m_quantity->setEnabled(false);
}

void ProjectsView::showFront()
{
    const bool wasShowing = std::exchange(m_isShowing, true);
    const mapping::Objective objective = m_quantity->objective();
    const MergedFront &front = m_values.on(objective);
    m_model.setPoints(front.points);
    m_pairs.setFront(front);
    m_pairsTable->setVisible(front.projects.size() > 2);
    m_settings->setSettings(m_values.settings, true);
    const bool isCommon = m_values.hasCommonFront();
    if (isCommon)
        m_plotState->showContent();
    else
        m_plotState->showText(tr("These projects have no common front"), refusal());
    // Of several projects some may be left out of it.
    QStringList lines = QStringList{frontSentence(front)} + m_values.notComparable;
    if (m_values.names.size() > 2) // The legend has letters.
        lines << namesText();
    m_sentence->setText(isCommon ? lines.join(QLatin1Char('\n')) : QString());
    m_sentence->setVisible(isCommon);
    m_plot->setFront(front, objective, m_values.names);
    const bool isLatency = objective == mapping::Objective::Latency;
    m_table->setColumnHidden(MergedModel::Latency, !isLatency);
    m_table->setColumnHidden(MergedModel::Energy, isLatency);
    m_table->setColumnHidden(MergedModel::Beaten, !isCommon);
    m_isShowing = wasShowing;
    setMarked(m_marked);
}

/// "A: shirts.odimo, B: trousers.odimo"
QString ProjectsView::namesText() const
{
    QStringList names;
    for (qsizetype which = 0; which < m_values.names.size(); ++which)
        names << tr("%1: %2").arg(sideName(static_cast<std::size_t>(which)), m_values.names[which]);
    return names.join(tr(", "));
}

void ProjectsView::setMarked(const std::vector<CompareRun> &runs)
{
    m_marked = runs;
    m_plot->setMarked(runs);
    m_details->setEnabled(runs.size() == 2);
}

QString ProjectsView::sentence() const { return m_sentence->text(); }

QString ProjectsView::refusal() const { return m_values.notComparable.join(QLatin1Char('\n')); }

} // namespace odimo::widgets
