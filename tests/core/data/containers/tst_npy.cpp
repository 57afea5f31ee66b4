// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/containers/npy.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/sample_archives.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace odimo;
using namespace odimo::data;

namespace {

const QString plain = "'descr': '<f4', 'fortran_order': False, 'shape': ";

QByteArray asByteArray(const samples::Bytes &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())};
}

} // namespace

class TestNpy : public QObject {
    Q_OBJECT

private slots:
    void readsEveryNumberType_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("values");
        const auto row = [](const char *type, const samples::Bytes &values) {
            QTest::newRow(type) << type << asByteArray(values);
        };
        row("|u1", {1, 0, 3});
        row("|i1", {1, 0, 3});
        row("<u2", samples::numbers<std::uint16_t>({1, 0, 3}));
        row("<i2", samples::numbers<std::int16_t>({1, 0, 3}));
        row("<u4", samples::numbers<std::uint32_t>({1, 0, 3}));
        row("<i4", samples::numbers<std::int32_t>({1, 0, 3}));
        row("<u8", samples::numbers<std::uint64_t>({1, 0, 3}));
        row("<i8", samples::numbers<std::int64_t>({1, 0, 3}));
        row("<f2", {0x00, 0x3C, 0x00, 0x00, 0x00, 0x42});
        row("<f4", samples::numbers<float>({1, 0, 3}));
        row("<f8", samples::numbers<double>({1, 0, 3}));
    }
    void readsEveryNumberType()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, values);
        const samples::Bytes bytes = samples::npyOf(type.toStdString(), "(3, 1)", {values.begin(), values.end()});
        const NpyArray array = parseNpy(bytes, "x.npy");
        QCOMPARE(array.shape, (std::vector<std::int64_t>{3, 1}));
        QVERIFY(toFloats(array) == (std::vector<float>{1, 0, 3}));
        QVERIFY(toDoubles(array) == (std::vector<double>{1, 0, 3}));
    }

    void readsTruthAsOne()
    {
        const samples::Bytes bytes = samples::npyOf("|b1", "(3,)", {1, 0, 3});
        QVERIFY(toFloats(parseNpy(bytes, "")) == (std::vector<float>{1, 0, 1}));
    }

    /// Of half precision: the largest, the smallest, negative ones, infinity and what is no number.
    void readsHalfPrecision()
    {
        const samples::Bytes bytes = samples::npyOf(
            "<f2", "(6,)", samples::numbers<std::uint16_t>({0x7BFF, 0x0001, 0xC100, 0xB555, 0xFC00, 0x7E00}));
        const std::vector<double> numbers = toDoubles(parseNpy(bytes, ""));
        QCOMPARE(numbers[0], 65504.0);
        QCOMPARE(numbers[1], std::ldexp(1.0, -24));
        QCOMPARE(numbers[2], -2.5);
        QCOMPARE(numbers[3], -0.333251953125);
        QCOMPARE(numbers[4], -std::numeric_limits<double>::infinity());
        QVERIFY(std::isnan(numbers[5]));
    }

    void keepsNegativeNumbersAndFractions()
    {
        const samples::Bytes whole = samples::npyOf("<i2", "(2,)", samples::numbers<std::int16_t>({-7, 300}));
        const samples::Bytes fractions = samples::npyOf("<f8", "(2,)", samples::numbers<double>({-0.5, 1e-3}));
        QVERIFY(toDoubles(parseNpy(whole, "")) == (std::vector<double>{-7, 300}));
        QVERIFY(toDoubles(parseNpy(fractions, "")) == (std::vector<double>{-0.5, 1e-3}));
    }

    void readsWhatItWrote_data()
    {
        QTest::addColumn<QList<qint64>>("shape");
        QTest::newRow("one dimension") << QList<qint64>{6};
        QTest::newRow("three dimensions") << QList<qint64>{1, 2, 3};
        QTest::newRow("a single number") << QList<qint64>{};
        QTest::newRow("nothing") << QList<qint64>{0, 4};
    }
    void readsWhatItWrote()
    {
        QFETCH(QList<qint64>, shape);
        FloatArray array{.shape = {shape.begin(), shape.end()}, .values = {}};
        std::int64_t count = 1;
        for (const qint64 extent : shape)
            count *= extent;
        for (int value = 0; value < count; ++value)
            array.values.push_back(static_cast<float>(value) / 3);
        const TemporaryFolder folder;
        writeNpy(folder.path() / "x.npy", array);

        const FloatArray read = readFloatArray(folder.path() / "x.npy", "ignored");

        QCOMPARE(read.shape, array.shape);
        QVERIFY(read.values == array.values);
        // NumPy maps values into memory only if they begin at a multiple of 64.
        QCOMPARE((std::filesystem::file_size(folder.path() / "x.npy") - 4 * array.values.size()) % 64, std::size_t{0});
    }

    void readsTheNamedArrayOfAnArchive()
    {
        const TemporaryFolder folder;
        const auto file = samples::writeArchive(
            folder.path() / "x.npz",
            {{.path = "labels.npy", .bytes = samples::npyOf("|u1", "(1,)", {9})},
             {.path = "input.npy", .bytes = samples::npyOf("<f4", "(2,)", samples::numbers<float>({1, 2}))}});
        QVERIFY(readFloatArray(file, "input").values == (std::vector<float>{1, 2}));
        const QString message = errorMessage([&] { readFloatArray(file, "logits"); });
        QVERIFY2(message.contains("has no array 'logits'; it has: labels, input"), qPrintable(message));
    }

    void refusesBadContent_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *tag, const samples::Bytes &bytes, const char *reason) {
            QTest::newRow(tag) << asByteArray(bytes) << reason;
        };
        const auto header = [&](const QString &fields) {
            return samples::npy(fields.toStdString(), {0, 0, 0, 0});
        };
        row("empty", {}, "is not a .npy file");
        row("text", samples::bytesOf("1 2 3 4 5 6 7 8 9"), "is not a .npy file");
        samples::Bytes version = header(plain + "(1,)");
        version[6] = 4;
        row("version", version, "is version 4 of the .npy format");
        row("ends in its header", samples::bytesOf(std::string("\x93NUMPY\x01\x00\x7f\x00{'descr", 17)),
            "ends within its .npy header");
        row("endless header", samples::bytesOf(std::string("\x93NUMPY\x02\x00\xff\xff\xff\xff", 12)),
            "has a .npy header of 4294967295 bytes");
        row("objects", samples::npyOf("|O", "(1,)", {0}), "Python objects, which are not unpickled");
        row("records", header("'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)"), "several fields");
        row("big-endian", samples::npyOf(">f4", "(1,)", {0, 0, 0, 0}), "big-endian");
        row("text values", samples::npyOf("<U4", "(1,)", {0}), "of the type '<U4'");
        row("Fortran order", header("'descr': '<f4', 'fortran_order': True, 'shape': (1, 1)"), "Fortran order");
        row("no shape", header("'descr': '<f4', 'fortran_order': False"), "damaged .npy header");
        row("a field twice", header(plain + "(1,), 'shape': (1,)"), "damaged .npy header");
        row("unknown field", header(plain + "(1,), 'colour': 'red'"), "damaged .npy header");
        row("no order", header("'descr': '<f4', 'fortran_order': Maybe, 'shape': (1,)"), "damaged .npy header");
        row("negative size", header(plain + "(-1,)"), "no whole number from 0");
        row("size of 20 digits", header(plain + "(99999999999999999999,)"), "no whole number from 0");
        row("2^40 elements", header(plain + "(1099511627776,)"), "shape [1099511627776], 4 bytes each, and 4 bytes");
        row("2^80 elements", header(plain + "(1099511627776, 1099511627776)"), "is truncated");
        row("too few values", header(plain + "(2,)"), "is truncated");
        row("too many values", header(plain + "(0,)"), "is too long");
        row("half a value", samples::npyOf("<f8", "(0,)", {1, 2, 3}), "is too long");
    }
    void refusesBadContent()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, reason);
        const samples::Bytes bytes(content.begin(), content.end());
        const QString message = errorMessage([&] { parseNpy(bytes, "x.npy"); });
        QVERIFY2(message.contains(reason), qPrintable(message));
        QVERIFY2(message.startsWith("x.npy"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestNpy)
#include "tst_npy.moc"
