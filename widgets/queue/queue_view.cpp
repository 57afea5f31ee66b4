// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/queue/queue_view.h"

#include "widgets/base/empty_state.h"
#include "widgets/base/icons.h"
#include "widgets/base/table_view.h"
#include "widgets/queue/progress_delegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace odimo::widgets {

namespace {

QToolButton *button(const QString &icon, const QString &name, const QString &tip)
{
    auto *made = new QToolButton;
    made->setIcon(themedIcon(icon));
    made->setText(name);
    made->setToolTip(tip);
    made->setAccessibleName(name);
    made->setAutoRaise(true);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

void setColumnWidths(TableView &table)
{
    const QFontMetrics metrics = table.fontMetrics();
    const auto widen = [&](int column, const QString &sample) {
        const int header = table.horizontalHeader()->sectionSizeHint(column);
        table.setColumnWidth(column,
                             std::max(header, metrics.horizontalAdvance(sample) + 3 * metrics.averageCharWidth()));
    };
    widen(QueueModel::Number, QStringLiteral("000"));
    widen(QueueModel::Name, QStringLiteral("first-and-last-digital"));
    widen(QueueModel::Progress, QStringLiteral("100 % of the work"));
    widen(QueueModel::Left, QStringLiteral("10 to 20 min"));
    widen(QueueModel::Where, QStringLiteral("srun --gres=gpu:1"));
    table.horizontalHeader()->setSectionResizeMode(QueueModel::Work, QHeaderView::Stretch); // Why one failed is long.
}

} // namespace

QueueView::QueueView(QWidget *parent)
    : QWidget(parent), m_table(new TableView), m_summary(new QLabel), m_pause(new QToolButton),
      m_up(button(QStringLiteral("up"), tr("Earlier"), tr("Begin the run earlier (Alt+Up)"))),
      m_down(button(QStringLiteral("down"), tr("Later"), tr("Begin the run later (Alt+Down)"))),
      m_cancel(button(QStringLiteral("close"), tr("Cancel"),
                      tr("End the run or take it out of the queue; the others go on (Delete)"))),
      m_retry(button(QStringLiteral("retry"), tr("Retry"), tr("Try the failed run again")))
{
    m_table->setModel(&m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setDragDropMode(QAbstractItemView::InternalMove);
    m_table->setDragDropOverwriteMode(false);
    m_table->setItemDelegateForColumn(QueueModel::Progress, new ProgressDelegate(m_table));
    m_table->setAccessibleName(tr("Queue"));
    m_table->setAccessibleDescription(tr("What is being trained and measured, and what waits for it"));
    m_table->installEventFilter(this);
    setColumnWidths(*m_table);
    m_pause->setAutoRaise(true);
    m_pause->setFocusPolicy(Qt::TabFocus);
    m_pause->hide();

    auto *content = new QWidget;
    auto *bar = new QHBoxLayout;
    const int space = fontMetrics().averageCharWidth();
    bar->setContentsMargins(space, space / 3, space, space / 3);
    bar->setSpacing(space / 2);
    bar->addWidget(m_summary, 1);
    for (QToolButton *each : {m_pause, m_up, m_down, m_cancel, m_retry})
        bar->addWidget(each);
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addLayout(bar);
    rows->addWidget(m_table, 1);
    m_empty = new EmptyState(*content, QStringLiteral("queued"), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty);
    setFocusProxy(m_table);

    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_cancel, &QToolButton::clicked, this, &QueueView::cancel);
    connect(m_retry, &QToolButton::clicked, this, &QueueView::retry);
    connect(m_table, &TableView::menuRequested, this, [this](QMenu &menu) {
        for (QToolButton *each : {m_up, m_down, m_cancel, m_retry}) {
            QAction *action = menu.addAction(each->icon(), each->text(), each, &QToolButton::click);
            action->setEnabled(each->isEnabled());
        }
        menu.addSeparator();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        update();
        if (!m_isQuiet && currentRun() > 0)
            emit runChosen(currentRun());
    });
    connect(&m_model, &QAbstractItemModel::modelReset, this, &QueueView::update);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &QueueView::update);
    connect(&m_model, &QAbstractItemModel::rowsMoved, this, &QueueView::update);
    update();
}

void QueueView::offer(QAction &action)
{
    m_pause->setDefaultAction(&action);
    m_pause->show();
}

void QueueView::setRetriesAll(bool all)
{
    m_retry->setText(all ? tr("Retry all") : tr("Retry"));
    m_retry->setAccessibleName(m_retry->text());
    m_retry->setToolTip(all ? tr("Go on with all stopped runs of the project, and try the failed ones again")
                            : tr("Try the failed run again"));
}

void QueueView::setSummary(const QString &text) { m_summary->setText(text); }

void QueueView::setCurrentRun(qint64 run)
{
    if (run == currentRun())
        return;
    m_isQuiet = true;
    const int row = run > 0 ? m_model.rowOf(run) : -1;
    if (row >= 0)
        m_table->setCurrentIndex(m_model.index(row, 0));
    else
        m_table->selectionModel()->clear();
    m_isQuiet = false;
    update();
}

qint64 QueueView::currentRun() const { return m_table->currentIndex().data(QueueModel::RunRole).toLongLong(); }

void QueueView::move(int steps)
{
    const qint64 run = currentRun();
    if (!m_model.move(run, steps))
        return;
    m_table->setCurrentIndex(m_model.index(m_model.rowOf(run), 0));
    update();
}

void QueueView::cancel()
{
    if (m_cancel->isEnabled())
        emit cancelChosen(currentRun());
}

void QueueView::retry()
{
    if (m_retry->isEnabled())
        emit retryChosen(currentRun());
}

void QueueView::update()
{
    if (m_model.rowCount() == 0)
        m_empty->showText(tr("Nothing is running"),
                          tr("What an exploration trains and measures stands here in the order in which it begins."));
    else
        m_empty->showContent();
    const QueueRow *row = m_model.find(currentRun());
    const bool isRun = row && row->run > 0;
    const auto canMove = [&](int steps) {
        const int at = isRun && row->state == QueueState::Waiting ? m_model.rowOf(row->run) + steps : -1;
        return at >= 0 && at < m_model.rowCount() &&
               m_model.rows()[static_cast<std::size_t>(at)].state == QueueState::Waiting;
    };
    m_up->setEnabled(canMove(-1));
    m_down->setEnabled(canMove(1));
    m_cancel->setEnabled(isRun && row->state != QueueState::Failed);
    m_retry->setEnabled(isRun && row->state == QueueState::Failed);
}

bool QueueView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() == Qt::AltModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
        move(key->key() == Qt::Key_Up ? -1 : 1);
        return true;
    }
    if (key->modifiers() == Qt::NoModifier && key->key() == Qt::Key_Delete) {
        cancel();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace odimo::widgets
