// SPDX-License-Identifier: Apache-2.0
#include "core/network/tensor_file.h"

#include "core/base/files.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <sys/syscall.h>
#include <unistd.h>

using namespace odimo;
using namespace odimo::network;

namespace {

RawTensor rawOf(ElementType type, std::vector<std::int64_t> shape, const auto &values)
{
    const auto bytes = std::as_bytes(std::span(values));
    return {type, std::move(shape), {bytes.begin(), bytes.end()}};
}

const TensorFile sample{.metadata = {{"format", "sample"}},
                        .tensors = {{"count", rawOf(ElementType::Int64, {}, std::array<std::int64_t, 1>{1ll << 40})},
                                    {"mean", rawOf(ElementType::Float64, {2}, std::array{0.1, -2.5})},
                                    {"none", rawOf(ElementType::Float32, {0, 3}, std::array<float, 0>{})},
                                    {"weight", rawOf(ElementType::Float32, {1, 3}, std::array{1.0F, 2.0F, 3.0F})}}};

int synchronised = 0;

} // namespace

/// In place of the one of the C library.
extern "C" int fsync(int file)
{
    ++synchronised;
    return static_cast<int>(syscall(SYS_fsync, file));
}

class TestTensorFile : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "x.checkpoint";

private slots:
    void keepsEveryType()
    {
        QVERIFY(tensorsFromBytes(toBytes(sample), "x") == sample);
        writeSealed(m_path, sample);
        QVERIFY(readSealed(m_path) == sample);
    }

    void everyFlippedBitOfASealedFileIsFoundOrMeansNothing()
    {
        writeSealed(m_path, sample);
        const std::string whole = readText(m_path);
        std::size_t harmless = 0;
        for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
            std::string flipped = whole;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            writeText(m_path, flipped);
            const QString message = errorMessage([&] {
                QVERIFY(readSealed(m_path) == sample);
                ++harmless;
            });
            QVERIFY(message.isEmpty() || message.contains("x.checkpoint"));
        }
        QVERIFY2(harmless < 16, qPrintable(QString::number(harmless))); // White space behind the header.
    }

    /// What that is for is shown in core/base/safe_files.
    void aSealedFileIsOnTheDisk()
    {
        const int before = synchronised;
        writeSealed(m_path, sample);
        QCOMPARE(synchronised, before + 2); // The file and its folder.
    }

    void refusesEveryTruncation()
    {
        writeSealed(m_path, sample);
        const std::string whole = readText(m_path);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            writeText(m_path, whole.substr(0, size));
            QVERIFY(errorMessage([&] { readSealed(m_path); }).contains("x.checkpoint"));
        }
    }

    void refusesAFileWithoutItsChecksum()
    {
        writeBytes(m_path, toBytes(sample));
        QVERIFY(errorMessage([&] { readSealed(m_path); }).contains("has no checksum"));
    }
};

QTEST_APPLESS_MAIN(TestTensorFile)
#include "tst_tensor_file.moc"
