// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/layers/split_view.h"

#include "widgets/base/table_view.h"
#include "widgets/layers/split_bar.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace odimo::widgets {

namespace {

/// Which colour and hatch means which unit.
class UnitLegend : public QWidget {
public:
    UnitLegend(const LayersModel &model, QWidget *parent) : QWidget(parent), m_model(model)
    {
        setFixedHeight(fontMetrics().height() * 3 / 2);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const int side = fontMetrics().ascent();
        const int top = (height() - side) / 2;
        int left = fontMetrics().averageCharWidth();
        for (qsizetype unit = 0; unit < m_model.split().units.size(); ++unit) {
            const QString &name = m_model.split().units[unit];
            paintUnitSwatch(painter, QRect(left, top, 2 * side, side), static_cast<int>(unit), palette());
            left += 2 * side + fontMetrics().averageCharWidth();
            painter.setPen(palette().color(QPalette::WindowText));
            painter.drawText(QRect(left, 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter, name);
            left += fontMetrics().horizontalAdvance(name) + 3 * fontMetrics().averageCharWidth();
        }
        const QRect rest = rect().adjusted(left, 0, -fontMetrics().averageCharWidth(), 0);
        QString note = SplitView::tr("in cycles and µJ; the slower unit decides");
        if (fontMetrics().horizontalAdvance(note) > rest.width())
            note = SplitView::tr("in cycles and µJ");
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rest, Qt::AlignRight | Qt::AlignVCenter,
                         fontMetrics().elidedText(note, Qt::ElideRight, rest.width()));
    }

private:
    const LayersModel &m_model;
};

} // namespace

SplitView::SplitView(QWidget *parent, LayerColumns columns)
    : QWidget(parent), m_model(columns), m_sorted(new SortedLayers(m_model, this)), m_table(new TableView(this)),
      m_legend(new UnitLegend(m_model, this))
{
    m_table->setModel(m_sorted);
    if (columns == LayerColumns::All) {
        m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
        m_table->horizontalHeader()->setSortIndicatorClearable(true);
        m_table->setSortingEnabled(true);
    }
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setItemDelegateForColumn(LayersModel::Split, new SplitBarDelegate(m_table));
    m_table->setTextElideMode(Qt::ElideMiddle);
    const int pin = fontMetrics().ascent();
    m_table->setIconSize(QSize(pin, pin));
    m_table->horizontalHeader()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 5);
    m_table->viewport()->installEventFilter(this);
    m_table->setAccessibleName(tr("Channel split"));
    m_table->setAccessibleDescription(tr("For every layer its channels on each unit and what they cost"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_legend);
    setFocusProxy(m_table);
    connect(m_table, &TableView::menuRequested, this, &SplitView::offerPins);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (!m_isTold && !currentLayer().isEmpty())
            emit layerChosen(currentLayer());
    });
}

/// The place in the network of the layer in a row of the table; -1 for the totals.
int SplitView::layerIn(int row) const
{
    const int source = m_sorted->mapToSource(m_sorted->index(row, 0)).row();
    return source < static_cast<int>(m_model.split().layers.size()) ? source : -1;
}

QString SplitView::currentLayer() const
{
    const int layer = m_table->currentIndex().isValid() ? layerIn(m_table->currentIndex().row()) : -1;
    return layer < 0 ? QString() : m_model.split().layers[static_cast<std::size_t>(layer)].name;
}

void SplitView::setCurrentLayer(const QString &layer)
{
    if (layer == currentLayer())
        return;
    const auto &layers = m_model.split().layers;
    const auto found = std::ranges::find(layers, layer, &LayerSplit::name);
    m_isTold = true;
    if (found == layers.end())
        m_table->setCurrentIndex({});
    else
        m_table->setCurrentIndex(
            m_sorted->mapFromSource(m_model.index(static_cast<int>(found - layers.begin()), LayersModel::Layer)));
    m_isTold = false;
}

void SplitView::step(int by)
{
    const int row = m_table->currentIndex().isValid() ? m_table->currentIndex().row() + by : 0;
    if (row >= 0 && row < m_sorted->rowCount() && layerIn(row) >= 0)
        m_table->setCurrentIndex(m_sorted->index(row, LayersModel::Layer));
}

