// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/network/weights_file.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <cstring>

using namespace odimo;
using namespace odimo::network;

namespace {

const WeightsFile sample{.metadata = {{"note", "é \"quoted\"\n"}, {"seed", "7"}},
                         .tensors = {{"conv.weight", {{2, 1, 1, 2}, {1, -2.5, 3e-30F, 4}}},
                                     {"empty", {{0, 3}, {}}},
                                     {"scalar", {{}, {0.1F}}}}};

/// A file with this header and as many bytes of zeros.
std::string fileWith(const std::string &header, std::size_t dataSize)
{
    const std::uint64_t length = header.size();
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes + header + std::string(dataSize, '\0');
}

} // namespace

class TestWeightsFile : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "w.safetensors";

private slots:
    void readsWhatItWrote()
    {
        writeWeights(m_path, sample);
        const WeightsFile read = readWeights(m_path);
        QVERIFY(read.metadata == sample.metadata);
        QVERIFY(read.tensors == sample.tensors);
    }

    void readsAFileLaidOutByHand()
    {
        // As the format's page describes it; other writers may order and pad as they like.
        std::string bytes = fileWith(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
                                     R"("b":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]}}  )",
                                     0);
        for (float value : {3.0F, 1.0F, 2.0F})
            bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
        writeText(m_path, bytes);
        QVERIFY(readWeights(m_path).tensors == (Parameters{{"a", {{1}, {3}}}, {"b", {{1, 2}, {1, 2}}}}));
    }

    void valuesAreAlignedInTheFile()
    {
        writeWeights(m_path, sample);
        std::uint64_t length = 0;
        const std::vector<std::byte> bytes = readBytes(m_path);
        std::memcpy(&length, bytes.data(), 8);
        QCOMPARE(length % 8, 0u);
        QCOMPARE(bytes.size(), 8 + length + 5 * sizeof(float));
    }

    void refusesEveryTruncation()
    {
        writeWeights(m_path, sample);
        const std::string whole = readText(m_path);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            writeText(m_path, whole.substr(0, size));
            QVERIFY2(errorMessage([&] { readWeights(m_path); }).contains("w.safetensors"),
                     qPrintable(QString::number(size)));
        }
        writeText(m_path, whole + "x");
        QVERIFY(errorMessage([&] { readWeights(m_path); }).contains("bytes of values"));
    }

    void bitFlipsNeverDoMoreThanAnError()
    {
        writeWeights(m_path, sample);
        const std::string whole = readText(m_path);
        int refused = 0;
        for (std::size_t bit = 0; bit < whole.size() * 8; bit += 3) {
            std::string flipped = whole;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            writeText(m_path, flipped);
            refused += errorMessage([&] { readWeights(m_path); }).isEmpty() ? 0 : 1;
        }
        // A flip in a value or a name goes unnoticed here; one in the structure does not.
        QVERIFY(refused > 300);
    }

    void refusesBadHeaders_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *tag, const char *header, const char *reason) {
            QTest::newRow(tag) << header << reason;
        };
        row("no JSON", "hello", "is no valid JSON");
        row("no object", "[1]", "its header is no JSON object");
        row("half precision", R"({"a": {"dtype": "F16", "shape": [8], "data_offsets": [0, 16]}})",
            "a.dtype is F16; only F32 is read");
        row("unknown field", R"({"a": {"dtype": "F32", "shape": [4], "data_offsets": [0, 16], "x": 1}})",
            "a.x is an unknown");
        row("missing field", R"({"a": {"dtype": "F32", "shape": [4]}})", "a.data_offsets is missing");
        row("beyond the end", R"({"a": {"dtype": "F32", "shape": [5], "data_offsets": [0, 20]}})", "does not fit");
        row("negative offset", R"({"a": {"dtype": "F32", "shape": [4], "data_offsets": [-4, 12]}})", "does not fit");
        row("backwards", R"({"a": {"dtype": "F32", "shape": [4], "data_offsets": [16, 0]}})", "does not fit");
        row("overflowing difference",
            R"({"a": {"dtype": "F32", "shape": [4], "data_offsets": [9223372036854775807, -9223372036854775808]}})",
            "does not fit");
        row("one offset", R"({"a": {"dtype": "F32", "shape": [4], "data_offsets": [0]}})", "does not fit");
        row("fractions", R"({"a": {"dtype": "F32", "shape": [4], "data_offsets": [0.0, 16.0]}})",
            "must be a whole number");
        row("shape of other size", R"({"a": {"dtype": "F32", "shape": [3], "data_offsets": [0, 16]}})", "does not fit");
        row("negative shape", R"({"a": {"dtype": "F32", "shape": [-2, -2], "data_offsets": [0, 16]}})", "does not fit");
        row("overflowing shape",
            R"({"a": {"dtype": "F32", "shape": [4611686018427387904, 4], "data_offsets": [0, 16]}})", "does not fit");
        row("gap", R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
                       "b": {"dtype": "F32", "shape": [2], "data_offsets": [8, 16]}})",
            "\"b\" does not begin where the tensor before it ends");
        row("overlap", R"({"a": {"dtype": "F32", "shape": [4], "data_offsets": [0, 16]},
                           "b": {"dtype": "F32", "shape": [2], "data_offsets": [8, 16]}})",
            "\"b\" does not begin where the tensor before it ends");
        row("rest", R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}})",
            "it has 16 bytes of values, but describes 4");
        row("metadata", R"({"__metadata__": {"seed": 7}})", "__metadata__.seed is 7; it must be a text");
    }
    void refusesBadHeaders()
    {
        QFETCH(QString, header);
        QFETCH(QString, reason);
        writeText(m_path, fileWith(header.toStdString(), 16));
        const QString message = errorMessage([&] { readWeights(m_path); });
        QVERIFY2(message.contains("w.safetensors") && message.contains(reason), qPrintable(message));
    }

    void refusesAHeaderLargerThanTheFile_data()
    {
        QTest::addColumn<quint64>("length");
        QTest::newRow("one too many") << quint64(9);
        QTest::newRow("terabytes") << (quint64(1) << 50);
        QTest::newRow("all bits") << ~quint64(0);
    }
    void refusesAHeaderLargerThanTheFile()
    {
        QFETCH(quint64, length);
        std::string bytes(16, ' ');
        std::memcpy(bytes.data(), &length, 8);
        writeText(m_path, bytes);
        QVERIFY(errorMessage([&] { readWeights(m_path); }).contains("but the file ends before"));
    }

    void unwritablePathIsAnError()
    {
        QVERIFY(
            errorMessage([&] { writeWeights(m_folder.path() / "no" / "w", sample); }).contains("cannot be written"));
    }
};

QTEST_APPLESS_MAIN(TestWeightsFile)
#include "tst_weights_file.moc"
