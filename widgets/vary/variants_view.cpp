// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/vary/variants_view.h"

#include "widgets/base/capped_column.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/note_label.h"
#include "widgets/base/objective_chooser.h"
#include "widgets/base/table_view.h"
#include "widgets/base/view_bar.h"
#include "widgets/vary/variants_plot.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QVBoxLayout>

namespace odimo::widgets {

VariantsView::VariantsView(QWidget *parent)
    : QWidget(parent), m_sorted(new QSortFilterProxyModel(this)), m_constantsTable(new TableView),
      m_operatingPoints(new QCheckBox(tr("At each operatin&g point"))), m_area(new QLineEdit),
      m_mostArea(new QLineEdit), m_objective(new ObjectiveChooser(tr("What the fronts weigh against accuracy"))),
      m_compute(new QPushButton(tr("Com&pute Fronts"))), m_note(new NoteLabel), m_sentence(new QLabel),
      m_plot(new VariantsPlot), m_table(new TableView), m_found(nullptr), m_state(nullptr)
{
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(form());
    splitter->addWidget(results());
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    const int character = fontMetrics().averageCharWidth();
    splitter->setSizes({62 * character, 110 * character});
    m_state = new EmptyState(*splitter, QStringLiteral("compare"));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_state);
    connect(m_compute, &QPushButton::clicked, this, &VariantsView::wanted);
    connect(&m_constants, &QAbstractItemModel::dataChanged, this, &VariantsView::wanted);
    connect(m_objective, &QComboBox::currentIndexChanged, this, &VariantsView::wanted);
    connect(m_operatingPoints, &QCheckBox::clicked, this, &VariantsView::wanted);
    for (const QLineEdit *edit : {m_area, m_mostArea})
        connect(edit, &QLineEdit::returnPressed, this, &VariantsView::wanted);
    connect(m_plot, &VariantsPlot::described, this, &VariantsView::described);
    showText(tr("No project is open"), {});
}

QWidget *VariantsView::form()
{
    m_constantsTable->setModel(&m_constants);
    m_constantsTable->setAccessibleName(tr("Constants of the platform"));
    m_constantsTable->setAccessibleDescription(tr("In the last column stand the values that one is to take"));
    m_constantsTable->setEditTriggers(QAbstractItemView::AllEditTriggers);
    QHeaderView &header = *m_constantsTable->horizontalHeader();
    header.setSectionResizeMode(QHeaderView::ResizeToContents);
    header.setSectionResizeMode(ConstantsModel::Values, QHeaderView::Stretch);
    new CappedColumn(*m_constantsTable, ConstantsModel::Name, 0.5);
    m_area->setPlaceholderText(tr("none"));
    m_area->setAccessibleName(tr("Area"));
    m_area->setToolTip(tr("What a chip takes up, a formula of its constants, in any unit: 0.2 + 0.001 * "
                          "analog.columns. Of equals the smaller is the better"));
    m_mostArea->setPlaceholderText(tr("any"));
    m_mostArea->setAccessibleName(tr("Largest area"));
    m_mostArea->setToolTip(tr("Larger chips are left out"));
    auto *fields = new QFormLayout;
    const auto addRow = [fields](const QString &label, QWidget *field) {
        fields->addRow(label, field);
    };
    addRow(tr("&Area"), m_area);
    addRow(tr("&Largest"), m_mostArea);
    addRow(tr("O&bjective"), m_objective);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    const int space = fontMetrics().averageCharWidth();
    layout->setContentsMargins(space, space, space, space);
    layout->addWidget(m_constantsTable, 1);
    layout->addLayout(fields);
    layout->addWidget(m_operatingPoints);
    layout->addWidget(m_note);
    layout->addWidget(m_compute, 0, Qt::AlignRight);
    return page;
}

QWidget *VariantsView::results()
{
    m_sorted->setSourceModel(&m_model);
    m_sorted->setSortRole(VariantsModel::SortRole);
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_sorted->sort(-1); // By area.
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAccessibleName(tr("Variants of the platform"));
    m_table->setAccessibleDescription(tr("Those that are the best somewhere are bold"));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &VariantsView::mark);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_plot);
    splitter->addWidget(m_table);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    const int space = fontMetrics().averageCharWidth();
    layout->setContentsMargins(space, space, 0, 0);
    layout->addWidget(m_sentence);
    layout->addWidget(splitter, 1);
    m_found = new EmptyState(*content, QStringLiteral("front"));
    return m_found;
}

void VariantsView::showText(const QString &title, const QString &text) { m_state->showText(title, text); }

void VariantsView::setFields(const VariationFields &fields, bool hasOperatingPoints)
{
    const QSignalBlocker quiet(this);
    m_constants.setConstants(fields.constants);
    m_operatingPoints->setChecked(fields.operatingPoints);
    m_operatingPoints->setVisible(hasOperatingPoints);
    m_area->setText(fields.area);
    m_mostArea->setText(fields.mostArea);
    m_objective->setCurrentIndex(fields.objective == mapping::Objective::Latency ? 0 : 1);
    m_values = {};
    m_note->showNote({});
    m_state->showContent();
    m_found->showText(tr("What if the chip had other constants?"),
                      tr("Write values behind a constant, for example 8, 16, 32. Each is combined with those of the "
                         "others, and every chip gets its front from the analysis that there is: nothing is trained."));
}

VariationFields VariantsView::fields() const
{
    return {.constants = m_constants.constants(),
            .operatingPoints = !m_operatingPoints->isHidden() && m_operatingPoints->isChecked(),
            .area = m_area->text().trimmed(),
            .mostArea = m_mostArea->text().trimmed(),
            .objective = m_objective->objective()};
}

void VariantsView::showVariants(const VariantsValues &values)
{
    m_values = values;
    m_note->showNote({});
    m_model.setValues(values);
    m_plot->setValues(values);
    const auto best = static_cast<int>(values.winners.size());
    m_sentence->setText(tr("%n variants; accuracies are predictions for validation images.", nullptr,
                           static_cast<int>(values.variants.size())) +
                        QLatin1Char(' ') +
                        (best == 0 ? tr("No mapping keeps to the limits on any of them.")
                                   : tr("The line is the front of all together, whatever their area; its colours say "
                                        "which is the best where.")));
    m_found->showContent();
}

void VariantsView::showNote(const QString &text, bool isError)
{
    if (isError)
        m_note->showError(text);
    else
        m_note->showNote(text);
}

QString VariantsView::note() const { return m_note->text(); }

void VariantsView::mark()
{
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid())
        m_plot->setMarked(static_cast<std::size_t>(m_sorted->mapToSource(current).row()));
}

} // namespace odimo::widgets
