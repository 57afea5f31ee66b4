// SPDX-License-Identifier: Apache-2.0
#include "core/base/checksum.h"

#include <QTest>

#include <set>
#include <string>

using namespace odimo;

class TestChecksum : public QObject {
    Q_OBJECT

private:
    static std::uint64_t of(const std::string &text) { return checksum(std::as_bytes(std::span(text))); }

private slots:
    void isTheSameEverywhere()
    {
        QCOMPARE(of(""), 0u);
        QCOMPARE(of("odimo"), of(std::string("odimo")));
    }

    void everyChangeOfABitOrTwoChangesIt()
    {
        const std::string text = "twenty-one characters";
        std::set<std::uint64_t> seen{of(text)};
        const std::size_t bits = text.size() * 8;
        const auto flipped = [](std::string of, std::size_t bit) {
            of[bit / 8] = static_cast<char>(of[bit / 8] ^ (1 << bit % 8));
            return of;
        };
        for (std::size_t first = 0; first < bits; ++first) {
            QVERIFY(seen.insert(of(flipped(text, first))).second);
            for (std::size_t second = first + 1; second < bits; ++second)
                QVERIFY(seen.insert(of(flipped(flipped(text, first), second))).second);
        }
    }

    void lengthAndOrderCount()
    {
        QVERIFY(of("a") != of(std::string("a\0", 2)));
        QVERIFY(of("12345678abcdefgh") != of("abcdefgh12345678"));
    }
};

QTEST_APPLESS_MAIN(TestChecksum)
#include "tst_checksum.moc"
