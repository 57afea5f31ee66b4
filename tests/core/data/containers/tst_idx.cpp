// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/idx.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/sample_bytes.h"

#include <QTest>

using namespace odimo;
using namespace odimo::data;

namespace {

QString refusal(const samples::Bytes &bytes)
{
    return errorMessage([&] { parseIdx(bytes, "file"); });
}

} // namespace

class TestIdx : public QObject {
    Q_OBJECT

private slots:
    void readsPlainAndCompressedContent()
    {
        const samples::Bytes bytes = samples::idx({2, 3}, {1, 2, 3, 4, 5, 255});
        for (const samples::Bytes &content : {bytes, samples::gzip(bytes)}) {
            const IdxArray array = parseIdx(content, "file");
            QCOMPARE(array.shape, (std::vector{2, 3}));
            QCOMPARE(array.values, (Pixels{1, 2, 3, 4, 5, 255}));
        }
    }

    void refusesBadContent_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *tag, const samples::Bytes &bytes, const char *reason) {
            QTest::newRow(tag) << QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()))
                               << reason;
        };
        row("empty", {}, "too short for an IDX header");
        row("wrong magic", {'P', 'N', 'G', '1', 0, 0, 0, 1, 7}, "is not an IDX file");
        row("floats instead of bytes", {0, 0, 0x0D, 1, 0, 0, 0, 1, 7}, "is not an IDX file");
        row("no dimensions", {0, 0, 8, 0}, "is not an IDX file");
        row("ends in the header", {0, 0, 8, 2, 0, 0, 0, 1}, "ends within its IDX header");
        row("truncated", samples::idx({2, 3}, {1, 2, 3, 4, 5}), "promises 6 values and it holds 5");
        row("too long", samples::idx({2}, {1, 2, 3}), "is longer than its IDX header says");
        row("zero images", samples::idx({0, 3}, {}), "the size 0");
        row("huge dimension", samples::idx({0xFFFFFFFF}, {}), "the size 4294967295");
        row("huge product", samples::idx({100000, 100000, 100}, {}), "more than 4 GiB");
        row("far more than the file can hold", samples::idx({60000, 28, 28}, {1}),
            "promises 47040000 values and it holds 1");
    }
    void refusesBadContent()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, reason);
        const samples::Bytes bytes(content.begin(), content.end());
        for (const samples::Bytes &file : {bytes, samples::gzip(bytes)}) {
            const QString message = refusal(file);
            QVERIFY2(message.contains(reason), qPrintable(message));
            QVERIFY2(message.startsWith("file"), qPrintable(message));
        }
    }

    void refusesCompressedDataThatBreakOff()
    {
        samples::Bytes noise;
        for (int index = 0; index < 6000; ++index)
            noise.push_back(static_cast<std::uint8_t>(index * index % 251));
        const samples::Bytes whole = samples::gzip(samples::idx({6000}, noise));
        for (const std::size_t kept : {std::size_t{2}, std::size_t{12}, whole.size() / 2, whole.size() - 1}) {
            const QString message = refusal({whole.begin(), whole.begin() + static_cast<long>(kept)});
            QVERIFY2(message.contains("is truncated: its compressed data break off"), qPrintable(message));
        }
    }

    void refusesCompressedDataThatAreDamaged()
    {
        samples::Bytes bytes = samples::gzip(samples::idx({300}, samples::Bytes(300, 7)));
        bytes[bytes.size() - 6] ^= 1; // within the checksum
        const QString message = refusal(bytes);
        QVERIFY2(message.contains("is damaged"), qPrintable(message));
    }

    void refusesCompressedDataThatFillTheMemory()
    {
        const QString message = refusal(samples::gzip(samples::Bytes(std::size_t{70} << 20)));
        QVERIFY2(message.contains("which is the limit for its size"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestIdx)
#include "tst_idx.moc"
