// SPDX-License-Identifier: Apache-2.0
#include "core/network/zoo.h"
#include "core/workers/run_tasks.h"
#include "core/workers/worker_client.h"
#include "tests/core/base/error_message.h"
#include "tests/core/workers/timing_task.h"

#include <QTest>

#include <set>

using namespace odimo;
using namespace odimo::workers;
using samples::FakeWorkers;

class TestWorkerClient : public QObject {
    Q_OBJECT

private:
    const FakeWorkers m_fakes{FAKE_WORKER};
    Control m_control;

    static protocol::Task timing()
    {
        return {.kind = protocol::TaskKind::Time,
                .name = "a timing",
                .network = network::zooNetwork("resnet8:width=4"),
                .data = "synthetic",
                .platform = platform::loadPlatform("diana")};
    }

private slots:
    void handsOnTheEventsOfATask()
    {
        FakeWorkers::behave("");
        FakeWorkers::set("ODIMO_FAKE_STEP_MS", "12.5");
        std::vector<protocol::Event> events;
        runTask(timing(), {}, m_control, [&](const protocol::Event &event) { events.push_back(event); });
        QCOMPARE(events.size(), std::size_t(2));
        QCOMPARE(std::get<protocol::Hello>(events[0]).version, "0.0-fake");
        QCOMPARE(std::get<protocol::StepTimes>(events[1]).floatStep_ms, 12.5);
    }

    void tasksSideBySideHandOnWhoseEventItIs()
    {
        FakeWorkers::behave("");
        const std::vector<protocol::Task> tasks(3, timing());
        std::vector<int> timed(tasks.size());
        runTasks(tasks, {}, m_control, [&](std::size_t index, const protocol::Event &event) {
            timed.at(index) += std::holds_alternative<protocol::StepTimes>(event) ? 1 : 0;
        });
        QCOMPARE(timed, std::vector<int>({1, 1, 1}));
    }

    void oneProcessDoesTasksSideBySide()
    {
        FakeWorkers::behave("");
        std::vector<protocol::Task> tasks(3, timing());
        std::vector<int> timed;
        std::set<std::string> processes;
        const auto run = [&](const LaunchOptions &launch) {
            timed.assign(tasks.size(), 0);
            processes.clear();
            runTasks(tasks, launch, m_control, [&](std::size_t index, const protocol::Event &event) {
                if (const auto *hello = std::get_if<protocol::Hello>(&event))
                    processes.insert(hello->torch);
                timed.at(index) += std::holds_alternative<protocol::StepTimes>(event) ? 1 : 0;
            });
        };
        const std::vector<int> onceEach{1, 1, 1};
        run({});
        QCOMPARE(timed, onceEach);
        QCOMPARE(processes.size(), std::size_t(3));
        run({.isShared = true});
        QCOMPARE(timed, onceEach);
        QCOMPARE(processes.size(), std::size_t(1));
        for (protocol::Task &task : tasks)
            task.device = "cuda"; // There it is always one.
        run({});
        QCOMPARE(timed, onceEach);
        QCOMPARE(processes.size(), std::size_t(1));
    }

    void aSharedProcessThatDiesFailsItsTask()
    {
        FakeWorkers::behave("crash", "third");
        std::vector<protocol::Task> tasks(2, timing());
        tasks.back().name = "the third";
        const QString message = errorMessage(
            [&] { runTasks(tasks, {.isShared = true}, m_control, [](std::size_t, const protocol::Event &) {}); });
        QVERIFY2(message.contains("The worker of the third ended by signal"), qPrintable(message));
    }

    void throwsWhatTheWorkerSays()
    {
        FakeWorkers::behave("fail");
        try {
            runTask(timing(), {}, m_control, [](const protocol::Event &) {});
            QFAIL("nothing thrown");
        } catch (const Error &error) {
            QCOMPARE(error.problem(), "out of luck");
            QCOMPARE(error.kind(), ErrorKind::RunFailed);
            QVERIFY(error.remedy() == Remedy::OtherSeed);
        }
    }

    void aStopBeforeTheStartIsACancellation()
    {
        FakeWorkers::behave("");
        Control control;
        control.stop();
        try {
            runTask(timing(), {}, control, [](const protocol::Event &) {});
            QFAIL("ran");
        } catch (const Error &error) {
            QCOMPARE(error.kind(), ErrorKind::Cancelled);
        }
    }

    void exitsAreToldInWords()
    {
        QCOMPARE(exitInWords(3), "exit code 3");
        QCOMPARE(exitInWords(128 + 11), "signal 11 (segmentation fault)");
        QCOMPARE(exitInWords(128 + 9), "signal 9 (killed; perhaps the memory ran out)");
    }

    void aFileThatWasNotAskedForIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"../harm", "a/harm", ".harm", "", "-rf"})
            QTest::newRow(name) << name;
    }
    void aFileThatWasNotAskedForIsRefused()
    {
        QFETCH(QString, name);
        const TemporaryFolder folder;
        const protocol::Hello hello{
            .protocol = protocol::protocolVersion, .version = "0", .torch = "0", .device = "cpu", .threads = 1};
        const protocol::FilePart part{.name = name.toStdString(), .sha256 = std::string(64, 'a'), .base64 = ""};
        qputenv("ODIMO_TEST_HELLO", protocol::toLine(hello, {}).c_str());
        qputenv("ODIMO_TEST_PART", protocol::toLine(part, {}).c_str());
        const LaunchOptions launch{
            .executors = {
                {.words =
                     "sh -c 'echo \"$ODIMO_TEST_HELLO\"; read task; echo \"$ODIMO_TEST_PART\"; read command' sh"}}};
        Control control;
        const QString error = samples::report(samples::warmup(folder.path() / "runs"), launch, control).error;
        QVERIFY2(error.contains("it sends a file " + name + " that was not asked for"), qPrintable(error));
        QVERIFY(std::filesystem::is_empty(folder.path()));
    }
};

QTEST_APPLESS_MAIN(TestWorkerClient)
#include "tst_worker_client.moc"