void SplitView::setSplit(const SplitValues &split)
{
    m_model.setSplit(split);
    setColumnWidths();
    m_legend->update();
}

void SplitView::setPins(const std::vector<mapping::Pin> &pins)
{
    m_model.setPins(pins);
    setColumnWidths();
}

void SplitView::offerPins(QMenu &menu, const QModelIndex &at)
{
    const SplitValues &split = m_model.split();
    const int index = at.isValid() ? layerIn(at.row()) : -1;
    if (index < 0)
        return;
    const LayerSplit &layer = split.layers[static_cast<std::size_t>(index)];
    const auto isOf = [&](const mapping::Pin &pin) {
        return pin.layer == layer.name.toStdString();
    };
    const auto offer = [&](const QString &text, std::optional<int> unit, bool chosen) {
        QAction *action = menu.addAction(text, this, [this, name = layer.name, unit] { emit pinChosen(name, unit); });
        action->setCheckable(true);
        action->setChecked(chosen);
        return action;
    };
    menu.addSection(layer.name);
    offer(tr("Free"), std::nullopt, std::ranges::none_of(m_model.pins(), isOf));
    for (int unit = 0; unit < static_cast<int>(split.units.size()); ++unit) {
        const bool chosen = std::ranges::any_of(m_model.pins(), [&](const mapping::Pin &pin) {
            return isOf(pin) && pin.unit == unit && !pin.firstChannel;
        });
        offer(tr("Pin to %1").arg(split.units[unit]), unit, chosen)
            ->setEnabled(layer.cycles[static_cast<std::size_t>(unit)].has_value());
    }
    menu.addSeparator();
}

/// With all columns those give way that other views show too, as long as names would be cut: idle time, the
/// sensitivity, the cycles of each unit, and at last the energy.
void SplitView::hideWhatDoesNotFit(int least)
{
    std::vector<int> order;
    for (int column = m_model.sensitivityColumn(); column-- > m_model.idleColumn();)
        order.push_back(column);
    order.push_back(m_model.sensitivityColumn());
    for (int column = m_model.idleColumn() - 2; column-- > LayersModel::FirstUnit;)
        order.push_back(column);
    order.push_back(m_model.idleColumn() - 1);
    int width = least;
    for (int column = LayersModel::FirstUnit; column < m_model.columnCount(); ++column) {
        m_table->setColumnHidden(column, false);
        m_table->resizeColumnToContents(column);
        width += m_table->columnWidth(column);
    }
    for (const int column : order) {
        if (width <= m_table->viewport()->width())
            return;
        width -= m_table->columnWidth(column);
        m_table->setColumnHidden(column, true);
    }
}

/// The bars get what names and figures leave, but never so little that nothing can be told apart; then names give way,
/// or, with all columns, the least wanted columns and at last the table scrolls.
void SplitView::setColumnWidths()
{
    const int letter = fontMetrics().averageCharWidth();
    const int leastBar = 11 * letter, leastName = 26 * letter;
    const bool hasAll = m_model.columns() == LayerColumns::All;
    m_table->resizeColumnToContents(LayersModel::Layer);
    const int wantedName = m_table->columnWidth(LayersModel::Layer);
    if (hasAll)
        hideWhatDoesNotFit(std::min(wantedName, leastName) + leastBar);
    int figures = 0;
    for (int column = LayersModel::FirstUnit; column < m_model.columnCount(); ++column) {
        if (!hasAll)
            m_table->resizeColumnToContents(column);
        figures += m_table->columnWidth(column); // 0 if it is hidden.
    }
    const int rest = m_table->viewport()->width() - figures;
    const int room = hasAll ? std::max(rest - leastBar, 15 * letter) : rest - leastBar;
    const int name = std::min(wantedName, room);
    m_table->setColumnWidth(LayersModel::Layer, std::max(10 * letter, name));
    m_table->setColumnWidth(LayersModel::Split, std::max(leastBar, rest - m_table->columnWidth(LayersModel::Layer)));
}

bool SplitView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setColumnWidths();
    return QWidget::eventFilter(watched, event);
}

} // namespace odimo::widgets
