// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "tests/flow/all_digital_run.h"
#include "tests/flow/session.h"

#include <QTest>

#include <map>

using namespace odimo;
using namespace odimo::flow;

namespace {

/// On Linux every write to it fails as on a full disk.
const QString fullDisk = QStringLiteral("/dev/full");

Ended runToFullDisk(const QStringList &arguments)
{
    QProcess process;
    process.setStandardOutputFile(fullDisk, QIODevice::Append);
    process.start(cli::programPath("odimo"), arguments);
    process.closeWriteChannel();
    return cli::collect(process);
}

void verifyTold(const Ended &ended, const QString &what)
{
    QVERIFY2(ended.exitCode == 5, qPrintable(what + QString(" ends with %1: ").arg(ended.exitCode) + ended.errors));
    QVERIFY2(ended.errors.contains("could not be written to the end: No space left on device") ||
                 ended.errors.contains("cannot be written: No space left on device"),
             qPrintable(what + ": " + ended.errors));
}

} // namespace

/// Output that does not reach its place is never taken for done.
class TestFullDisk : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const Ended ended = cli::runOdimo(m_session.explore("a.odimo"));
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const Ended exported = cli::runOdimo({"export", m_session.file("a.odimo"), "--run",
                                              QString::number(allDigitalRun(m_session.path("a.odimo"))), "--target",
                                              "diana", "-o", m_session.file("package")});
        QVERIFY2(exported.exitCode == 0, exported.errors.constData());
    }

    void everyCommandTells_data()
    {
        QTest::addColumn<QStringList>("arguments");
        for (const cli::Command &command : cli::commands()) {
            const auto known = examples().find(command.name);
            QVERIFY2(known != examples().end(), command.name);
            QTest::addRow("%s as text", command.name) << known->second;
            if (known->first != "export" && known->first != "report") // Their results are files.
                QTest::addRow("%s --json", command.name) << known->second + QStringList{"--json"};
            QTest::addRow("%s --help", command.name) << QStringList{command.name, "--help"};
        }
        QTest::newRow("--help") << QStringList{"--help"};
        QTest::newRow("--version") << QStringList{"--version"};
    }

    void everyCommandTells()
    {
        QFETCH(QStringList, arguments);
        verifyTold(runToFullDisk(arguments), arguments.join(' '));
        std::filesystem::remove_all(m_session.path("run"));
    }

    void everyFileTells_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("cost") << QStringList{"cost", "--network", "resnet8", "-o", fullDisk};
        const QString run = QString::number(allDigitalRun(m_session.path("a.odimo")));
        QTest::newRow("trace") << QStringList{"show", m_session.file("a.odimo"), "--run", run, "--trace", fullDisk};
    }

    void everyFileTells()
    {
        QFETCH(QStringList, arguments);
        verifyTold(cli::runOdimo(arguments), arguments.join(' '));
    }

    void anExplorationGoesOnWithoutItsOutput()
    {
        verifyTold(runToFullDisk(m_session.explore("b.odimo")), "explore");
        for (const Json &run : frontOf(m_session.file("b.odimo")).at("points"))
            QVERIFY(run.at("accuracy").get<double>() > 0);
        QCOMPARE(frontOf(m_session.file("b.odimo")).at("points").size(),
                 frontOf(m_session.file("a.odimo")).at("points").size());
    }

private:
    /// The arguments of a short run of each command.
    const std::map<std::string, QStringList> &examples() const
    {
        const QString project = m_session.file("a.odimo");
        static const std::map<std::string, QStringList> table = {
            {"explore", {"explore", "--project", project, "--resume"}},
            {"front", {"front", project}},
            {"vary", {"vary", project, "--vary", "analog.columns=256,512"}},
            {"show", {"show", project, "--run", "1"}},
            {"compare", {"compare", project, "--run", "1", "--with", "2"}},
            {"edit",
             {"edit", project, "--run", QString::number(allDigitalRun(m_session.path("a.odimo"))), "--fill-blocks"}},
            {"measure", {"measure", project, "--run", QString::number(allDigitalRun(m_session.path("a.odimo")))}},
            {"rename", {"rename", project, "--run", "1", "--name", "first"}},
            {"project", {"project", "info", project}},
            {"evaluate", {"evaluate", project, "--run", "1"}},
            {"export", {"export", project, "--run", "1", "-o", m_session.file("run")}},
            {"verify", {"verify", m_session.file("package"), "--target", "host"}},
            {"verify-run", {"verify-run", project, "--run", QString::number(allDigitalRun(m_session.path("a.odimo")))}},
            {"report", {"report", project, "-o", m_session.file("run.md")}},
            {"cost", {"cost", "--network", "resnet8"}},
            {"network", {"network", "resnet8"}},
            {"data", {"data", "synthetic:classes=4,train=64,test=32"}},
            {"platforms", {"platforms"}},
            {"bench", {"bench", "--network", "resnet8", "--batch", "8", "--repetitions", "1", "--steps"}},
        };
        return table;
    }

    Session m_session;
};

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_full_disk.moc"
