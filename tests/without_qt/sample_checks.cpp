// SPDX-License-Identifier: Apache-2.0
// Checks that hold and checks that do not, with tests/without_qt; tst_checks.cpp says what has to be told of them.
#include <QString>
#include <QTest>

#include <limits>
#include <stdexcept>

class SampleChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holds()
    {
        QVERIFY(1 < 2);
        QVERIFY2(1 < 2, "message");
        QCOMPARE(1 + 1, 2);
        QCOMPARE(0.1 + 0.2, 0.3); // Not to the bit.
        QCOMPARE(std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity());
        QCOMPARE(std::string("text"), "text");
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, throw std::runtime_error("wanted"));
        const QString text = QString::fromUtf8("some text");
        QVERIFY2(text.contains("text") && !text.contains("test") && !text.isEmpty(), qPrintable(text));
    }

    void verifyFails()
    {
        QVERIFY(1 > 2);
        QVERIFY(!"not reached");
    }

    void verifyWithMessageFails() { QVERIFY2(1 > 2, "one is not more than two"); }

    void compareFails() { QCOMPARE(1.0, 1.0 + 1e-9); }

    void compareWithInfinityFails() { QCOMPARE(1.0, std::numeric_limits<double>::infinity()); }

    void anExceptionFails() { throw std::runtime_error("unwanted"); }

    void noExceptionFails() { QVERIFY_THROWS_EXCEPTION(std::runtime_error, static_cast<void>(0)); }

    void anotherExceptionFails() { QVERIFY_THROWS_EXCEPTION(std::logic_error, throw std::runtime_error("another")); }

    void skips() { QSKIP("no such thing here"); }

    void rows_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<double>("half");
        QTest::addColumn<QString>("word");
        QTest::newRow("four") << 4 << 2.0 << "four";
        QTest::newRow("five fails") << 5 << 2.0 << "five";
        QTest::addRow("%s of %d", "wrong type", 2) << 2.0 << 1.0 << "two";
        QTest::newRow("too short") << 6;
    }

    void rows()
    {
        QFETCH(int, number);
        QFETCH(double, half);
        QFETCH(QString, word);
        QVERIFY(!word.isEmpty());
        QCOMPARE(number / 2.0, half);
    }
};

QTEST_APPLESS_MAIN(SampleChecks)
#include "sample_checks.moc"
