// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_view.h"

#include "widgets/base/capped_column.h"
#include "widgets/base/format.h"
#include "widgets/base/note_label.h"
#include "widgets/base/objective_chooser.h"
#include "widgets/base/table_view.h"
#include "widgets/base/view_bar.h"
#include "widgets/layers/bar_rows.h"
#include "widgets/layers/split_bar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace odimo::widgets {

namespace {

/// With the sign of a change.
QString valueText(double value, mapping::Objective objective, bool isChange)
{
    return (!isChange || value == 0 ? QString()
            : value > 0             ? QStringLiteral("+")
                                    : QString(QChar(0x2212))) +
           costText(std::abs(value), objective);
}

/// What a chooser knows a run by.
QVariant keyOf(const CompareRun &run) { return QStringLiteral("%1/%2").arg(run.project).arg(run.run); }

CompareRun runOf(const QVariant &key)
{
    const QStringList parts = key.toString().split(QLatin1Char('/'));
    return {.project = parts.value(0).toULong(), .run = parts.value(1).toLongLong()};
}

} // namespace

CompareView::CompareView(QWidget *parent)
    : QWidget(parent), m_first(new QComboBox), m_second(new QComboBox),
      m_quantity(new ObjectiveChooser(tr("Cost that is compared"))),
      m_onlyDifferent(new QCheckBox(tr("Only what &differs"))), m_sentence(new QLabel), m_refusal(new NoteLabel),
      m_waterfall(new BarRows), m_layersTable(new TableView), m_settings(new SettingsTable), m_state(nullptr)
{
    m_waterfall->setAccessibleName(tr("From the cost of A to that of B"));
    m_waterfall->setAccessibleDescription(tr("A bar for both runs, and between them one for what each layer adds"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    buildTables();
    auto *tables = new QSplitter(Qt::Horizontal);
    tables->addWidget(m_layersTable);
    tables->addWidget(m_settings);
    tables->setStretchFactor(0, 9);
    tables->setStretchFactor(1, 5);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_waterfall);
    splitter->addWidget(tables);
    for (QSplitter *each : {tables, splitter})
        each->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);

    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    const int space = fontMetrics().averageCharWidth();
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    auto *words = new QVBoxLayout;
    words->setContentsMargins(space, space / 2, space, space);
    words->addWidget(m_refusal);
    words->addWidget(m_sentence);
    inner->addLayout(words);
    inner->addWidget(splitter, 1);
    m_state = new EmptyState(*content, QStringLiteral("compare"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    buildBar();
    outer->addWidget(m_state, 1);
    connect(m_waterfall, &BarRows::layerChosen, this, &CompareView::choose);
    connect(m_waterfall, &BarRows::described, this, &CompareView::described);
    showText(tr("Nothing to compare yet"), tr("Choose two runs above."));
}

void CompareView::buildBar()
{
    QHBoxLayout *bar = viewBar(*this);
    const auto addChooser = [&](QComboBox *chooser, const QString &label, const QString &name) {
        auto *words = new QLabel(label);
        words->setBuddy(chooser);
        chooser->setAccessibleName(name);
        chooser->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        chooser->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        bar->addWidget(words);
        bar->addWidget(chooser);
        connect(chooser, &QComboBox::currentIndexChanged, this, [this] {
            if (!m_isShowing)
                emit runsChosen(first(), second());
        });
    };
    addChooser(m_first, tr("&A:"), tr("First run"));
    auto *swap = new QToolButton;
    swap->setObjectName(QStringLiteral("swap"));
    swap->setText(QStringLiteral("⇄"));
    swap->setAutoRaise(true);
    swap->setToolTip(tr("Change sides"));
    swap->setAccessibleName(tr("Change sides"));
    bar->addWidget(swap);
    addChooser(m_second, tr("&B:"), tr("Second run"));
    m_onlyDifferent->setChecked(true);
    m_onlyDifferent->setToolTip(tr("Leave out layers and settings that are the same in both"));
    auto *label = new QLabel(tr("&Cost:"));
    label->setBuddy(m_quantity);
    bar->addStretch(1);
    bar->addWidget(label);
    bar->addWidget(m_quantity);
    bar->addWidget(m_onlyDifferent);
    qobject_cast<QVBoxLayout *>(layout())->insertLayout(0, bar);
    connect(swap, &QToolButton::clicked, this, [this] {
        const CompareRun before = first(), after = second();
        setChosen(after, before);
        emit runsChosen(after, before);
    });
    connect(m_quantity, &QComboBox::currentIndexChanged, this, &CompareView::showWaterfall);
    connect(m_onlyDifferent, &QCheckBox::toggled, this, &CompareView::showLayers);
}

void CompareView::buildTables()
{
    m_layersTable->setModel(&m_layers);
    m_layersTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_layersTable->setTextElideMode(Qt::ElideMiddle);
    for (const int column : {CompareLayersModel::First, CompareLayersModel::Second})
        m_layersTable->setItemDelegateForColumn(column, new SplitBarDelegate(m_layersTable));
    m_layersTable->setAccessibleName(tr("Splits of both runs"));
    m_layersTable->setAccessibleDescription(tr("For every layer its channels in both runs and what that changes"));
    m_settings->table().setAccessibleName(tr("Settings of both runs"));
    m_settings->table().setAccessibleDescription(tr("Every setting with its value in both runs"));
    QHeaderView &layers = *m_layersTable->horizontalHeader();
    layers.setSectionResizeMode(QHeaderView::ResizeToContents);
    for (const int column : {CompareLayersModel::First, CompareLayersModel::Second})
        layers.setSectionResizeMode(column, QHeaderView::Stretch);
    new CappedColumn(*m_layersTable, CompareLayersModel::Layer, 0.35);
    connect(m_layersTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &row) {
                if (row.isValid() && !m_isShowing)
                    choose(m_layers.nameOf(row.row()));
            });
}

void CompareView::setChoices(const std::vector<CompareChoice> &choices)
{
    const bool wasShowing = std::exchange(m_isShowing, true);
    const CompareRun before = first(), after = second();
    for (QComboBox *chooser : {m_first, m_second}) {
        chooser->clear();
        for (const CompareChoice &choice : choices)
            chooser->addItem(choice.name, keyOf(choice.run));
    }
    setChosen(before, after);
    m_isShowing = wasShowing;
}

void CompareView::setChosen(const CompareRun &first, const CompareRun &second)
{
    const bool wasShowing = std::exchange(m_isShowing, true);
    m_first->setCurrentIndex(m_first->findData(keyOf(first)));
    m_second->setCurrentIndex(m_second->findData(keyOf(second)));
    m_isShowing = wasShowing;
}

CompareRun CompareView::first() const { return runOf(m_first->currentData()); }

CompareRun CompareView::second() const { return runOf(m_second->currentData()); }

QString CompareView::sentence() const { return m_sentence->text(); }

QString CompareView::refusal() const { return m_refusal->isHidden() ? QString() : m_refusal->text(); }

void CompareView::showDifference(const CompareValues &values)
{
    m_values = values;
    m_sentence->setText(costSentence(values) + QLatin1Char('\n') + accuracySentence(values));
    if (values.notComparable.isEmpty())
        m_refusal->hide();
    else
        m_refusal->showError(values.notComparable.join(QLatin1Char('\n')));
    showLayers();
    m_state->showContent();
}

void CompareView::showText(const QString &title, const QString &text) { m_state->showText(title, text); }

void CompareView::showLayers()
{
    const bool wasShowing = std::exchange(m_isShowing, true);
    m_layers.setLayers(m_values.layers, m_values.units, m_onlyDifferent->isChecked());
    m_settings->setSettings(m_values.settings, m_onlyDifferent->isChecked());
    m_isShowing = wasShowing;
    showWaterfall();
}

/// From the cost of A to that of B, a step for each layer that changes it.
void CompareView::showWaterfall()
{
    if (!m_values.first || !m_values.second) {
        m_waterfall->setRows({}, {});
        return;
    }
    const mapping::Objective objective = m_quantity->objective();
    const auto total = [&](const QString &name, const mapping::Cost &cost) {
        const double value = cost.value(objective);
        return BarRow{.name = name,
                      .parts = {{.from = 0, .to = onAxis(value, objective), .fill = BarFill::Total}},
                      .value = valueText(value, objective, false),
                      .record = tr("%1: %2").arg(name, valueText(value, objective, false)),
                      .isTotal = true};
    };
    std::vector<BarRow> rows{total(tr("A: %1").arg(m_first->currentText()), *m_values.first)};
    double now = m_values.first->value(objective);
    for (const CompareLayer &layer : m_values.layers) {
        const double change = layer.value(objective);
        if (layer.isSame && m_onlyDifferent->isChecked())
            continue;
        const QString text = valueText(change, objective, true);
        const double next = now + change;
        rows.push_back({.name = layer.name,
                        .parts = {{.from = onAxis(now, objective),
                                   .to = onAxis(next, objective),
                                   .fill = change < 0 ? BarFill::Less : BarFill::More}},
                        .value = text,
                        .record = tr("%1: %2, %3 channels moved").arg(layer.name, text).arg(layer.moved)});
        now = next;
    }
    rows.push_back(total(tr("B: %1").arg(m_second->currentText()), *m_values.second));
    m_waterfall->setRows(std::move(rows), axisTitle(axisOf(objective)),
                         {{tr("less in B"), {.fill = BarFill::Less}}, {tr("more in B"), {.fill = BarFill::More}}});
}

void CompareView::setCurrentLayer(const QString &name)
{
    m_waterfall->setCurrentLayer(name);
    const bool wasShowing = std::exchange(m_isShowing, true);
    const int row = m_layers.rowOf(name);
    if (row < 0)
        m_layersTable->clearSelection();
    else
        m_layersTable->selectRow(row);
    m_isShowing = wasShowing;
}

void CompareView::choose(const QString &layer)
{
    setCurrentLayer(layer);
    emit layerChosen(layer);
}

} // namespace odimo::widgets
