// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/base64.h"
#include "core/data/containers/sha256.h"
#include "core/data/packed.h"
#include "core/network/zoo.h"
#include "core/transfer/outbox.h"
#include "tests/core/base/error_message.h"

#include <QTest>

using namespace odimo;
using namespace odimo::transfer;

class TestOutbox : public QObject {
    Q_OBJECT

private:
    /// All parts of a content, one after the other.
    static std::string whole(const Outbox &outbox, const protocol::Content &content)
    {
        std::string bytes;
        while (static_cast<std::int64_t>(bytes.size()) < content.bytes)
            bytes += data::bytesFromBase64(
                outbox.part({.sha256 = content.sha256, .offset = static_cast<std::int64_t>(bytes.size())}).base64);
        return bytes;
    }

    protocol::Task task() const
    {
        return {.kind = protocol::TaskKind::Search,
                .name = "run 1",
                .network = network::zooNetwork("resnet8:width=4"),
                .data = "synthetic:train=30,test=11",
                .platform = platform::loadPlatform("diana")};
    }

    TemporaryFolder m_folder;

private slots:
    void initTestCase() { qputenv("XDG_CACHE_HOME", m_folder.path().c_str()); }

    void filesAreHandedOutByDigest()
    {
        protocol::Task search = task();
        search.weights = m_folder.path() / "start.safetensors";
        const std::string bytes(protocol::mostPartBytes + 3, 'w');
        writeText(search.weights, bytes);
        Outbox outbox;
        const std::vector<protocol::Content> contents = outbox.contentsOf(search);
        QCOMPARE(contents.size(), std::size_t(2));
        QCOMPARE(contents[0].path, search.weights);
        QCOMPARE(contents[0].bytes, static_cast<std::int64_t>(bytes.size()));
        QCOMPARE(whole(outbox, contents[0]), bytes);
        QCOMPARE(data::bytesFromBase64(
                     outbox.part({.sha256 = contents[0].sha256, .offset = protocol::mostPartBytes}).base64),
                 "www");
    }

    void dataAreHandedOutAsTheyWereLoaded()
    {
        Outbox outbox;
        const protocol::Content content = outbox.contentsOf(task()).front();
        QCOMPARE(content.path, task().data);
        writeText(m_folder.path() / "copy", whole(outbox, content));
        QCOMPARE(data::sha256OfFile(m_folder.path() / "copy"), content.sha256);
        QCOMPARE(data::digestOf(data::loadDataset(m_folder.path() / "copy")),
                 data::digestOf(data::loadDataset(task().data)));
        QVERIFY(outbox.contentsOf(task()).front() == content);
    }

    void nothingElseIsHandedOut()
    {
        writeText(m_folder.path() / "secret", "secret");
        Outbox outbox;
        const protocol::Content content = outbox.contentsOf(task()).front();
        const std::string other = data::sha256OfFile(m_folder.path() / "secret");
        QVERIFY(errorMessage([&] { outbox.part({.sha256 = other, .offset = 0}); }).contains("none of its task's"));
        QVERIFY(errorMessage([&] {
                    outbox.part({.sha256 = content.sha256, .offset = content.bytes});
                }).contains("none of its task's"));
    }

    void aFileThatIsNotThereIsNamed()
    {
        protocol::Task search = task();
        search.neighbour = "/nowhere/neighbour.safetensors";
        Outbox outbox;
        QVERIFY(errorMessage([&] { outbox.contentsOf(search); }).contains("/nowhere/neighbour.safetensors"));
    }
};

QTEST_APPLESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
