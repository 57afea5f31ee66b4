// SPDX-License-Identifier: Apache-2.0
#include "core/project/run_table.h"

#include "core/base/json_reader.h"
#include "core/project/names.h"
#include "core/project/schema.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace odimo::project {

namespace {

constexpr const char *columns =
    "kind, engine, baseline, strength, objective, seed, settings, status, phase, message, mapping, "
    "same_mapping_as, latency_cycles, latency_ms, energy_uJ, started_at, finished_at";

void bindRun(SQLite::Statement &statement, const Run &run, const platform::Platform &platform)
{
    int at = 0;
    const auto bind = [&](const auto &value) {
        statement.bind(++at, value);
    };
    const auto bindOptional = [&](const auto &value) {
        value ? statement.bind(++at, *value) : statement.bind(++at);
    };
    std::optional<std::string> mapping;
    if (run.mapping)
        mapping = mapping::toJson(*run.mapping, platform).dump();

    bind(nameOf(run.kind));
    bind(run.engine);
    bind(run.baseline);
    bindOptional(run.strength);
    bind(mapping::objectiveName(run.objective));
    bind(static_cast<std::int64_t>(run.seed));
    bind(run.settings);
    bind(nameOf(run.status));
    bind(run.phase);
    bind(run.message);
    bindOptional(mapping);
    bindOptional(run.sameMappingAs);
    bind(run.cost.latency_cycles);
    bind(run.cost.latency_ms);
    bind(run.cost.energy_uJ);
    bind(run.startedAt);
    bind(run.finishedAt);
}

Run runOfRow(SQLite::Statement &row, const platform::Platform &platform)
{
    int at = 0;
    const auto next = [&] {
        return row.getColumn(at++);
    };
    Run run;
    run.id = next().getInt64();
    const std::string where = "run " + std::to_string(run.id);
    run.kind = runKindFromName(next().getString());
    run.engine = next().getString();
    run.baseline = next().getString();
    if (const SQLite::Column strength = next(); !strength.isNull())
        run.strength = strength.getDouble();
    run.objective = mapping::objectiveFromName(next().getString());
    run.seed = static_cast<std::uint64_t>(next().getInt64());
    run.settings = next().getString();
    run.status = runStatusFromName(next().getString());
    run.phase = next().getString();
    run.message = next().getString();
    if (const SQLite::Column mapping = next(); !mapping.isNull())
        run.mapping = mapping::mappingFromJson(parseJson(mapping.getString(), where), platform, where + ": mapping");
    if (const SQLite::Column owner = next(); !owner.isNull())
        run.sameMappingAs = owner.getInt64();
    run.cost.latency_cycles = next().getDouble();
    run.cost.latency_ms = next().getDouble();
    run.cost.energy_uJ = next().getDouble();
    run.startedAt = next().getString();
    run.finishedAt = next().getString();
    return run;
}

/// A file that is whole may be a stranger's: what is drawn and compared must be a number, and settings can be looked
/// into.
void checkValues(const Run &run)
{
    const std::string where = "run " + std::to_string(run.id);
    const auto isQuantity = [](double value) {
        return std::isfinite(value) && value >= 0;
    };
    if (!std::ranges::all_of(
            std::array{run.strength.value_or(0), run.cost.latency_cycles, run.cost.latency_ms, run.cost.energy_uJ},
            isQuantity))
        throw Error(where + " has a strength or a cost that is none");
    for (const Measurement &each : run.measurements)
        if (each.correct < 0 || each.correct > each.total || !std::isfinite(each.loss))
            throw Error(where + " has a measurement that cannot be: " + std::to_string(each.correct) + " right of " +
                        std::to_string(each.total) + ", or an endless loss");
    if (!run.settings.empty() && !parseJson(run.settings, where + ": settings").is_object())
        throw Error(where + ": settings are no JSON object");
}

/// Reads runs whole: none that is not what was stored.
class RunReader {
public:
    RunReader(SQLite::Database &database, const std::filesystem::path &path, const platform::Platform &platform)
        : m_database(database), m_path(path), m_platform(platform),
          m_measurements(database, measurementQuery(schemaOf(database)))
    {
        if (hasKnownDigests(schemaOf(database)))
            m_digests.emplace(database, Part::Run);
    }

