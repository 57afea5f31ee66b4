// SPDX-License-Identifier: Apache-2.0
#include "core/project/digests.h"

#include "core/project/database.h"
#include "core/project/newer_schema.h"
#include "core/project/schema.h"

#include <sqlite3.h>

#include <bit>

namespace odimo::project {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers are digested as they stand in memory");

/// The rows of a part in a project of a schema. A query of a run's part has the run's number as its parameter.
std::vector<const char *> queriesOf(Part part, int schema)
{
    switch (part) {
    case Part::Setup:
        return {"SELECT key, value FROM setup ORDER BY key", "SELECT key, value FROM provenance ORDER BY key"};
    case Part::Notes:
        return {"SELECT key, value FROM notes ORDER BY key"};
    case Part::ReferencePoints:
        return {"SELECT objective, cost, accuracy FROM reference_points ORDER BY objective"};
    case Part::Run:
        return {
            "SELECT kind, engine, baseline, strength, objective, seed, settings, status, phase, message, mapping, "
            "same_mapping_as, latency_cycles, latency_ms, energy_uJ, started_at, finished_at FROM runs WHERE id = ?",
            "SELECT split, numerics, correct, total, loss, phase FROM measurements WHERE run = ? ORDER BY id",
            "SELECT role, sha256 FROM weights WHERE run = ? ORDER BY role"};
    case Part::Epochs: {
        std::vector<const char *> queries{
            "SELECT phase, epoch, epochs, loss, train_accuracy, validation_accuracy, relaxed_cost, seconds, best "
            "FROM epochs WHERE run = ? ORDER BY id"};
        if (schema >= schemaWithSplits)
            queries.push_back("SELECT phase, epoch, splits FROM epochs WHERE run = ? AND splits IS NOT NULL "
                              "ORDER BY id");
        return queries;
    }
    case Part::Analysis:
        return {"SELECT sensitivity FROM analyses WHERE run = ?"};
    case Part::Executions:
        return {"SELECT phase, version, built_from, torch, device, threads, host, processor, accelerator, odimo, "
                "data_sha256, started_at, finished_at FROM executions WHERE run = ? ORDER BY id",
                "SELECT verdict, explanation, version, built_from, torch, device, threads, host, processor, "
                "accelerator, at FROM repetitions WHERE run = ?"};
    }
    return {};
}

const char *nameOf(Part part)
{
    switch (part) {
    case Part::Setup:
        return "setup";
    case Part::Notes:
        return "notes";
    case Part::ReferencePoints:
        return "reference points";
    case Part::Run:
        return "run ";
    case Part::Epochs:
        return "epochs of run ";
    case Part::Analysis:
        return "analysis of run ";
    case Part::Executions:
        return "executions of run ";
    }
    return "";
}

bool isOfRun(Part part)
{
    return part == Part::Run || part == Part::Epochs || part == Part::Analysis || part == Part::Executions;
}

/// Such a part need not be there.
bool mayBeAbsent(Part part) { return part != Part::Setup && part != Part::Run; }

template <typename Value>
void addValue(Sha256 &sum, const Value &value)
{
    sum.add(std::as_bytes(std::span(&value, 1)));
}

/// Type, length and bytes, so that no two lists of cells look alike.
void addCell(Sha256 &sum, const SQLite::Column &cell)
{
    const int type = cell.getType();
    addValue(sum, type);
    if (type == SQLITE_INTEGER) {
        addValue(sum, cell.getInt64());
    } else if (type == SQLITE_FLOAT) {
        addValue(sum, cell.getDouble());
    } else if (type != SQLITE_NULL) {
        const auto *bytes = static_cast<const std::byte *>(cell.getBlob());
        const auto size = static_cast<std::size_t>(cell.getBytes());
        addValue(sum, size);
        sum.add({bytes, size});
    }
}

std::vector<SQLite::Statement> prepared(SQLite::Database &database, Part part)
{
    std::vector<SQLite::Statement> statements;
    for (const char *query : queriesOf(part, schemaOf(database)))
        statements.emplace_back(database, query);
    return statements;
}

} // namespace

Digests::Digests(SQLite::Database &database, Part part)
    : m_part(part), m_rows(prepared(database, part)),
      m_stored(database, "SELECT sha256 FROM digests WHERE subject = ?"),
      m_store(database, "INSERT OR REPLACE INTO digests (subject, sha256) VALUES (?, ?)")
{
}

void Digests::seal(std::int64_t id)
{
    m_store.reset();
    m_store.bind(1, subject(id));
    m_store.bind(2, digest(id));
    m_store.exec();
}

void Digests::check(const std::filesystem::path &path, std::int64_t id)
{
    m_stored.reset();
    m_stored.bind(1, subject(id));
    const bool isThere = m_stored.executeStep();
    const std::string stored = isThere ? m_stored.getColumn(0).getString() : "";
    m_stored.reset();
    const std::string digestOfNothing = sha256({});
    const std::string found = digest(id);
    if (isThere ? found != stored : !mayBeAbsent(m_part) || found != digestOfNothing)
        throw damaged(path, subject(id) + ": not what was stored");
}

std::string Digests::subject(std::int64_t id) const
{
    return isOfRun(m_part) ? nameOf(m_part) + std::to_string(id) : nameOf(m_part);
}

std::string Digests::digest(std::int64_t id)
{
    for (SQLite::Statement &rows : m_rows) {
        rows.reset();
        if (isOfRun(m_part))
            rows.bind(1, id);
        while (rows.executeStep())
            for (int column = 0; column < rows.getColumnCount(); ++column)
                addCell(m_sum, rows.getColumn(column));
        rows.reset();
    }
    return m_sum.text();
}

Moment::Moment(SQLite::Database &database)
    : m_database(database), m_begun(sqlite3_get_autocommit(database.getHandle()) != 0)
{
    if (m_begun)
        m_database.exec("BEGIN");
}

Moment::~Moment()
{
    if (m_begun)
        m_database.tryExec("ROLLBACK"); // Nothing was written.
}

bool hasKnownDigests(int schema) { return schema >= schemaWithDigests && !isNewer(schema); }

void checkPart(SQLite::Database &database, const std::filesystem::path &path, Part part, std::int64_t id)
{
    if (hasKnownDigests(schemaOf(database)))
        Digests(database, part).check(path, id);
}

void checkNumberOfRuns(SQLite::Database &database, const std::filesystem::path &path, std::size_t runs)
{
    if (!hasKnownDigests(schemaOf(database)))
        return;
    const std::int64_t stored =
        database.execAndGet("SELECT count(*) FROM digests WHERE subject GLOB 'run [0-9]*'").getInt64();
    if (stored != static_cast<std::int64_t>(runs))
        throw damaged(path, "it has " + std::to_string(runs) + " runs instead of the " + std::to_string(stored) +
                                " that were stored");
}

void sealAll(SQLite::Database &database)
{
    for (const Part part : {Part::Setup, Part::Notes, Part::ReferencePoints})
        Digests(database, part).seal();
    for (const Part part : {Part::Run, Part::Epochs, Part::Analysis}) {
        Digests digests(database, part);
        SQLite::Statement runs(database, "SELECT id FROM runs ORDER BY id");
        while (runs.executeStep())
            digests.seal(runs.getColumn(0).getInt64());
    }
}

} // namespace odimo::project
