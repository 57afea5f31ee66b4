// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/host/vary/variants.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::host;

namespace {

const platform::Platform &diana()
{
    static const platform::Platform platform = platform::loadPlatform("diana");
    return platform;
}

Variation variation(const std::vector<std::string> &texts)
{
    Variation found;
    for (const std::string &text : texts)
        found.constants.push_back(variedConstantFromText(text));
    return found;
}

} // namespace

class TestVariants : public QObject {
    Q_OBJECT

private slots:
    void readsValues()
    {
        QVERIFY(variedConstantFromText("analog.columns=256,512,1e3") ==
                (VariedConstant{.name = "analog.columns", .values = {256, 512, 1000}}));
    }

    void saysWhatIsNoValue_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        for (const char *text : {"analog.columns", "=3", ""})
            QTest::newRow(text) << text << "names no constant and values; write UNIT.CONSTANT=8,16,32";
        QTest::newRow("no value") << "analog.columns="
                                  << "\"\" in \"analog.columns=\" is no number";
        QTest::newRow("comma") << "analog.columns=1,,2"
                               << "is no number";
        QTest::newRow("last comma") << "analog.columns=1,"
                                    << "is no number";
        QTest::newRow("word") << "analog.columns=many"
                              << "\"many\" in ";
        QTest::newRow("infinite") << "analog.columns=inf"
                                  << "is no number";
        QTest::newRow("twice") << "analog.columns=2,1,2"
                               << "names 2 twice";
    }
    void saysWhatIsNoValue()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const QString found = errorMessage([&] { variedConstantFromText(text.toStdString()); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void combineAllValues()
    {
        const std::vector<Variant> variants =
            variantsOf(diana(), variation({"digital.channels_at_once=8,16", "analog.columns=256,512,1024"}));
        QStringList names;
        for (const Variant &variant : variants)
            names << QString::fromStdString(nameOf(variant)) + (variant.isStated ? " *" : "");
        QCOMPARE(names, (QStringList{"digital.channels_at_once=8, analog.columns=256",
                                     "digital.channels_at_once=8, analog.columns=512",
                                     "digital.channels_at_once=8, analog.columns=1024",
                                     "digital.channels_at_once=16, analog.columns=256",
                                     "digital.channels_at_once=16, analog.columns=512 *",
                                     "digital.channels_at_once=16, analog.columns=1024"}));
        QVERIFY(platform::countSame(variants[4].platform, diana()));
        QVERIFY(!platform::countSame(variants[3].platform, diana()));
    }

    void knowTheirArea()
    {
        Variation areas = variation({"analog.columns=256,512,1024"});
        areas.area = "analog.columns * analog.rows / 1000";
        areas.mostArea = 600;
        const std::vector<Variant> variants = variantsOf(diana(), areas);
        QCOMPARE(variants.size(), std::size_t(2));
        QCOMPARE(variants[1].area.value_or(0), 512 * 1.152);
        areas.mostArea = 1;
        QCOMPARE(errorMessage([&] { variantsOf(diana(), areas); }), "no variant has an area of at most 1");
    }

    void standAtOperatingPoints()
    {
        Json json = Json::parse(diana().json);
        json["schema"] = 2;
        json["operating_points"] = Json::parse(R"([{"name": "slow", "clock_Hz": 130000000, "power_scale": 0.3},
                                                   {"name": "fast", "clock_Hz": 260000000, "power_scale": 1}])");
        Variation points = variation({"analog.columns=256,512"});
        points.operatingPoints = true;
        const std::vector<Variant> variants = variantsOf(platform::platformFromText(json.dump(), "p.json"), points);
        QCOMPARE(variants.size(), std::size_t(4));
        QCOMPARE(nameOf(variants[2]), std::string("analog.columns=512 at slow"));
        QCOMPARE(variants[2].platform.clock_Hz, 130e6);
        points.constants.clear();
        QCOMPARE(nameOf(variantsOf(platform::platformFromText(json.dump(), "p.json"), points)[1]),
                 std::string("at fast"));
        QVERIFY(errorMessage([&] { variantsOf(diana(), points); }).contains("states no operating points"));
    }

    void refuseWhatCannotBeMeant_data()
    {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<QString>("message");
        QTest::newRow("unknown") << QStringList{"analog.colums=1"} << "has no constant \"analog.colums\"; it has ";
        QTest::newRow("implausible") << QStringList{"analog.columns=512,0"}
                                     << "analog.columns=0: units[1].cost.columns is 0";
        QTest::newRow("twice") << QStringList{"analog.columns=1", "analog.columns=2"}
                               << "analog.columns is varied twice";
        QTest::newRow("many") << QStringList{"analog.columns=1,2,3,4,5,6,7,8,9,10", "analog.rows=1,2,3,4,5,6,7,8,9,10",
                                             "digital.channels_at_once=1,2,3,4,5,6"}
                              << "give 600 variants of the platform, and at most 500 are computed";
    }
    void refuseWhatCannotBeMeant()
    {
        QFETCH(QStringList, texts);
        QFETCH(QString, message);
        std::vector<std::string> each;
        for (const QString &text : texts)
            each.push_back(text.toStdString());
        const QString found = errorMessage([&] { variantsOf(diana(), variation(each)); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }
};

QTEST_APPLESS_MAIN(TestVariants)
#include "tst_variants.moc"
