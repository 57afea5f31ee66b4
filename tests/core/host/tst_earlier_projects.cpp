// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/front.h"
#include "core/host/plan/stored_plan.h"
#include "core/project/integrity.h"
#include "core/project/schema.h"
#include "tests/core/host/kept_projects.h"
#include "tests/core/project/forged.h"
#include "tests/core/project/samples.h"

#include <QStringList>
#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::project;

namespace {

QString describe(std::int64_t run, double accuracy, double latency_cycles, bool isOnFront)
{
    return QString("%1: %2 at %3%4")
        .arg(run)
        .arg(accuracy, 0, 'f', 4)
        .arg(latency_cycles, 0, 'f', 2)
        .arg(isOnFront ? ", on the front" : "");
}

/// All points, by the number of the run.
QStringList frontOf(const Project &project)
{
    QStringList front;
    for (const host::FrontEntry &entry : host::frontOf(project, mapping::Objective::Latency).points)
        front << describe(entry.run, entry.accuracy, entry.cost.latency_cycles, !entry.dominated);
    std::ranges::sort(front, {}, [](const QString &point) { return point.section(':', 0, 0).toInt(); });
    return front;
}

/// The same as the view of the file gives it, without this program.
QStringList frontInFile(const std::filesystem::path &path)
{
    QStringList front;
    for (const std::string &point : samples::texts(
             path, "SELECT run || ': ' || printf('%.4f', accuracy) || ' at ' || printf('%.2f', latency_cycles) "
                   "|| iif(on_latency_front, ', on the front', '') FROM v_front ORDER BY run"))
        front << QString::fromStdString(point);
    return front;
}

/// All that a project holds, but for its weights.
struct Contents {
    std::vector<Run> runs{};
    std::vector<std::vector<std::string>> epochs{}; ///< By run, a text each.
    QStringList log{};
    QStringList documents{};
    std::vector<bool> analyses{};

    bool operator==(const Contents &) const = default;
};

Contents contentsOf(const Project &project)
{
    Contents contents{.runs = project.runs()};
    for (const Run &run : contents.runs) {
        std::vector<std::string> &epochs = contents.epochs.emplace_back();
        for (const Epoch &epoch : project.epochs(run.id))
            epochs.push_back(epoch.result.phase + " " + std::to_string(epoch.result.epoch) + " " +
                             std::to_string(epoch.result.loss) + " " + std::to_string(epoch.result.splits.size()));
        contents.analyses.push_back(project.analysis(run.id).has_value());
    }
    for (const LogLine &line : project.log())
        contents.log << QString::fromStdString(line.at + line.level + line.text);
    for (const char *document : {"settings", "plan", "fitted_plans", "selection", "polish", "run_names"})
        contents.documents << QString::fromStdString(project.document(document));
    return contents;
}

} // namespace

