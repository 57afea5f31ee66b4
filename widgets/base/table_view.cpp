// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/table_view.h"

#include "widgets/base/icons.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace odimo::widgets {

TableView::TableView(QWidget *parent) : QTableView(parent)
{
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    setRowHeight();
}

void TableView::setRowHeight() { verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2); }

QString TableView::selectedText() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    if (rows.isEmpty())
        for (int row = 0; row < model()->rowCount(); ++row)
            rows.append(row);

    QStringList header;
    for (int column = 0; column < model()->columnCount(); ++column)
        header << model()->headerData(column, Qt::Horizontal).toString();
    QStringList lines{header.join(QLatin1Char('\t'))};
    for (const int row : rows) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column)
            cells << model()->index(row, column).data().toString();
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

void TableView::setCurrentRow(const QModelIndex &index)
{
    if (!index.isValid())
        selectionModel()->clear();
    else if (index.row() != currentIndex().row())
        setCurrentIndex(index);
}

void TableView::keyboardSearch(const QString &text)
{
    if (currentIndex().isValid()) { // The search is in its column, from its row on.
        selectionModel()->setCurrentIndex(currentIndex().siblingAtColumn(m_searchColumn),
                                          QItemSelectionModel::NoUpdate);
        return QTableView::keyboardSearch(text);
    }
    if (!model() || model()->rowCount() == 0)
        return;
    const QModelIndexList found = model()->match(model()->index(0, m_searchColumn), Qt::DisplayRole, text);
    if (!found.isEmpty())
        setCurrentIndex(found.first());
}

bool TableView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        const bool isTyped = (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
        if (isTyped && !key.text().isEmpty() && key.text().front().isLetterOrNumber()) {
            event->accept(); // Else the letter is a shortcut of the window.
            return true;
        }
    }
    return QTableView::event(event);
}

void TableView::copy() const
{
    if (model())
        QGuiApplication::clipboard()->setText(selectedText());
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    emit menuRequested(menu, byKey ? currentIndex() : indexAt(event->pos()));
    menu.addAction(themedIcon(QStringLiteral("copy")), tr("Copy as tab-separated text"), this, &TableView::copy);
    menu.exec(event->globalPos());
}

void TableView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        setRowHeight();
    QTableView::changeEvent(event);
}

} // namespace odimo::widgets
