// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/network/network_json.h"
#include "tests/core/project/samples.h"

#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace odimo;
using namespace odimo::project;

/// Every file that is no project of this version is refused in words that say what it is.
class TestDamage : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "x.odimo";

    void makeProject() { Project::create(m_path, samples::setup()); }

    /// As schema 3, which knows no digests.
    void makeOlder()
    {
        execute("DROP TABLE executions; DROP TABLE repetitions; DROP VIEW v_splits;"
                "ALTER TABLE epochs DROP COLUMN splits; DROP TABLE digests;"
                "ALTER TABLE runs ADD COLUMN checkpoint TEXT NOT NULL DEFAULT '';"
                "ALTER TABLE epochs ADD COLUMN checkpoint TEXT NOT NULL DEFAULT ''; PRAGMA user_version = 3");
    }

    /// A bit of everything that a project can hold.
    void makeRichProject()
    {
        Project project = Project::create(m_path, samples::setup());
        project.storeDocument("plan", R"({"epochs":7})");
        project.setReferencePoint(mapping::Objective::Latency, {.cost = 1000, .accuracy = 0.125});
        writeText(m_folder.path() / "weights", std::string(3000, 'w'));
        for (const char *unit : {"digital", "analog", "digital", "analog"}) {
            Run run = samples::tunedRun(project, unit, 8000);
            run.settings = R"({"seed":1})";
            const std::int64_t id = project.save(run);
            project.storeWeights(id, "tuned", m_folder.path() / "weights");
            for (int number = 1; number <= 5; ++number)
                project.addEpoch(id == 4 ? samples::searchEpoch(project, id, number)
                                         : samples::epoch(id, "finetune", number));
        }
        project.storeAnalysis(1, mapping::weightCountSensitivity(project.costTable()));
        project.saveExecution(Execution{.run = 2, .phase = "finetune", .data = "0123"});
        project.storeRepetition({.run = 2, .verdict = Verdict::Equal, .explanation = "nearly"});
    }

    /// Everything with a number in it.
    std::string picture() const
    {
        std::ostringstream text;
        text.precision(17);
        const Project project = Project::open(m_path, Access::ReadOnly);
        const platform::Platform &platform = project.setup().platform;
        text << project.setup().networkName << project.setup().data << platform.json << project.document("plan")
             << network::toJson(project.setup().network).dump();
        if (const auto point = project.referencePoint(mapping::Objective::Latency))
            text << point->cost << point->accuracy;
        for (const Run &run : project.runs()) {
            text << run.id << nameOf(run.kind) << nameOf(run.status) << run.seed << run.settings
                 << run.cost.latency_cycles << run.cost.latency_ms << run.cost.energy_uJ << run.baseline
                 << mapping::toJson(*run.mapping, platform).dump();
            for (const Measurement &each : run.measurements)
                text << each.split << each.numerics << each.correct << each.total << each.loss << each.phase;
            for (const Epoch &each : project.epochs(run.id))
                text << each.result.phase << each.result.epoch << each.result.loss << each.result.trainAccuracy
                     << each.result.validationAccuracy << each.result.seconds << each.result.best
                     << mapping::toJson(each.result.splits, platform).dump();
            project.extractWeights(run.id, "tuned", m_folder.path() / "copy");
            text << readText(m_folder.path() / "copy");
        }
        for (const Execution &each : project.executions(2))
            text << each.phase << each.data;
        if (const auto repetition = project.repetition(2))
            text << nameOf(repetition->verdict) << repetition->explanation;
        if (const auto analysis = project.analysis(1))
            text << mapping::toJson(*analysis, platform).dump();
        return text.str();
    }

    void execute(const std::string &sql) { SQLite::Database(m_path.string(), SQLite::OPEN_READWRITE).exec(sql); }

    void verifyRefused(const QString &words)
    {
        for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
            try {
                Project::open(m_path, access);
                QFAIL("was opened");
            } catch (const Error &error) {
                QVERIFY2(QString(error.what()).contains(words), error.what());
                QVERIFY2(QString(error.what()).contains("x.odimo"), error.what());
                QCOMPARE(error.kind(), ErrorKind::BadInput);
            }
        }
    }

