// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/idx.h"
#include "tests/core/data/idx_samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::data;

namespace {

std::string refusal(const std::filesystem::path &path)
{
    return samples::messageOf<Error>([&] { readIdx(path); });
}

} // namespace

class TestIdx : public QObject {
    Q_OBJECT

private slots:
    void readsShapeAndValues_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << "x";
        QTest::newRow("compressed") << "x.gz";
    }
    void readsShapeAndValues()
    {
        QFETCH(QString, name);
        const TemporaryFolder folder;
        const auto file =
            samples::write(folder.path() / name.toStdString(), samples::idx({2, 3}, {1, 2, 3, 4, 5, 255}));

        const IdxArray array = readIdx(file);

        QCOMPARE(array.shape, (std::vector{2, 3}));
        QCOMPARE(array.values, (samples::Bytes{1, 2, 3, 4, 5, 255}));
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
        row("far more than the file can hold", samples::idx({60000, 28, 28}, {1}), "cannot hold");
    }
    void refusesBadContent()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, reason);
        const TemporaryFolder folder;
        for (const char *name : {"bad", "bad.gz"}) {
            const auto file = samples::write(folder.path() / name, {content.begin(), content.end()});
            const QString message = QString::fromStdString(refusal(file));
            QVERIFY2(message.contains(reason), qPrintable(message));
            QVERIFY2(message.contains(QString::fromStdString(file.string())), qPrintable(message));
        }
    }

    void refusesCompressedDataThatBreakOff()
    {
        const TemporaryFolder folder;
        samples::Bytes noise;
        for (int index = 0; index < 6000; ++index)
            noise.push_back(static_cast<std::uint8_t>(index * index % 251));
        const auto file = samples::write(folder.path() / "x.gz", samples::idx({6000}, noise));
        std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);

        const QString message = QString::fromStdString(refusal(file));

        QVERIFY2(message.contains("is truncated"), qPrintable(message));
    }

    void refusesCompressedDataThatAreDamaged()
    {
        const TemporaryFolder folder;
        const auto file = samples::write(folder.path() / "x.gz", samples::idx({300}, samples::Bytes(300, 7)));
        std::string bytes = readText(file);
        bytes[bytes.size() - 6] ^= 1; // within the checksum
        writeText(file, bytes);

        const QString message = QString::fromStdString(refusal(file));

        QVERIFY2(message.contains("is damaged"), qPrintable(message));
    }

    void refusesWhatIsNoReadableFile()
    {
        const TemporaryFolder folder;
        QVERIFY(refusal(folder.path()).find("is a folder") != std::string::npos);
        QVERIFY(refusal(folder.path() / "absent").find("No such file") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestIdx)
#include "tst_idx.moc"
