// SPDX-License-Identifier: Apache-2.0
#include "tests/core/protocol/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <limits>

using namespace odimo;
using namespace odimo::protocol;
using samples::messageOf;

class TestEvent : public QObject {
    Q_OBJECT

private slots:
    void samplesHoldEveryKindOnce()
    {
        const std::vector<Event> events = samples::events();
        QCOMPARE(events.size(), std::variant_size_v<Event>);
        for (std::size_t i = 0; i < events.size(); ++i)
            QCOMPARE(events[i].index(), i);
    }

    void everyKindComesBackFromOneLine()
    {
        const platform::Platform platform = samples::platform();
        for (const Event &event : samples::events()) {
            const std::string line = toLine(event, platform);
            QVERIFY(line.find('\n') == std::string::npos);
            const Event back = eventFromLine(line, platform, "worker line 1");
            QCOMPARE(back.index(), event.index());
            QCOMPARE(toLine(back, platform), line);
        }
    }

    void everyFieldIsRequiredAndNoOtherIsAllowed()
    {
        const platform::Platform platform = samples::platform();
        const auto read = [&](const Json &json) {
            return messageOf([&] { eventFromLine(json.dump(), platform, "worker line 9"); });
        };
        for (const Event &event : samples::events()) {
            const Json whole = Json::parse(toLine(event, platform));
            for (const auto &[field, unused] : whole.items()) {
                Json json = whole;
                json.erase(field);
                QCOMPARE(read(json), QString("worker line 9: %1 is missing").arg(field.c_str()));
            }
            Json more = whole;
            more["colour"] = 1;
            QVERIFY(read(more).contains("worker line 9: colour is an unknown field"));
        }
    }

    void mappingsKeepTheirChannels()
    {
        const platform::Platform platform = samples::platform();
        const Event back = eventFromLine(toLine(MappingFound{samples::mapping()}, platform), platform, "line");
        QVERIFY(std::get<MappingFound>(back).mapping == samples::mapping());
    }

    void helloOfAnotherVersionIsRefusedWhateverItsOtherFields()
    {
        const QString message = messageOf(
            [] { eventFromLine(R"({"event": "hello", "protocol": 999, "novelty": 1})", samples::platform(), "line"); });
        QVERIFY(message.contains("the worker speaks protocol version 999"));
        QVERIFY(message.contains(QString("version %1;").arg(protocolVersion)));
        QVERIFY(message.contains("install"));
    }

    void refusesWhatIsNoEvent_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("words");
        QTest::newRow("no JSON") << QByteArray("Segmentation fault") << "worker line 2 is no valid JSON";
        QTest::newRow("empty") << QByteArray("") << "worker line 2 is no valid JSON";
        QTest::newRow("no object") << QByteArray("[1]") << "must be an object";
        QTest::newRow("unknown") << QByteArray(R"({"event": "sneeze"})") << "is \"sneeze\", which is no event";
        QTest::newRow("kind of error") << QByteArray(R"({"event": "failed", "kind": "bad", "message": ""})")
                                       << "is \"bad\", which is no kind of error";
        QTest::newRow("remedy") << QByteArray(
                                       R"({"event": "failed", "kind": "cancelled", "message": "", "remedy": "pray"})")
                                << "is \"pray\", which is no remedy";
        QTest::newRow("more than all right")
            << QByteArray(R"({"event": "measured", "split": "test", "numerics": "fake", "correct": 11, "total": 10, )"
                          R"("loss": 0.5})")
            << "worker line 2: correct is 11 of 10 images";
        QTest::newRow("type") << QByteArray(R"({"event": "finished", "stopped": 1})") << "stopped is 1";
    }
    void refusesWhatIsNoEvent()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, words);
        const QString message =
            messageOf([&] { eventFromLine(line.toStdString(), samples::platform(), "worker line 2"); });
        QVERIFY2(message.contains(words), qPrintable(message));
    }

    void aDivergedTrainingIsAnErrorInWords()
    {
        const Progress diverged{.phase = "warmup", .loss = std::numeric_limits<double>::quiet_NaN()};
        QVERIFY(messageOf([&] { toLine(diverged, samples::platform()); }).contains("the training diverged"));
    }

    void textThatIsNoUtf8StillMakesALine()
    {
        const Log log{.level = "info", .text = "caf\xe9"};
        const Event back = eventFromLine(toLine(log, samples::platform()), samples::platform(), "line");
        QVERIFY(std::get<Log>(back).text.starts_with("caf"));
    }

    void commandsComeBackFromALine()
    {
        QCOMPARE(samples::commands().size(), std::variant_size_v<Command>);
        for (const Command &command : samples::commands()) {
            const Command back = commandFromLine(toLine(command));
            QCOMPARE(back.index(), command.index());
            QCOMPARE(toLine(back), toLine(command));
        }
        QVERIFY(messageOf([] { commandFromLine(R"({"command": "jump"})"); }).contains("pause, resume, stop, strength"));
        QVERIFY(messageOf([] { commandFromLine(R"({"command": "strength"})"); }).contains("value is missing"));
        QVERIFY(messageOf([] { commandFromLine(R"({"command": "strength", "value": -1})"); }).contains("0 or more"));
        QVERIFY(
            messageOf([] { commandFromLine(R"({"command": "stop", "now": 1})"); }).contains("now is an unknown field"));
    }
};

QTEST_APPLESS_MAIN(TestEvent)
#include "tst_event.moc"
