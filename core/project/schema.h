// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace odimo::project {

/// "ODiM": tells a project from other SQLite databases (PRAGMA application_id).
inline constexpr int applicationId = 0x4F44694D;

/// Raised whenever a table changes (PRAGMA user_version).
inline constexpr int schemaVersion = 5;
/// From this version on, measurements name their phase.
inline constexpr int schemaWithPhase = 2;
/// From this version on, a project can hold sensitivity analyses.
inline constexpr int schemaWithAnalyses = 3;
/// From this version on, all is under digests, and no paths of checkpoints are stored.
inline constexpr int schemaWithDigests = 4;
/// From this version on, a project knows who computed its runs, and what came of repeating them.
inline constexpr int schemaWithExecutions = 5;
/// From this version on, epochs of a search hold how it split the layers.
inline constexpr int schemaWithSplits = 5;

/// Described in docs/project-file.md.
inline constexpr const char *schemaSql = R"sql(
CREATE TABLE setup (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE provenance (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE reference_points (objective TEXT PRIMARY KEY, cost REAL NOT NULL, accuracy REAL NOT NULL) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('warmup', 'search', 'baseline')),
    engine TEXT NOT NULL,
    baseline TEXT NOT NULL,
    strength REAL,
    objective TEXT NOT NULL,
    seed INTEGER NOT NULL,
    settings TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'paused', 'done', 'failed', 'stopped')),
    phase TEXT NOT NULL,
    message TEXT NOT NULL,
    mapping TEXT,
    same_mapping_as INTEGER REFERENCES runs (id),
    latency_cycles REAL NOT NULL,
    latency_ms REAL NOT NULL,
    energy_uJ REAL NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT NOT NULL) STRICT;

CREATE TABLE measurements (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id),
    split TEXT NOT NULL,
    numerics TEXT NOT NULL,
    correct INTEGER NOT NULL,
    total INTEGER NOT NULL,
    loss REAL NOT NULL,
    phase TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX measurements_of_run ON measurements (run);

CREATE TABLE epochs (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id),
    phase TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    epochs INTEGER NOT NULL,
    loss REAL NOT NULL,
    train_accuracy REAL NOT NULL,
    validation_accuracy REAL NOT NULL,
    relaxed_cost REAL NOT NULL,
    seconds REAL NOT NULL,
    best INTEGER NOT NULL,
    splits TEXT,
    UNIQUE (run, phase, epoch)) STRICT;

CREATE TABLE contents (sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, compressed BLOB NOT NULL) STRICT;
CREATE TABLE weights (
    run INTEGER NOT NULL REFERENCES runs (id),
    role TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES contents (sha256),
    PRIMARY KEY (run, role)) STRICT;

CREATE TABLE analyses (run INTEGER PRIMARY KEY REFERENCES runs (id), sensitivity TEXT NOT NULL) STRICT;

CREATE TABLE digests (subject TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT;

CREATE TABLE log (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, at TEXT NOT NULL, level TEXT NOT NULL, text TEXT NOT NULL) STRICT;

CREATE VIEW v_front AS
WITH points AS (
    SELECT r.id AS run, r.baseline, r.strength, CAST(m.correct AS REAL) / m.total AS accuracy, m.correct, m.total,
           r.latency_cycles, r.latency_ms, r.energy_uJ
    FROM runs r JOIN measurements m ON m.id = (
        SELECT max(id) FROM measurements WHERE run = r.id AND split = 'test' AND numerics = 'fake' AND total > 0)
    WHERE r.mapping IS NOT NULL AND r.same_mapping_as IS NULL)
SELECT p.*,
       NOT EXISTS (SELECT 1 FROM points q WHERE q.accuracy >= p.accuracy AND q.latency_cycles <= p.latency_cycles
           AND (q.accuracy > p.accuracy OR q.latency_cycles < p.latency_cycles)) AS on_latency_front,
       NOT EXISTS (SELECT 1 FROM points q WHERE q.accuracy >= p.accuracy AND q.energy_uJ <= p.energy_uJ
           AND (q.accuracy > p.accuracy OR q.energy_uJ < p.energy_uJ)) AS on_energy_front
FROM points p;

CREATE VIEW v_layers AS
SELECT r.id AS run, l.key AS position, l.value ->> 'name' AS layer, c.value ->> 0 AS unit, sum(c.value ->> 1) AS channels
FROM runs r, json_each(r.mapping, '$.layers') l, json_each(l.value, '$.channels') c
GROUP BY r.id, l.key, unit;

CREATE VIEW v_epochs AS
SELECT e.run, r.kind, r.baseline, r.strength, e.phase, e.epoch, e.epochs, e.loss, e.train_accuracy, e.validation_accuracy,
       e.relaxed_cost, e.seconds, e.best
FROM epochs e JOIN runs r ON r.id = e.run ORDER BY e.id;
)sql";

/// A part of the schema too.
inline constexpr const char *executionsSql = R"sql(
CREATE TABLE executions (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id),
    phase TEXT NOT NULL,
    version TEXT NOT NULL,
    built_from TEXT NOT NULL,
    torch TEXT NOT NULL,
    device TEXT NOT NULL,
    threads INTEGER NOT NULL,
    host TEXT NOT NULL,
    processor TEXT NOT NULL,
    accelerator TEXT NOT NULL,
    odimo TEXT NOT NULL,
    data_sha256 TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT NOT NULL) STRICT;
CREATE INDEX executions_of_run ON executions (run);

CREATE TABLE repetitions (
    run INTEGER PRIMARY KEY REFERENCES runs (id),
    verdict TEXT NOT NULL CHECK (verdict IN ('identical', 'equal', 'different')),
    explanation TEXT NOT NULL,
    version TEXT NOT NULL,
    built_from TEXT NOT NULL,
    torch TEXT NOT NULL,
    device TEXT NOT NULL,
    threads INTEGER NOT NULL,
    host TEXT NOT NULL,
    processor TEXT NOT NULL,
    accelerator TEXT NOT NULL,
    at TEXT NOT NULL) STRICT;
)sql";

/// Of every project from schemaWithSplits on.
inline constexpr const char *splitsViewSql = R"sql(
CREATE VIEW v_splits AS
SELECT e.run, e.epoch, l.key AS position, l.value ->> 'name' AS layer, u.key AS unit, u.value AS channels
FROM epochs e, json_each(e.splits) l, json_each(l.value, '$.channels') u ORDER BY e.id, l.key;
)sql";

/// Make a project of an older version one of this version; so do the executions.
inline constexpr const char *addPhaseSql = "ALTER TABLE measurements ADD COLUMN phase TEXT NOT NULL DEFAULT ''";
inline constexpr const char *addAnalysesSql =
    "CREATE TABLE analyses (run INTEGER PRIMARY KEY REFERENCES runs (id), sensitivity TEXT NOT NULL) STRICT";
inline constexpr const char *addDigestsSql =
    "ALTER TABLE runs DROP COLUMN checkpoint; ALTER TABLE epochs DROP COLUMN checkpoint;"
    "CREATE TABLE digests (subject TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT";
/// Digests stay as they are: splits that are not there do not count.
inline constexpr const char *addSplitsSql = "ALTER TABLE epochs ADD COLUMN splits TEXT";

} // namespace odimo::project
