// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/gzip.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/sample_bytes.h"

#include <QTest>

#include <algorithm>

#include <sys/resource.h>

using namespace odimo;
using namespace odimo::data;

namespace {

samples::Bytes noise(int count)
{
    samples::Bytes bytes;
    for (int index = 0; index < count; ++index)
        bytes.push_back(static_cast<std::uint8_t>(index * index % 251));
    return bytes;
}

const samples::Bytes first = noise(5000), second = noise(70), third = samples::Bytes(30'000, 7);

/// As bgzip and pigz write, or cat joins.
samples::Bytes severalMembers()
{
    return samples::joined({samples::gzip(first), samples::gzip(second), samples::gzip({}), samples::gzip(third)});
}

QString refusal(const samples::Bytes &bytes)
{
    return errorMessage([&] { gunzip(bytes, "a.gz"); });
}

} // namespace

class TestGzip : public QObject {
    Q_OBJECT

private slots:
    /// The first of all, as a process is told the most memory that it ever had.
    void takesNoMemoryForASizeThatCannotBe()
    {
        samples::Bytes bytes = samples::gzip(first);
        std::fill(bytes.end() - 4, bytes.end(), std::uint8_t{0x7F}); // The size, 2 GiB.
        rusage before{}, after{};
        getrusage(RUSAGE_SELF, &before);
        QVERIFY(!refusal(bytes).isEmpty());
        getrusage(RUSAGE_SELF, &after);
        const long more_kB = after.ru_maxrss - before.ru_maxrss;
        QVERIFY2(more_kB < 16'384, qPrintable(QString::number(more_kB)));
    }

    void readsOneMember() { QCOMPARE(gunzip(samples::gzip(first), "a.gz"), first); }

    void readsEveryMember() { QCOMPARE(gunzip(severalMembers(), "a.gz"), samples::joined({first, second, third})); }

    void zerosBehindTheLastMemberAreNothing()
    {
        const samples::Bytes padded = samples::joined({severalMembers(), samples::Bytes(512, 0)});
        QCOMPARE(gunzip(padded, "a.gz"), samples::joined({first, second, third}));
    }

    void refusesGarbageBehindAMember()
    {
        for (const samples::Bytes &garbage :
             {samples::bytesOf("more"), samples::Bytes{0, 0, 1}, samples::Bytes{0x1F, 7}}) {
            const QString message = refusal(samples::joined({samples::gzip(first), garbage}));
            QVERIFY2(message.startsWith("a.gz is damaged"), qPrintable(message));
        }
    }

    /// Wherever it breaks off but between two members, where nobody can tell.
    void refusesWhatBreaksOff()
    {
        const samples::Bytes whole = severalMembers();
        std::size_t ends = samples::gzip(first).size();
        const std::vector<std::size_t> between{ends, ends += samples::gzip(second).size(),
                                               ends += samples::gzip({}).size()};
        std::vector<std::size_t> places{1, 2, 12, whole.size() - 1};
        for (const std::size_t end : between)
            places.insert(places.end(), {end - 1, end, end + 1, end + 2, end + 12});
        for (const std::size_t kept : places) {
            const QString message = refusal({whole.begin(), whole.begin() + static_cast<long>(kept)});
            const bool tells = std::ranges::find(between, kept) == between.end();
            QVERIFY2(message.isEmpty() != tells, qPrintable(QString("%1: %2").arg(kept).arg(message)));
            QVERIFY2(!tells || message.contains("is truncated"), qPrintable(message));
        }
    }

    void refusesDamageInALaterMember()
    {
        samples::Bytes bytes = severalMembers();
        bytes[bytes.size() - 6] ^= 1; // within the checksum
        QVERIFY(refusal(bytes).contains("is damaged"));
    }

    void membersTogetherKeepToTheLimit()
    {
        const samples::Bytes one = samples::gzip(samples::Bytes(std::size_t{9} << 20));
        samples::Bytes bytes;
        for (int member = 0; member < 8; ++member)
            bytes.insert(bytes.end(), one.begin(), one.end());
        QVERIFY(refusal(bytes).contains("which is the limit for its size"));
    }
};

QTEST_APPLESS_MAIN(TestGzip)
#include "tst_gzip.moc"