private slots:
    void cleanup() { std::filesystem::remove(m_path); }

    void refusesAMissingFile() { verifyRefused("there is no project"); }

    void refusesAFolder()
    {
        std::filesystem::create_directory(m_path);
        verifyRefused("there is no project");
    }

    void refusesAnEmptyFile()
    {
        writeText(m_path, "");
        verifyRefused("is empty");
    }

    void refusesAText()
    {
        writeText(m_path, std::string(5000, 'x'));
        verifyRefused("is no ODiMO project");
    }

    void refusesTheDatabaseOfAnotherProgram()
    {
        SQLite::Database(m_path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t (x)");
        verifyRefused("a database of another program");
    }

    void refusesATruncatedFile()
    {
        makeProject();
        std::filesystem::resize_file(m_path, std::filesystem::file_size(m_path) / 2);
        verifyRefused("is damaged");
    }

    void refusesAProjectWithoutItsNetwork()
    {
        makeProject();
        makeOlder();
        execute("DELETE FROM setup WHERE key = 'network'");
        verifyRefused("is damaged: its setup has no network");
    }

    void refusesANetworkThatIsNoJson()
    {
        makeProject();
        makeOlder();
        execute("UPDATE setup SET value = 'nonsense' WHERE key = 'network'");
        verifyRefused("is damaged: x.odimo: network is no valid JSON");
    }

    void refusesANetworkThatIsNoClassifier()
    {
        makeProject();
        makeOlder();
        network::Network images("images", {1, 4, 4});
        images.add("conv", network::Convolution{.outChannels = 2}, {0});
        execute("UPDATE setup SET value = '" + network::toJson(images).dump() + "' WHERE key = 'network'");
        verifyRefused("is damaged: images: the last node, \"conv\", gives 2x4x4");
    }

    void everyChangeOfWhatWasStoredIsRefused_data()
    {
        QTest::addColumn<QString>("sql");
        for (const char *sql :
             {"UPDATE setup SET value = replace(value, 'cycles', 'cycle') WHERE key = 'platform'",
              "DELETE FROM provenance",
              "UPDATE notes SET value = '{}'",
              "UPDATE reference_points SET cost = cost + 1",
              "UPDATE runs SET latency_cycles = latency_cycles + 1 WHERE id = 2",
              "UPDATE runs SET mapping = (SELECT mapping FROM runs WHERE id = 2) WHERE id = 3",
              "UPDATE runs SET settings = '{}' WHERE id = 4",
              "UPDATE measurements SET correct = correct + 1",
              "DELETE FROM measurements WHERE run = 1",
              "UPDATE measurements SET run = 1 WHERE run = 2",
              "UPDATE weights SET role = 'warm' WHERE run = 1",
              "DELETE FROM weights WHERE run = 1",
              "DELETE FROM measurements WHERE run = 4; DELETE FROM weights WHERE run = 4; DELETE FROM epochs WHERE run "
              "= 4; DELETE FROM runs WHERE id = 4",
              "UPDATE epochs SET loss = loss / 2 WHERE run = 3",
              "DELETE FROM epochs WHERE id = 20",
              "UPDATE executions SET data_sha256 = ''",
              "UPDATE repetitions SET verdict = 'identical'",
              "DELETE FROM repetitions",
              "UPDATE epochs SET splits = replace(splits, ':0', ':1') WHERE id = 20",
              "UPDATE epochs SET splits = NULL WHERE id = 20",
              "UPDATE epochs SET splits = '[]' WHERE id = 1",
              "UPDATE analyses SET sensitivity = replace(sensitivity, '1', '2')",
              "DELETE FROM analyses",
              "DELETE FROM digests WHERE subject = 'run 2'",
              "DELETE FROM digests WHERE subject = 'setup'"})
            QTest::newRow(sql) << sql;
    }
    void everyChangeOfWhatWasStoredIsRefused()
    {
        QFETCH(QString, sql);
        makeRichProject();
        execute(sql.toStdString());
        const QString message = errorMessage([&] { picture(); });
        QVERIFY2(message.contains("x.odimo is damaged"), qPrintable(message));
    }

    /// As disks and transfers damage files: single bits, bytes, lost and exchanged blocks.
    void aDamagedFileIsNeverReadAsAnother()
    {
        makeRichProject();
        const std::string whole = readText(m_path);
        const std::string expected = picture();
        Random random(1);
        const auto place = [&](std::size_t size) {
            return static_cast<std::size_t>(random.below(static_cast<int>((whole.size() - size) / size))) * size;
        };
        int refused = 0;
        constexpr int times = 1500;
        for (int i = 0; i < times; ++i) {
            std::string bytes = whole;
            const std::size_t at = place(1);
            if (i % 4 == 0)
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
            else if (i % 4 == 1)
                bytes[at] = static_cast<char>(random.below(256));
            else if (i % 4 == 2)
                bytes.replace(place(512), 512, 512, '\0');
            else
                bytes.replace(place(4096), 4096, whole, place(4096), 4096);
            writeText(m_path, bytes);
            const QString message = errorMessage([&] { QCOMPARE(picture(), expected); });
            QVERIFY2(!QTest::currentTestFailed(), qPrintable(QString("damage %1").arg(i)));
            QVERIFY2(message.isEmpty() || message.contains("x.odimo"), qPrintable(message));
            refused += message.isEmpty() ? 0 : 1;
        }
        QVERIFY2(refused > times / 4, qPrintable(QString::number(refused)));
    }
};

QTEST_APPLESS_MAIN(TestDamage)
#include "tst_damage.moc"
