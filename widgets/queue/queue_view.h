// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/queue/queue_model.h"

#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace odimo::widgets {

class EmptyState;
class TableView;

/// The queue of an exploration, with what can be done to the current run: move it (also by drag, and Alt with the
/// arrows), cancel it (Delete), try it again.
class QueueView : public QWidget {
    Q_OBJECT

public:
    explicit QueueView(QWidget *parent = nullptr);

    QueueModel &model() { return m_model; }
    TableView &table() { return *m_table; }
    EmptyState &emptyState() { return *m_empty; }
    /// A button of an action of the window, before the others: to pause.
    void offer(QAction &action);
    /// "2 in work, 5 wait, about 3 to 5 min left"
    void setSummary(const QString &text);
    /// What Retry does: all that is unfinished, or the selected run alone.
    void setRetriesAll(bool all);

public slots:
    /// 0 or an unknown run clears the selection. Emits nothing.
    void setCurrentRun(qint64 run);

signals:
    void runChosen(qint64 run);
    void cancelChosen(qint64 run);
    void retryChosen(qint64 run);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    qint64 currentRun() const;
    void move(int steps);
    void cancel();
    void retry();
    void update();

    QueueModel m_model;
    TableView *m_table;
    EmptyState *m_empty;
    QLabel *m_summary;
    QToolButton *m_pause;
    QToolButton *m_up;
    QToolButton *m_down;
    QToolButton *m_cancel;
    QToolButton *m_retry;
    bool m_isQuiet = false; ///< The selection follows another view.
};

} // namespace odimo::widgets
