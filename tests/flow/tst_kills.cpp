// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/project/integrity.h"
#include "core/project/project.h"
#include "tests/core/base/asked_number.h"
#include "tests/flow/session.h"
#include "tests/preload/watched_disk.h"

#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <set>

using namespace odimo;
using namespace odimo::flow;

namespace {

/// What an exploration ends with, down to the weights.
QStringList resultOf(const std::filesystem::path &path)
{
    const project::Project project = project::Project::open(path, project::Access::ReadOnly);
    QStringList result;
    for (const project::Run &run : project.runs()) {
        QString line = QString("run %1 %2 %3 %4:")
                           .arg(run.id)
                           .arg(nameOf(run.kind), nameOf(run.status))
                           .arg(run.cost.latency_cycles);
        for (const project::Measurement &each : run.measurements)
            line += QString(" %1 %2 %3/%4")
                        .arg(each.split.c_str(), each.numerics.c_str())
                        .arg(each.correct)
                        .arg(each.total);
        for (const char *role : {"warm", "searched", "tuned"})
            line += " " + QString::fromStdString(project.weightsDigest(run.id, role).value_or("-").substr(0, 12));
        for (const project::Epoch &epoch : project.epochs(run.id))
            line += QString(" %1 %2 %3").arg(epoch.result.phase.c_str()).arg(epoch.result.epoch).arg(epoch.result.loss);
        result << line;
    }
    return result;
}

/// What `odimo explore` has told of: "1 warmup 2" for an epoch, "4 done" for a run.
QStringList acknowledgedBy(const QByteArray &output)
{
    static const QRegularExpression epoch(R"(^run (\d+) \(.*\): (warm-up|search|fine-tuning) epoch (\d+)/)");
    static const QRegularExpression done(R"(^run (\d+) \(.*\): done)");
    QStringList acknowledged;
    for (const QString &line : QString::fromUtf8(output).split('\n')) {
        if (const auto match = epoch.match(line); match.hasMatch()) {
            QString phase = match.captured(2);
            phase = phase == "warm-up" ? "warmup" : phase == "fine-tuning" ? "finetune" : phase;
            acknowledged << match.captured(1) + " " + phase + " " + match.captured(3);
        } else if (const auto run = done.match(line); run.hasMatch()) {
            acknowledged << run.captured(1) + " done";
        }
    }
    return acknowledged;
}

std::set<QString> keptIn(const std::filesystem::path &path)
{
    const project::Project project = project::Project::open(path, project::Access::ReadOnly);
    std::set<QString> kept;
    for (const project::Run &run : project.runs()) {
        if (run.status == project::RunStatus::Done)
            kept.insert(QString("%1 done").arg(run.id));
        for (const project::Epoch &epoch : project.epochs(run.id))
            kept.insert(QString("%1 %2 %3").arg(run.id).arg(epoch.result.phase.c_str()).arg(epoch.result.epoch));
    }
    return kept;
}

} // namespace

/// Hosts and workers are killed at random moments of explorations: nothing that was told is lost, and all end as if
/// nothing had happened. Killed are 6, or as many as ODIMO_KILLS says, drawn from the seed ODIMO_KILLS_FROM.
class TestKills : public QObject {
    Q_OBJECT

private:
    Session m_session;
    Random m_random{static_cast<std::uint64_t>(askedNumber("ODIMO_KILLS_FROM", 1))};
    int m_hosts = 0, m_workers = 0, m_told = 0;

    /// A worker that is killed once, after as much processor time as stands in the file "limit".
    QString makeWorker() const
    {
        const QString script = m_session.file("worker");
        const QString limit = m_session.file("limit");
        writeText(
            script.toStdString(),
            QString(
                "#!/bin/sh\nif mv '%1' '%1.taken' 2>/dev/null; then\n"
                "  exec env LD_PRELOAD=%2 ODIMO_KILL_AFTER_us=$(cat '%1.taken') ASAN_OPTIONS=verify_asan_link_order=0 "
                "%3 \"$@\"\nfi\nexec %3 \"$@\"\n")
                .arg(limit, KILLED_LATER, cli::programPath("odimo-worker"))
                .toStdString());
        std::filesystem::permissions(script.toStdString(), std::filesystem::perms::owner_all);
        return script;
    }

    QStringList exploration(const std::string &project) const
    {
        return m_session.explore(project, "3,2,2") << "--worker" << m_session.file("worker");
    }

    /// One more start of the exploration, which may kill its host or a worker.
    Ended start(const std::string &project, bool killHost, bool killWorker)
    {
        if (killWorker)
            writeText(m_session.path("limit"), std::to_string(10'000 + m_random.below(2'500'000)));
        QProcess process;
        if (killHost)
            watchDisk(process, m_session.path("").parent_path(), "KILL", QString::number(1 + m_random.below(350)));
        process.start(cli::programPath("odimo"), exploration(project));
        process.closeWriteChannel();
        const Ended ended = cli::collect(process);
        std::filesystem::remove(m_session.path("limit"));
        m_hosts += ended.exitCode == 128 + SIGKILL ? 1 : 0;
        m_workers += (ended.output + ended.errors).contains("signal 9") ? 1 : 0;
        return ended;
    }

    void verifyKept(const std::string &project, const QStringList &told)
    {
        const std::filesystem::path path = m_session.path(project);
        if (!std::filesystem::exists(path)) {
            QVERIFY(told.isEmpty());
            return;
        }
        const std::vector<std::string> damage = project::damageOf(path);
        QVERIFY2(damage.empty(), damage.empty() ? "" : damage.front().c_str());
        const std::set<QString> kept = keptIn(path);
        for (const QString &each : told)
            QVERIFY2(kept.contains(each), qPrintable("lost: " + each));
    }

private slots:
    void nothingThatWasToldIsLostAndTheEndIsTheSame()
    {
        makeWorker();
        QVERIFY(cli::runOdimo(exploration("whole.odimo")).exitCode == 0);
        const QStringList expected = resultOf(m_session.path("whole.odimo"));
        const int kills = askedNumber("ODIMO_KILLS", 6);
        constexpr int mostKillsOfOne = 5;
        int explorations = 0;
        while (m_hosts + m_workers < kills) {
            const std::string project = "x" + std::to_string(++explorations) + ".odimo";
            QStringList told;
            for (int starts = 0;; ++starts) {
                const int before = m_hosts + m_workers;
                const bool mayKill = starts < mostKillsOfOne && before < kills;
                const bool killHost = mayKill && m_random.below(3) > 0;
                const Ended ended = start(project, killHost, mayKill && (!killHost || m_random.below(2) > 0));
                const QStringList now = acknowledgedBy(ended.output);
                told += now;
                m_told += static_cast<int>(now.size());
                verifyKept(project, told);
                QVERIFY2(!QTest::currentTestFailed(), ended.output + ended.errors);
                if (ended.exitCode == 0)
                    break;
                QVERIFY2(ended.exitCode == 128 + SIGKILL, ended.errors.constData());
            }
            QCOMPARE(resultOf(m_session.path(project)), expected);
            std::filesystem::remove(m_session.path(project));
        }
        qInfo("%d hosts and %d workers killed in %d explorations, %d epochs and runs told of", m_hosts, m_workers,
              explorations, m_told);
    }
};

QTEST_GUILESS_MAIN(TestKills)
#include "tst_kills.moc"
