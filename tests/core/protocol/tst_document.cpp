// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/core/protocol/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <array>
#include <sstream>

using namespace odimo;
using namespace odimo::protocol;

/// docs/worker-protocol.md is what a writer of another worker goes by: it must name everything, and its examples must
/// be true.
class TestDocument : public QObject {
    Q_OBJECT

private:
    const std::string m_text = readText(std::filesystem::path(ODIMO_TEST_DATA) / "../docs/worker-protocol.md");

    void verifyNamed(const std::string &word)
    {
        QVERIFY2(m_text.find("`" + word + "`") != std::string::npos, (word + " is not described").c_str());
    }

private slots:
    void namesEveryFieldOfATask()
    {
        for (const Json &json : {toJson(samples::task()), toJson(samples::task().schedule)})
            for (const auto &[field, unused] : json.items())
                verifyNamed(field);
    }

    void namesEveryEventWithItsFields()
    {
        for (const Event &event : samples::events()) {
            const Json json = Json::parse(toLine(event, samples::platform()));
            verifyNamed(json["event"]);
            for (const auto &[field, unused] : json.items())
                QVERIFY2(m_text.find("\"" + field + "\"") != std::string::npos, field.c_str());
        }
    }

    void namesEveryCommand()
    {
        for (const Command &command : samples::commands())
            QVERIFY(m_text.find(toLine(command)) != std::string::npos);
    }

    void statesTheVersion() { QVERIFY(m_text.find("version " + std::to_string(protocolVersion)) != std::string::npos); }

    void everyExampleIsALineOfTheProtocol()
    {
        int events = 0;
        int commands = 0;
        std::istringstream lines(m_text);
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("{\"event")) {
                eventFromLine(line, samples::platform(), "example");
                ++events;
            } else if (line.starts_with("{\"command")) {
                commandFromLine(line);
                ++commands;
            }
        }
        QCOMPARE(events, static_cast<int>(std::variant_size_v<Event>));
        QCOMPARE(commands, static_cast<int>(std::variant_size_v<Command>));
    }

    void theExampleOfATaskIsATask()
    {
        const std::string opening = "```json task\n";
        const std::size_t begin = m_text.find(opening);
        QVERIFY(begin != std::string::npos);
        const std::size_t end = m_text.find("```", begin + opening.size());
        const std::string example = m_text.substr(begin + opening.size(), end - begin - opening.size());
        const Task task = taskFromJson(Json::parse(example), "example");
        QCOMPARE(task.name, "run 4");
    }
};

QTEST_APPLESS_MAIN(TestDocument)
#include "tst_document.moc"
