// SPDX-License-Identifier: Apache-2.0
#include "core/project/execution_table.h"

#include "core/project/names.h"
#include "core/project/schema.h"

namespace odimo::project {

namespace {

/// The columns of a worker, which both tables have.
constexpr const char *workerColumns = "version, built_from, torch, device, threads, host, processor, accelerator";

void bindWorker(SQLite::Statement &statement, int &at, const protocol::Hello &worker)
{
    statement.bind(++at, worker.version);
    statement.bind(++at, worker.commit);
    statement.bind(++at, worker.torch);
    statement.bind(++at, worker.device);
    statement.bind(++at, worker.threads);
    statement.bind(++at, worker.host);
    statement.bind(++at, worker.processor);
    statement.bind(++at, worker.accelerator);
}

protocol::Hello workerOfRow(SQLite::Statement &row, int &at)
{
    const auto text = [&] {
        return row.getColumn(at++).getString();
    };
    protocol::Hello worker;
    worker.protocol = protocol::protocolVersion;
    worker.version = text();
    worker.commit = text();
    worker.torch = text();
    worker.device = text();
    worker.threads = row.getColumn(at++).getInt();
    worker.host = text();
    worker.processor = text();
    worker.accelerator = text();
    return worker;
}

} // namespace

std::int64_t saveExecution(State &state, const Execution &execution)
{
    return state.write([&] {
        SQLite::Statement insert(state.database, std::string("INSERT OR REPLACE INTO executions (id, run, phase, ") +
                                                     workerColumns +
                                                     ", odimo, data_sha256, started_at, finished_at) "
                                                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        int at = 0;
        execution.id > 0 ? insert.bind(++at, execution.id) : insert.bind(++at);
        insert.bind(++at, execution.run);
        insert.bind(++at, execution.phase);
        bindWorker(insert, at, execution.worker);
        insert.bind(++at, execution.odimo);
        insert.bind(++at, execution.data);
        insert.bind(++at, execution.startedAt);
        insert.bind(++at, execution.finishedAt);
        insert.exec();
        const std::int64_t id = execution.id > 0 ? execution.id : state.database.getLastInsertRowid();
        Digests(state.database, Part::Executions).seal(execution.run);
        return id;
    });
}

std::vector<Execution> readExecutions(const State &state, std::int64_t run)
{
    return state.read([&] {
        std::vector<Execution> executions;
        if (schemaOf(state.database) < schemaWithExecutions)
            return executions;
        checkPart(state.database, state.path, Part::Executions, run);
        SQLite::Statement query(state.database, std::string("SELECT id, phase, ") + workerColumns +
                                                    ", odimo, data_sha256, started_at, finished_at "
                                                    "FROM executions WHERE run = ? ORDER BY id");
        query.bind(1, run);
        while (query.executeStep()) {
            int at = 0;
            Execution execution;
            execution.run = run;
            execution.id = query.getColumn(at++).getInt64();
            execution.phase = query.getColumn(at++).getString();
            execution.worker = workerOfRow(query, at);
            execution.odimo = query.getColumn(at++).getString();
            execution.data = query.getColumn(at++).getString();
            execution.startedAt = query.getColumn(at++).getString();
            execution.finishedAt = query.getColumn(at++).getString();
            executions.push_back(execution);
        }
        return executions;
    });
}

void storeRepetition(State &state, const Repetition &repetition)
{
    state.write([&] {
        SQLite::Statement insert(state.database, std::string("INSERT OR REPLACE INTO repetitions (run, verdict, ") +
                                                     "explanation, at, " + workerColumns +
                                                     ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        int at = 0;
        insert.bind(++at, repetition.run);
        insert.bind(++at, nameOf(repetition.verdict));
        insert.bind(++at, repetition.explanation);
        insert.bind(++at, repetition.at);
        bindWorker(insert, at, repetition.worker);
        insert.exec();
        Digests(state.database, Part::Executions).seal(repetition.run);
    });
}

std::optional<Repetition> readRepetition(const State &state, std::int64_t run)
{
    return state.read([&]() -> std::optional<Repetition> {
        if (schemaOf(state.database) < schemaWithExecutions)
            return std::nullopt;
        checkPart(state.database, state.path, Part::Executions, run);
        SQLite::Statement query(state.database, std::string("SELECT verdict, explanation, at, ") + workerColumns +
                                                    " FROM repetitions WHERE run = ?");
        query.bind(1, run);
        if (!query.executeStep())
            return std::nullopt;
        int at = 0;
        Repetition repetition;
        repetition.run = run;
        repetition.verdict = verdictFromName(query.getColumn(at++).getString());
        repetition.explanation = query.getColumn(at++).getString();
        repetition.at = query.getColumn(at++).getString();
        repetition.worker = workerOfRow(query, at);
        return repetition;
    });
}

} // namespace odimo::project