/// Projects of every schema there has been, as the program of their time wrote them.
class TestEarlierProjects : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "x.odimo";

    /// What the program adds while it works.
    void addToEverything(Project &project) const
    {
        Run run = samples::tunedRun(project, "digital", 9000);
        run.measurements.front().phase = "finetune";
        const std::int64_t id = project.save(run);
        project.addEpoch(samples::searchEpoch(project, id, 1));
        project.storeAnalysis(id, mapping::weightCountSensitivity(project.costTable()));
        writeText(m_folder.path() / "weights", std::string(3000, 'w'));
        project.storeWeights(id, "tuned", m_folder.path() / "weights");
        project.saveExecution(Execution{.run = id, .phase = "finetune", .data = "0123"});
        project.storeRepetition({.run = id, .verdict = Verdict::Equal, .explanation = "nearly"});
        project.storeDocument("receipt of run 1", "{}");
        project.setReferencePoint(mapping::Objective::Energy, {.cost = 3, .accuracy = 0.5});
        project.addLog({.run = id, .at = timestamp(), .level = "info", .text = "added"});
        Run earlier = project.run(2);
        earlier.message = "looked at again";
        project.save(earlier);
    }

    void verifyAdded(const Project &project) const
    {
        const std::int64_t id = project.runs().back().id;
        QCOMPARE(project.run(id).test()->phase, std::string("finetune"));
        QVERIFY(!project.epochs(id).front().result.splits.empty());
        QVERIFY(project.analysis(id));
        project.extractWeights(id, "tuned", m_folder.path() / "copy");
        QCOMPARE(readText(m_folder.path() / "copy"), std::string(3000, 'w'));
        QCOMPARE(project.executions(id).size(), std::size_t{1});
        QCOMPARE(project.repetition(id)->explanation, std::string("nearly"));
        QCOMPARE(project.document("receipt of run 1"), std::string("{}"));
        QVERIFY(project.referencePoint(mapping::Objective::Energy));
        QCOMPARE(project.log().back().text, std::string("added"));
        QCOMPARE(project.run(2).message, std::string("looked at again"));
    }

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<int>("schema");
        for (int schema = 1; schema <= schemaVersion; ++schema) // There is one of each: a new schema adds its own.
            QTest::addRow("schema %d", schema) << schema;
    }

    void init()
    {
        QFETCH_GLOBAL(int, schema);
        samples::unpackProject(schema, m_path);
        QCOMPARE(samples::number(m_path, "PRAGMA user_version"), schema);
    }

    void isReadAsItIs()
    {
        const std::vector<std::byte> before = readBytes(m_path);
        const Project project = Project::open(m_path, Access::ReadOnly);
        QVERIFY(project.newerVersion().empty());
        QCOMPARE(frontOf(project), frontInFile(m_path));
        QVERIFY(frontOf(project).size() >= 5);
        QVERIFY(!project.epochs(1).empty());
        QVERIFY(host::storedSettings(project) && host::storedPlan(project));
        QCOMPARE(damageOf(m_path), std::vector<std::string>());
        QVERIFY(readBytes(m_path) == before);
    }

    void isTheSameWhenItIsBroughtUpToDate()
    {
        const Contents before = contentsOf(Project::open(m_path, Access::ReadOnly));
        const QStringList front = frontInFile(m_path);
        {
            const Project project = Project::open(m_path, Access::ReadWrite);
            QVERIFY(!project.wasLeftOpen());
        }
        QCOMPARE(samples::number(m_path, "PRAGMA user_version"), schemaVersion);
        const Project project = Project::open(m_path, Access::ReadOnly);
        Contents after = contentsOf(project);
        if (after.log != before.log)
            QVERIFY2(after.log.takeLast().contains("A copy of it as it was is kept"), qPrintable(after.log.join('\n')));
        QVERIFY(after == before);
        QCOMPARE(frontOf(project), front);
        QCOMPARE(frontInFile(m_path), front);
        QCOMPARE(damageOf(m_path), std::vector<std::string>());
    }

    void isWrittenLikeANewOne()
    {
        const Contents before = contentsOf(Project::open(m_path, Access::ReadOnly));
        {
            Project project = Project::open(m_path, Access::ReadWrite);
            addToEverything(project);
        }
        const Project project = Project::open(m_path, Access::ReadOnly);
        verifyAdded(project);
        QCOMPARE(project.runs().size(), before.runs.size() + 1);
        QVERIFY(contentsOf(project).epochs.front() == before.epochs.front());
        QCOMPARE(damageOf(m_path), std::vector<std::string>());
    }

    /// From then on all of it is under digests.
    void aLaterChangeByHandIsSeen()
    {
        {
            const Project project = Project::open(m_path, Access::ReadWrite);
        }
        samples::execute(m_path, "UPDATE measurements SET correct = correct + 1 WHERE run = 2");
        QVERIFY(!damageOf(m_path).empty());
        QVERIFY(errorMessage([&] { Project::open(m_path, Access::ReadOnly).runs(); }).contains("not what was stored"));
    }
};

QTEST_APPLESS_MAIN(TestEarlierProjects)
#include "tst_earlier_projects.moc"
