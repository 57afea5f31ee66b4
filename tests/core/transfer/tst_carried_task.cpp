// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/containers/base64.h"
#include "core/data/dataset.h"
#include "core/network/zoo.h"
#include "core/transfer/carried_task.h"
#include "core/transfer/outbox.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <deque>

using namespace odimo;
using namespace odimo::transfer;
namespace fs = std::filesystem;

namespace {

/// Answers as a host does, and keeps what it is told.
class RecordingHost : public HostLine {
public:
    explicit RecordingHost(const Outbox &outbox) : m_outbox(outbox) {}

    void send(const protocol::Event &event) override
    {
        if (const auto *wanted = std::get_if<protocol::ContentWanted>(&event)) {
            ++wantedParts;
            m_parts.push_back(m_outbox.part(*wanted));
        } else {
            events.push_back(event);
        }
    }
    std::optional<protocol::ContentPart> nextPart() override
    {
        if (stops)
            return std::nullopt;
        protocol::ContentPart part = m_parts.front();
        m_parts.pop_front();
        if (damages && part.offset == 0)
            part.base64[0] = part.base64[0] == 'A' ? 'B' : 'A';
        return part;
    }
    bool wait(std::chrono::milliseconds) override
    {
        ++waits;
        return !stops;
    }

    int wantedParts = 0;
    int waits = 0;
    bool damages = false;
    bool stops = false;
    std::vector<protocol::Event> events;

private:
    const Outbox &m_outbox;
    std::deque<protocol::ContentPart> m_parts;
};

} // namespace

/// A task runs on files of this machine, and its host sees only its own.
class TestCarriedTask : public QObject {
    Q_OBJECT

private:
    protocol::Task carried(Outbox &outbox) const
    {
        protocol::Task task{.kind = protocol::TaskKind::Finetune,
                            .name = "run 1",
                            .network = network::zooNetwork("resnet8:width=4"),
                            .data = "synthetic:train=30,test=11",
                            .platform = platform::loadPlatform("diana")};
        task.weights = m_host.path() / "start.safetensors";
        task.checkpoint = m_host.path() / "finetune.checkpoint";
        task.folder = m_host.path();
        task.contents = outbox.contentsOf(task);
        return task;
    }

    const TemporaryFolder m_host;
    const TemporaryFolder m_worker;

private slots:
    void init()
    {
        qputenv("XDG_CACHE_HOME", m_host.path().c_str());
        writeText(m_host.path() / "start.safetensors", std::string(protocol::mostPartBytes + 1, 'w'));
        writeText(m_host.path() / "finetune.checkpoint", "3");
        fs::remove_all(m_worker.path() / "cache");
    }

    void readsCopiesOfItsFiles()
    {
        Outbox outbox;
        RecordingHost host(outbox);
        const ContentCache cache(m_worker.path() / "cache");
        CarriedTask task(carried(outbox), cache, host);
        QVERIFY(task.fetch());
        for (const std::string &path :
             {task.task().weights, task.task().checkpoint, task.task().data, task.task().folder})
            QVERIFY2(
                path.starts_with(cache.find(carried(outbox).contents->front().sha256)->path().parent_path().string()),
                path.c_str());
        QVERIFY(!task.task().contents);
        QCOMPARE(readText(task.task().weights), readText(m_host.path() / "start.safetensors"));
        QCOMPARE(readText(task.task().checkpoint), "3");
        QCOMPARE(data::digestOf(data::loadDataset(task.task().data)),
                 data::digestOf(data::loadDataset("synthetic:train=30,test=11")));
    }

    void asksForNothingTwice()
    {
        Outbox outbox;
        RecordingHost host(outbox);
        const ContentCache cache(m_worker.path() / "cache");
        QVERIFY(CarriedTask(carried(outbox), cache, host).fetch());
        const int first = host.wantedParts;
        QCOMPARE(first, 4); // Weights in two parts, checkpoint, data.
        QVERIFY(CarriedTask(carried(outbox), cache, host).fetch());
        QCOMPARE(host.wantedParts, first);
    }

