// SPDX-License-Identifier: Apache-2.0
#include "core/project/epoch_table.h"

#include "core/base/json_reader.h"
#include "core/project/schema.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace odimo::project {

namespace {

mapping::ChannelCounts splitsFrom(const SQLite::Column &cell, const State &state, std::int64_t run)
{
    if (cell.isNull())
        return {};
    const std::string where = state.path.filename().string() + ": splits of run " + std::to_string(run);
    mapping::ChannelCounts splits =
        mapping::channelCountsFromJson(parseJson(cell.getString(), where), state.setup.platform, where);
    within(where + ": ", [&] { mapping::checkCounts(splits, state.costTable); });
    return splits;
}

Epoch epochOfRow(SQLite::Statement &row, const State &state, std::int64_t run)
{
    const auto number = [&](int column) {
        const double value = row.getColumn(column).getDouble();
        if (!std::isfinite(value))
            throw damaged(state.path, "an epoch of run " + std::to_string(run) + " has an endless number");
        return value;
    };
    return {.run = run,
            .result = {.phase = row.getColumn(0).getString(),
                       .epoch = row.getColumn(1).getInt(),
                       .epochs = row.getColumn(2).getInt(),
                       .loss = number(3),
                       .trainAccuracy = number(4),
                       .validationAccuracy = number(5),
                       .relaxedCost = number(6),
                       .seconds = number(7),
                       .checkpoint = {},
                       .best = row.getColumn(8).getInt() != 0,
                       .splits = splitsFrom(row.getColumn(9), state, run)}};
}

} // namespace

void addEpoch(State &state, const Epoch &epoch)
{
    if (!epoch.result.splits.empty())
        mapping::checkCounts(epoch.result.splits, state.costTable);
    state.write([&] {
        SQLite::Statement insert(state.database,
                                 "INSERT OR REPLACE INTO epochs (run, phase, epoch, epochs, loss, train_accuracy, "
                                 "validation_accuracy, relaxed_cost, seconds, best, splits) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        const protocol::EpochFinished &result = epoch.result;
        insert.bind(1, epoch.run);
        insert.bind(2, result.phase);
        insert.bind(3, result.epoch);
        insert.bind(4, result.epochs);
        insert.bind(5, result.loss);
        insert.bind(6, result.trainAccuracy);
        insert.bind(7, result.validationAccuracy);
        insert.bind(8, result.relaxedCost);
        insert.bind(9, result.seconds);
        insert.bind(10, result.best ? 1 : 0);
        if (!result.splits.empty())
            insert.bind(11, mapping::toJson(result.splits, state.setup.platform).dump());
        insert.exec();
        Digests(state.database, Part::Epochs).seal(epoch.run);
    });
}

std::vector<Epoch> readEpochs(const State &state, std::int64_t run)
{
    return state.read([&] {
        checkPart(state.database, state.path, Part::Epochs, run);
        std::vector<Epoch> epochs;
        const std::string splits = schemaOf(state.database) < schemaWithSplits ? "NULL" : "splits";
        SQLite::Statement query(state.database,
                                "SELECT phase, epoch, epochs, loss, train_accuracy, validation_accuracy, relaxed_cost, "
                                "seconds, best, " +
                                    splits + " FROM epochs WHERE run = ? ORDER BY id");
        query.bind(1, run);
        while (query.executeStep())
            epochs.push_back(epochOfRow(query, state, run));
        return epochs;
    });
}

void dropEpochs(State &state, std::int64_t run, const std::string &phase, int firstEpoch)
{
    state.write([&] {
        SQLite::Statement remove(state.database, "DELETE FROM epochs WHERE run = ? AND phase = ? AND epoch >= ?");
        remove.bind(1, run);
        remove.bind(2, phase);
        remove.bind(3, firstEpoch);
        remove.exec();
        Digests(state.database, Part::Epochs).seal(run);
    });
}

} // namespace odimo::project
