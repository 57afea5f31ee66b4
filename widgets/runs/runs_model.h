// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/front/pareto.h"
#include "widgets/base/run_set.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <optional>
#include <vector>

namespace odimo::widgets {

enum class RunState { Queued, Running, Paused, Done, Failed, Stopped };

/// One run as the table shows it.
struct RunRow {
    std::int64_t id = 0;
    QString name; ///< "Search 0.1", "instant", "all-digital", "Warm-up"
    RunState state = RunState::Queued;
    QString activity;     ///< What a running one does: "Search 2/5".
    QString message;      ///< The last words of a failed one.
    QStringList findings; ///< What its units cannot do as asked.
    QString verdict;      ///< Of the run computed again: "identical"; empty if it was not.
    QString repetition;   ///< What was found then, in a sentence.
    bool differs = false; ///< The verdict is that something else came of it.
    std::optional<double> accuracy;
    mapping::Interval interval;
    std::optional<double> latency_cycles; ///< The three costs are there once the run has a mapping.
    std::optional<double> latency_ms;
    std::optional<double> energy_uJ;
    std::optional<double> strength;
    bool onFront = false;
    bool isUntrained = false; ///< Its accuracy was measured without training.
    bool isSteerable = false; ///< Its strength can be changed now.
};

QString runTitle(std::int64_t id, const QString &name); ///< "Run 4: Search 0.1"
QString stateText(RunState state);
/// What the run does, or else its state; says so if a done one was not trained.
QString statusText(const RunRow &row);
/// Whether the run was computed again: the verdict, "not yet" for one that is done, or empty.
QString verificationText(const RunRow &row);
QString stateIconName(RunState state);

/// The runs of a project, one a row.
class RunsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Name, State, Verified, Accuracy, Latency, Energy, Strength, ColumnCount };
    enum Role { SortRole = Qt::UserRole, RunRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Names can be edited.
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    void setRows(std::vector<RunRow> rows);
    /// Replaces the row with this id, or appends it.
    void put(const RunRow &row);
    const std::vector<RunRow> &rows() const { return m_rows; }
    /// Other runs are faint; empty: none is.
    void setBrushed(const RunSet &runs);
    /// The row of a run, -1 if it has none.
    int rowOf(std::int64_t run) const;

signals:
    /// Asked for by the user; the row follows when it is put.
    void renamed(qint64 run, const QString &name);

private:
    std::vector<RunRow> m_rows;
    RunSet m_brushed;
};

} // namespace odimo::widgets
