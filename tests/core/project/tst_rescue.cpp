// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/project/rescue.h"
#include "tests/core/project/kept_run.h"

#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace odimo;
using namespace odimo::project;

/// What is whole of a damaged project comes into a new one.
class TestRescue : public QObject {
    Q_OBJECT

private:
    static constexpr int runs = 6;

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "x.odimo";
    std::filesystem::path m_rescued = m_folder.path() / "rescued.odimo";

    void makeProject() const
    {
        Project project = Project::create(m_path, samples::setup());
        project.storeDocument("plan", R"({"epochs":7})");
        project.storeDocument("receipt of run 2", "{}");
        project.setReferencePoint(mapping::Objective::Latency, {.cost = 1000, .accuracy = 0.125});
        for (int number = 1; number <= runs; ++number) {
            const std::int64_t id = samples::addKeptRun(project, "digital", 8000 + number, m_folder.path() / "weights");
            project.addEpoch(samples::epoch(id, "finetune", 1));
        }
        project.storeAnalysis(1, mapping::weightCountSensitivity(project.costTable()));
    }

    void damage(const std::string &sql) const { SQLite::Database(m_path.string(), SQLite::OPEN_READWRITE).exec(sql); }

    /// All of the run, as text to compare.
    QString picture(const Project &project, std::int64_t id) const
    {
        const Run run = project.run(id);
        project.extractWeights(id, "tuned", m_folder.path() / "copy");
        return QString("%1 %2 %3 %4 ")
                   .arg(id)
                   .arg(run.test()->correct)
                   .arg(project.epochs(id).size())
                   .arg(project.executions(id).size()) +
               QString::fromStdString(readText(m_folder.path() / "copy").substr(0, 3));
    }

private slots:
    void init()
    {
        for (const std::filesystem::path &file : {m_path, m_rescued})
            std::filesystem::remove(file);
        makeProject();
    }

    void ofAWholeProjectNothingIsLost()
    {
        const std::vector<std::byte> before = readBytes(m_path);
        const Rescue result = rescue(m_path, m_rescued);
        QCOMPARE(result.runs, runs);
        QVERIFY2(result.losses.empty(), result.losses.empty() ? "" : result.losses.front().c_str());
        const Project original = Project::open(m_path, Access::ReadOnly);
        const Project copy = Project::open(m_rescued, Access::ReadOnly);
        for (int id = 1; id <= runs; ++id)
            QCOMPARE(picture(copy, id), picture(original, id));
        QVERIFY(copy.analysis(1));
        QCOMPARE(copy.document("plan"), original.document("plan"));
        QCOMPARE(copy.document("receipt of run 2"), "{}");
        QVERIFY(copy.referencePoint(mapping::Objective::Latency));
        QCOMPARE(copy.log().size(), original.log().size());
        QVERIFY(readBytes(m_path) == before);
    }

    void aDamagedRunLeavesAFailedOneInItsPlace()
    {
        damage("UPDATE runs SET latency_cycles = 1 WHERE id = 3");
        QVERIFY_THROWS_EXCEPTION(Error, Project::open(m_path, Access::ReadOnly).runs());
        const Rescue result = rescue(m_path, m_rescued);
        QCOMPARE(result.runs, runs - 1);
        QCOMPARE(result.losses.size(), 1u);
        QVERIFY(result.losses.front().starts_with("run 3: "));
        const Project copy = Project::open(m_rescued, Access::ReadOnly);
        QCOMPARE(copy.run(3).status, RunStatus::Failed);
        QVERIFY(copy.run(3).message.starts_with("Lost"));
        QVERIFY(picture(copy, 4).startsWith("4 8004 1 1 "));
    }

    void aDeletedRunIsMissed()
    {
        damage("PRAGMA foreign_keys = OFF; DELETE FROM runs WHERE id = 2");
        const Rescue result = rescue(m_path, m_rescued);
        QCOMPARE(result.runs, runs - 1);
        QVERIFY(picture(Project::open(m_rescued, Access::ReadOnly), 3).startsWith("3 8003"));
    }

    void damagedWeightsCostNothingElse()
    {
        damage("UPDATE contents SET compressed = zeroblob(100) WHERE sha256 = "
               "(SELECT sha256 FROM weights WHERE run = 5)");
        const Rescue result = rescue(m_path, m_rescued);
        QCOMPARE(result.runs, runs);
        QCOMPARE(result.losses.size(), 1u);
        QVERIFY(result.losses.front().starts_with("the tuned weights of run 5: "));
        QVERIFY(!Project::open(m_rescued, Access::ReadOnly).hasWeights(5, "tuned"));
        QCOMPARE(Project::open(m_rescued, Access::ReadOnly).run(5).test()->correct, 8005);
    }

    void whatCannotBeRescuedSaysSoAndLeavesNoFile()
    {
        damage("UPDATE setup SET value = '{}' WHERE key = 'platform'");
        QVERIFY(errorMessage([&] { rescue(m_path, m_rescued); }).contains("damaged"));
        QVERIFY(!std::filesystem::exists(m_rescued));
        writeText(m_path, "no project");
        QVERIFY(!errorMessage([&] { rescue(m_path, m_rescued); }).isEmpty());
        QVERIFY(!std::filesystem::exists(m_rescued));
    }

    void anExistingFileStays()
    {
        writeText(m_rescued, "precious");
        QVERIFY(errorMessage([&] { rescue(m_path, m_rescued); }).contains("exists already"));
        QCOMPARE(readText(m_rescued), "precious");
    }

    /// Whole blocks are lost, as on a bad disk: what comes out is as it was stored, or is not there.
    void whatIsRescuedFromABadDiskIsAsItWas()
    {
        QStringList expected;
        {
            const Project original = Project::open(m_path, Access::ReadOnly);
            for (int id = 1; id <= runs; ++id)
                expected << picture(original, id);
        }
        const std::string whole = readText(m_path);
        Random random(7);
        int rescuedRuns = 0, refused = 0;
        for (int i = 0; i < 60; ++i) {
            std::string bytes = whole;
            const std::size_t block =
                4096 * (1 + static_cast<std::size_t>(random.below(static_cast<int>(whole.size() / 4096) - 1)));
            bytes.replace(block, 4096, 4096, '\0');
            writeText(m_path, bytes);
            std::filesystem::remove(m_rescued);
            if (const QString message = errorMessage([&] { rescue(m_path, m_rescued); }); !message.isEmpty()) {
                ++refused;
                QVERIFY(!std::filesystem::exists(m_rescued));
                continue;
            }
            const Project copy = Project::open(m_rescued, Access::ReadOnly);
            for (const Run &run : copy.runs())
                if (run.status == RunStatus::Done && copy.hasWeights(run.id, "tuned") && !copy.epochs(run.id).empty() &&
                    !copy.executions(run.id).empty()) {
                    QCOMPARE(picture(copy, run.id), expected.at(static_cast<int>(run.id) - 1));
                    ++rescuedRuns;
                }
        }
        QVERIFY2(rescuedRuns > 60, QByteArray::number(rescuedRuns));
        QVERIFY2(refused < 50, QByteArray::number(refused));
    }
};

QTEST_APPLESS_MAIN(TestRescue)
#include "tst_rescue.moc"
