// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <functional>
#include <limits>

using namespace odimo;

using Read = std::function<void(JsonReader &)>;
Q_DECLARE_METATYPE(Read)

class TestJsonReader : public QObject {
    Q_OBJECT

private slots:
    void readsEveryType()
    {
        const Json json = parseJson(R"({"text": "a", "yes": true, "number": 1.5, "whole": -3, "big": 9007199254740993,
                                        "integers": [1, 2], "big_integers": [9007199254740993], "numbers": [0.5, 1],
                                        "texts": ["x", "y"], "any": {"inner": null}, "list": [1, "a"]})",
                                    "file");
        JsonReader reader(json, "file");
        QCOMPARE(reader.text("text"), std::string("a"));
        QCOMPARE(reader.boolean("yes"), true);
        QCOMPARE(reader.number("number"), 1.5);
        QCOMPARE(reader.number("whole"), -3.0);
        QCOMPARE(reader.integer("whole", -3, -3), -3);
        QCOMPARE(reader.bigInteger("big"), 9007199254740993);
        QCOMPARE(reader.integers("integers"), (std::vector{1, 2}));
        QCOMPARE(reader.bigIntegers("big_integers"), (std::vector<std::int64_t>{9007199254740993}));
        QCOMPARE(reader.numbers("numbers"), (std::vector{0.5, 1.0}));
        QCOMPARE(reader.texts("texts"), (std::vector<std::string>{"x", "y"}));
        QVERIFY(reader.value("any").contains("inner"));
        QCOMPARE(reader.array("list").size(), std::size_t(2));
        QVERIFY(!reader.has("absent"));
        reader.finish();
    }

    void refusesWithThePathOfTheField_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Read>("read");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *tag, const char *text, const Read &read, const char *message) {
            QTest::newRow(tag) << QString(text) << read << QString(message);
        };
        row(
            "missing", "{}", [](JsonReader &reader) { reader.text("x"); }, "p.json: x is missing");
        row(
            "text", R"({"x": 3})", [](JsonReader &reader) { reader.text("x"); }, "p.json: x is 3; it must be a text");
        row(
            "boolean", R"({"x": "true"})", [](JsonReader &reader) { reader.boolean("x"); },
            "p.json: x is \"true\"; it must be true or false");
        row(
            "number", R"({"x": null})", [](JsonReader &reader) { reader.number("x"); },
            "p.json: x is null; it must be a finite number");
        row(
            "fraction", R"({"x": 1.5})", [](JsonReader &reader) { reader.integer("x"); },
            "p.json: x is 1.5; it must be a whole number");
        row(
            "too small", R"({"x": 0})", [](JsonReader &reader) { reader.integer("x", 1); },
            "p.json: x is 0; it must be a whole number from 1 to 2147483647");
        row(
            "too large", R"({"x": 9})", [](JsonReader &reader) { reader.integer("x", 1, 8); },
            "p.json: x is 9; it must be a whole number from 1 to 8");
        row(
            "beyond int", R"({"x": 2147483648})", [](JsonReader &reader) { reader.integer("x"); },
            "p.json: x is 2147483648; it must be a whole number from -2147483648 to 2147483647");
        row(
            "beyond 64 bits", R"({"x": 18446744073709551615})", [](JsonReader &reader) { reader.integer("x"); },
            "p.json: x is 18446744073709551615; it must be a whole number from -2147483648 to 2147483647");
        row(
            "beyond signed 64 bits", R"({"x": 9223372036854775808})",
            [](JsonReader &reader) { reader.bigInteger("x"); },
            "p.json: x is 9223372036854775808; it must be a whole number below 2^63");
        row(
            "no list", R"({"x": {}})", [](JsonReader &reader) { reader.integers("x"); },
            "p.json: x is an object; it must be a list");
        row(
            "element", R"({"x": [1, "2"]})", [](JsonReader &reader) { reader.integers("x"); },
            "p.json: x[1] is \"2\"; it must be a whole number");
        row(
            "text element", R"({"x": [[]]})", [](JsonReader &reader) { reader.texts("x"); },
            "p.json: x[0] is a list; it must be a text");
    }
    void refusesWithThePathOfTheField()
    {
        QFETCH(QString, text);
        QFETCH(Read, read);
        QFETCH(QString, message);
        const Json json = parseJson(text.toStdString(), "p.json");
        JsonReader reader(json, "p.json");
        QCOMPARE(errorMessage([&] { read(reader); }), message);
    }

    void pathsGrowFromFileToField()
    {
        const Json json = parseJson(R"({"units": [{"weight_bits": "8"}]})", "p.json");
        JsonReader file(json, "p.json");
        JsonReader unit(file.array("units")[0], file.path("units") + "[0]");
        QCOMPARE(errorMessage([&] { unit.integer("weight_bits"); }),
                 "p.json: units[0].weight_bits is \"8\"; it must be a whole number");
    }

    void refusesUnknownFieldsAndListsTheKnown()
    {
        const Json json = parseJson(R"({"name": "a", "bits": 8})", "p.json");
        JsonReader reader(json, "p.json");
        reader.text("name");
        reader.has("width");
        QCOMPARE(errorMessage([&] { reader.finish(); }), "p.json: bits is an unknown field; known here: name, width");
    }

    void refusesWhatIsNoObject()
    {
        const Json json = parseJson("[1]", "p.json");
        QCOMPARE(errorMessage([&] { JsonReader(json, "p.json"); }), "p.json is a list; it must be an object");
    }

    void shortensLongValues()
    {
        const Json json{{"x", std::string(1000, 'a')}};
        JsonReader reader(json, "p.json");
        QVERIFY(errorMessage([&] { reader.number("x"); }).size() < 120);
    }

    void namesTheLineOfBadText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("empty") << ""
                               << "line 1";
        QTest::newRow("open") << "{\n\"a\": [1,\n"
                              << "line 3";
        QTest::newRow("comma") << "{\n\"a\": 1,\n}"
                               << "line 3";
        QTest::newRow("not a number") << "{\"a\": NaN}"
                                      << "line 1";
        QTest::newRow("two documents") << "{}\n{}"
                                       << "line 2";
        QTest::newRow("number out of range") << "{\"a\": 1e999}"
                                             << "1e999";
    }
    void namesTheLineOfBadText()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const QString message = errorMessage([&] { parseJson(text.toStdString(), "p.json"); });
        QVERIFY2(message.startsWith("p.json is no valid JSON: ") && message.contains(part), qPrintable(message));
        QVERIFY2(!message.contains("json.exception"), qPrintable(message));
    }

    void refusesWhatNoDocumentNeeds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        const QByteArray deeper(JsonLimits::depth + 1, '[');
        const QString nested =
            "p.json has lists and objects nested more than 64 deep; no document of this program does";
        QTest::newRow("one level too deep") << deeper + QByteArray(deeper.size(), ']') << nested;
        QTest::newRow("50,000 levels") << QByteArray(50'000, '[') + QByteArray(50'000, ']') << nested;
        QTest::newRow("objects") << QByteArray("{\"a\":").repeated(50'000) + "1" + QByteArray(50'000, '}') << nested;
        QTest::newRow("never closed") << QByteArray(200'000, '{') << nested;
        QTest::newRow("many values") << "[" + QByteArray("1,").repeated(JsonLimits::values) + "1]"
                                     << "p.json has more than 4000000 values; no document of this program does";
        QTest::newRow("long") << "\"" + QByteArray(JsonLimits::bytes, 'a') + "\""
                              << "p.json has more than 64 MiB; no document of this program does";
    }
    void refusesWhatNoDocumentNeeds()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        QCOMPARE(errorMessage([&] { parseJson(text.toStdString(), "p.json"); }), message);
    }

    void bracketsInTextsAreNoNesting()
    {
        const Json written{{"x", "\"\\" + std::string(1000, '[')}};
        const Json json = parseJson(written.dump(), "p.json");
        QVERIFY(json == written);
    }

    void deepestDocumentIsRead()
    {
        const std::string text = std::string(JsonLimits::depth, '[') + std::string(JsonLimits::depth, ']');
        QCOMPARE(parseJson(text, "p.json").dump(), text);
    }

    void quantityOutOfRangeTellsRangeAndUnit_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("denormal") << "1e-320";
        QTest::newRow("huge") << "1e+308";
        QTest::newRow("negative") << "-1.0";
    }
    void quantityOutOfRangeTellsRangeAndUnit()
    {
        QFETCH(QString, value);
        const Json json = parseJson("{\"x\": " + value.toStdString() + "}", "p.json");
        const QString message = errorMessage([&] { JsonReader(json, "p.json").number("x", {1, 1e12, "Hz"}); });
        QVERIFY2(message.startsWith("p.json: x is ") && message.endsWith("it must be a number from 1 to 1e+12 Hz"),
                 qPrintable(message));
    }

    void namesAreShortAndOnOneLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("empty") << QByteArray() << "x is empty";
        QTest::newRow("long") << QByteArray(65, 'a') << "a text of at most 64 bytes";
        QTest::newRow("newline") << QByteArray("a\nb") << "without control characters";
        QTest::newRow("escape") << QByteArray("\x1b[2J") << "without control characters";
    }
    void namesAreShortAndOnOneLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, part);
        const Json json{{"x", text.toStdString()}};
        const QString message = errorMessage([&] { JsonReader(json, "p.json").name("x", 64); });
        QVERIFY2(message.contains(part), qPrintable(message));
    }

    void textsAreLimited()
    {
        const Json json{{"most", std::string(JsonLimits::textBytes, 'a')},
                        {"more", std::string(JsonLimits::textBytes + 1, 'a')}};
        JsonReader reader(json, "x.json");
        QCOMPARE(reader.text("most").size(), JsonLimits::textBytes);
        const QString message = errorMessage([&] { reader.text("more"); });
        QVERIFY2(message.contains("a text of at most 16 MiB"), qPrintable(message));
    }

    void numbersAreFinite()
    {
        const Json json{{"x", std::numeric_limits<double>::infinity()}}; // No text gives one.
        QVERIFY(errorMessage([&] { JsonReader(json, "x.json").number("x"); }).contains("a finite number"));
    }

    void messagesStayShort()
    {
        const std::string endless(1'000'000, 'a');
        const Json json{{endless, 1}};
        const JsonReader reader(json, "p.json");
        QVERIFY(errorMessage([&] { reader.finish(); }).size() < 200);
        QVERIFY(errorMessage([&] { parseJson("{\"" + endless, "p.json"); }).size() < 400);
    }
};

QTEST_APPLESS_MAIN(TestJsonReader)
#include "tst_json_reader.moc"