    void waitsForAnotherWorkerThatFetchesTheSame()
    {
        Outbox outbox;
        RecordingHost host(outbox);
        const ContentCache cache(m_worker.path() / "cache");
        const protocol::Task task = carried(outbox);
        const IncomingFile other = cache.begin(task.contents->front().sha256, task.contents->front().bytes);
        host.stops = true; // Or it would wait for ever.
        QVERIFY(!CarriedTask(task, cache, host).fetch());
        QCOMPARE(host.waits, 1);
        QCOMPARE(host.wantedParts, 0);
        QVERIFY(std::holds_alternative<protocol::Alive>(host.events.front()));
    }

    void stopsWhileItFetches()
    {
        Outbox outbox;
        RecordingHost host(outbox);
        host.stops = true;
        const ContentCache cache(m_worker.path() / "cache");
        QVERIFY(!CarriedTask(carried(outbox), cache, host).fetch());
    }

    void refusesWhatArrivesDamaged()
    {
        Outbox outbox;
        RecordingHost host(outbox);
        host.damages = true;
        const ContentCache cache(m_worker.path() / "cache");
        CarriedTask task(carried(outbox), cache, host);
        QVERIFY(errorMessage([&] { task.fetch(); }).contains("has arrived damaged"));
    }

    void refusesAFileWithoutAContent()
    {
        Outbox outbox;
        RecordingHost host(outbox);
        const ContentCache cache(m_worker.path() / "cache");
        protocol::Task task = carried(outbox);
        task.neighbour = "/etc/passwd";
        CarriedTask refused(task, cache, host);
        QVERIFY(errorMessage([&] { refused.fetch(); }).contains("names /etc/passwd and no content of it"));
    }

    void sendsAFileBeforeTheEventThatNamesIt()
    {
        Outbox outbox;
        RecordingHost host(outbox);
        const ContentCache cache(m_worker.path() / "cache");
        CarriedTask task(carried(outbox), cache, host);
        QVERIFY(task.fetch());
        const std::string bytes(2 * protocol::mostPartBytes + 5, 't');
        writeText(fs::path(task.task().folder) / "tuned.safetensors", bytes);
        task.send(protocol::WeightsSaved{task.task().folder + "/tuned.safetensors"});
        QCOMPARE(host.events.size(), std::size_t(4));
        std::string sent;
        for (int part = 0; part < 3; ++part) {
            const auto &each = std::get<protocol::FilePart>(host.events[static_cast<std::size_t>(part)]);
            QCOMPARE(each.name, "tuned.safetensors");
            QCOMPARE(each.offset, static_cast<std::int64_t>(sent.size()));
            QCOMPARE(each.bytes, static_cast<std::int64_t>(bytes.size()));
            sent += data::bytesFromBase64(each.base64);
        }
        QVERIFY(sent == bytes);
        QCOMPARE(std::get<protocol::WeightsSaved>(host.events.back()).path,
                 (m_host.path() / "tuned.safetensors").string());
    }

    /// As a resumed training does with the last epoch.
    void theCheckpointThatItWasGivenStaysWithTheHost()
    {
        Outbox outbox;
        RecordingHost host(outbox);
        const ContentCache cache(m_worker.path() / "cache");
        CarriedTask task(carried(outbox), cache, host);
        QVERIFY(task.fetch());
        task.send(protocol::EpochFinished{.phase = "finetune", .epoch = 3, .checkpoint = task.task().checkpoint});
        QCOMPARE(host.events.size(), std::size_t(1));
        QCOMPARE(std::get<protocol::EpochFinished>(host.events.front()).checkpoint,
                 (m_host.path() / "finetune.checkpoint").string());
    }
};

QTEST_APPLESS_MAIN(TestCarriedTask)
#include "tst_carried_task.moc"
