// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/version.h"

#include <QRegularExpression>
#include <QTest>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <limits>
#include <new>
#include <system_error>
#include <vector>

using namespace odimo;

Q_DECLARE_METATYPE(std::function<void()>)

class TestError : public QObject {
    Q_OBJECT

private slots:
    void keepsItsMessageAndKind()
    {
        const Error error("x.idx is truncated", ErrorKind::InputOutput);
        QCOMPARE(error.what(), "x.idx is truncated");
        QCOMPARE(error.kind(), ErrorKind::InputOutput);
        QCOMPARE(Error("plain").kind(), ErrorKind::BadInput);
    }

    void whatToDoComesAfterTheProblem()
    {
        const Error error("x is full", ErrorKind::InputOutput, Remedy::ResumeExploration);
        QCOMPARE(error.problem(), "x is full");
        QCOMPARE(error.what(), "x is full; resume the exploration");
        QCOMPARE(error.text([](Remedy) { return "press F6"; }), "x is full; press F6");
        QCOMPARE(Error("plain").text([](Remedy) { return "press F6"; }), "plain");
    }

    void aPlaceIsPutBeforeTheMessageAndAllElseStays()
    {
        try {
            within("a.json: ", [] { throw Error("x is full", ErrorKind::Cancelled, Remedy::DeviceCpu); });
            QFAIL("nothing thrown");
        } catch (const Error &error) {
            QCOMPARE(error.problem(), "a.json: x is full");
            QCOMPARE(error.kind(), ErrorKind::Cancelled);
            QVERIFY(error.remedy() == Remedy::DeviceCpu);
        }
        QCOMPARE(within("a.json: ", [] { return 7; }), 7);
    }

    void everyRemedyHasItsNameAndWords()
    {
        QVERIFY(remedies().size() >= 10);
        for (const Remedy remedy : remedies()) {
            QVERIFY2(remedyFromName(nameOf(remedy)) == remedy, nameOf(remedy));
            const QString words = plainWords(remedy);
            QVERIFY2(!words.isEmpty(), nameOf(remedy));
            QVERIFY2(!words.contains("--") && !words.contains('`'), plainWords(remedy));
        }
        QVERIFY(!remedyFromName("pray"));
        QVERIFY(!remedyFromName(""));
    }

    void everyKindHasTheExitCodeOfTheCommandLine()
    {
        QCOMPARE(exitCode(ErrorKind::Usage), 1);
        QCOMPARE(exitCode(ErrorKind::BadInput), 2);
        QCOMPARE(exitCode(ErrorKind::RunFailed), 3);
        QCOMPARE(exitCode(ErrorKind::Cancelled), 4);
        QCOMPARE(exitCode(ErrorKind::InputOutput), 5);
    }

    void everyFailureGetsWords_data()
    {
        QTest::addColumn<std::function<void()>>("action");
        QTest::addColumn<QString>("part");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const std::function<void()> &action, const char *part, ErrorKind kind) {
            QTest::newRow(name) << action << QString(part) << exitCode(kind);
        };
        row(
            "own", [] { throw Error("x is truncated"); }, "x is truncated", ErrorKind::BadInput);
        row(
            "memory", [] { throw std::bad_alloc(); }, "there is not enough memory for this; ", ErrorKind::RunFailed);
        row(
            "length", [] { std::vector<int>().reserve(std::numeric_limits<std::size_t>::max()); },
            "there is not enough memory for this; ", ErrorKind::RunFailed);
        row(
            "folder", [] { std::filesystem::directory_iterator("/nonexistent"); },
            "/nonexistent cannot be used: No such file or directory", ErrorKind::InputOutput);
        row(
            "system without memory", [] { throw std::system_error(ENOMEM, std::generic_category()); },
            "there is not enough memory for this; ", ErrorKind::RunFailed);
        row(
            "bytes", [] { nlohmann::json("photos\xff").dump(); }, "no valid UTF-8", ErrorKind::BadInput);
        row(
            "thread", [] { throw std::system_error(EAGAIN, std::generic_category()); },
            "the system refuses what is needed: ", ErrorKind::InputOutput);
        row(
            "fault", [] { throw std::logic_error("impossible"); }, "a fault of the program", ErrorKind::RunFailed);
    }
    void everyFailureGetsWords()
    {
        QFETCH(std::function<void()>, action);
        QFETCH(QString, part);
        QFETCH(int, code);
        try {
            action();
            QFAIL("nothing thrown");
        } catch (const std::exception &failure) {
            const Error error = errorFrom(failure);
            QVERIFY2(QString(error.what()).contains(part), error.what());
            QCOMPARE(exitCode(error.kind()), code);
        }
    }

    void versionHasThreeNumbers() { QVERIFY(QRegularExpression("^\\d+\\.\\d+\\.\\d+$").match(version()).hasMatch()); }
};

QTEST_APPLESS_MAIN(TestError)
#include "tst_error.moc"