    Run read(SQLite::Statement &row)
    {
        const std::int64_t id = row.getColumn(0).getInt64();
        if (m_digests)
            m_digests->check(m_path, id);
        try {
            Run run = runOfRow(row, m_platform);
            run.measurements = measurementsOf(id);
            checkValues(run);
            return run;
        } catch (const Error &error) {
            throw notUnderstood(m_database, m_path, error.what());
        }
    }

private:
    static std::string measurementQuery(int schema)
    {
        const std::string phase = schema < schemaWithPhase ? "''" : "phase";
        return "SELECT split, numerics, correct, total, loss, " + phase +
               " FROM measurements WHERE run = ? ORDER BY id";
    }

    std::vector<Measurement> measurementsOf(std::int64_t run)
    {
        std::vector<Measurement> measurements;
        SQLite::Statement &query = m_measurements;
        query.reset();
        query.bind(1, run);
        while (query.executeStep())
            measurements.push_back({{.split = query.getColumn(0).getString(),
                                     .numerics = query.getColumn(1).getString(),
                                     .correct = query.getColumn(2).getInt64(),
                                     .total = query.getColumn(3).getInt64(),
                                     .loss = query.getColumn(4).getDouble()},
                                    query.getColumn(5).getString()});
        query.reset();
        return measurements;
    }

    SQLite::Database &m_database;
    const std::filesystem::path &m_path;
    const platform::Platform &m_platform;
    SQLite::Statement m_measurements;
    std::optional<Digests> m_digests;
};

void writeMeasurements(SQLite::Database &database, std::int64_t run, const std::vector<Measurement> &measurements)
{
    SQLite::Statement remove(database, "DELETE FROM measurements WHERE run = ?");
    remove.bind(1, run);
    remove.exec();
    for (const Measurement &measurement : measurements) {
        SQLite::Statement insert(database, "INSERT INTO measurements (run, split, numerics, correct, total, loss, "
                                           "phase) VALUES (?, ?, ?, ?, ?, ?, ?)");
        insert.bind(1, run);
        insert.bind(2, measurement.split);
        insert.bind(3, measurement.numerics);
        insert.bind(4, measurement.correct);
        insert.bind(5, measurement.total);
        insert.bind(6, measurement.loss);
        insert.bind(7, measurement.phase);
        insert.exec();
    }
}

std::string placeholders(int count)
{
    std::string text = "?";
    for (int i = 1; i < count; ++i)
        text += ", ?";
    return text;
}

} // namespace

std::optional<Measurement> Run::test() const
{
    const char *numerics = kind == RunKind::Warmup ? "float" : "fake";
    for (auto measurement = measurements.rbegin(); measurement != measurements.rend(); ++measurement)
        if (measurement->split == "test" && measurement->numerics == numerics && measurement->total > 0)
            return *measurement;
    return std::nullopt;
}

std::int64_t saveRun(State &state, const Run &run)
{
    return state.write([&] {
        constexpr int fields = 17;
        SQLite::Database &database = state.database;
        const std::string sql =
            run.id == 0
                ? std::string("INSERT INTO runs (") + columns + ") VALUES (" + placeholders(fields) + ")"
                : std::string("UPDATE runs SET (") + columns + ") = (" + placeholders(fields) + ") WHERE id = ?";
        SQLite::Statement statement(database, sql);
        bindRun(statement, run, state.setup.platform);
        if (run.id != 0)
            statement.bind(fields + 1, run.id);
        statement.exec();
        const std::int64_t id = run.id == 0 ? database.getLastInsertRowid() : run.id;
        writeMeasurements(database, id, run.measurements);
        Digests(database, Part::Run).seal(id);
        return id;
    });
}

std::vector<Run> readRuns(const State &state)
{
    return state.read([&] {
        SQLite::Database &database = state.database;
        std::vector<Run> runs;
        RunReader reader(database, state.path, state.setup.platform);
        SQLite::Statement query(database, std::string("SELECT id, ") + columns + " FROM runs ORDER BY id");
        while (query.executeStep())
            runs.push_back(reader.read(query));
        checkNumberOfRuns(database, state.path, runs.size());
        return runs;
    });
}

Run readRun(const State &state, std::int64_t id)
{
    return state.read([&] {
        SQLite::Database &database = state.database;
        SQLite::Statement query(database, std::string("SELECT id, ") + columns + " FROM runs WHERE id = ?");
        query.bind(1, id);
        if (query.executeStep())
            return RunReader(database, state.path, state.setup.platform).read(query);
        const int count = database.execAndGet("SELECT count(*) FROM runs").getInt();
        checkNumberOfRuns(database, state.path, static_cast<std::size_t>(count));
        throw Error(state.path.string() + " has no run " + std::to_string(id) + "; it has " + std::to_string(count) +
                    (count == 1 ? " run" : " runs"));
    });
}

} // namespace odimo::project
