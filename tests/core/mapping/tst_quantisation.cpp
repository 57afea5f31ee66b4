// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "tests/core/base/bad_value.h"
#include "tests/core/mapping/trained_sample.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <limits>

using namespace odimo;
using namespace odimo::mapping;

namespace {

const platform::Platform &diana()
{
    static const platform::Platform platform = platform::loadPlatform("diana");
    return platform;
}

QString refusal(const Quantisation &quantisation)
{
    return errorMessage([&] { checkQuantisation(quantisation, samples::trainedNetwork().model.network, diana()); });
}

} // namespace

class TestQuantisation : public QObject {
    Q_OBJECT

private slots:
    void readsWhatItWrites()
    {
        const Quantisation quantisation = *samples::trainedNetwork().quantisation;
        const Json json = parseJson(toJson(quantisation, diana()).dump(), "q.json");
        QVERIFY(quantisationFromJson(json, diana(), "q.json") == quantisation);
    }

    void knowsTheStyleByItsNameInEarlierVersions()
    {
        Quantisation quantisation = *samples::trainedNetwork().quantisation;
        quantisation.style = "corrected";
        Json json = toJson(quantisation, diana());
        QCOMPARE(json["style"].get<std::string>(), std::string("corrected"));
        json["style"] = "mended";
        QVERIFY(quantisationFromJson(json, diana(), "q.json") == quantisation);
    }

    void namesThePlaceOfABadValue_data()
    {
        addBadValueColumns();
        addBadValue("schema", "/schema", "2", "q.json: schema is 2; this version reads 1");
        addBadValue("style", "/style", "\"new\"", "q.json: style is \"new\"; known: corrected, published");
        addBadValue("unknown field", "/colour", "1", "q.json: colour is an unknown field");
        addBadValue("unknown field of a node", "/activations/1/colour", "1",
                    "q.json: activations[1].colour is an unknown");
        addBadValue("unknown field of a layer", "/weights/0/colour", "1",
                    "q.json: weights[0].colour is an unknown field");
        addBadValue("bits", "/activations/0/bits", "9", "q.json: activations[0].bits is 9");
        addBadValue("exponent", "/activations/0/exponent", "1000", "q.json: activations[0].exponent is 1000");
        addBadValue("sign", "/activations/0/signed", "1", "q.json: activations[0].signed is 1");
        addBadValue("scale", "/weights/0/scales/0", "null", "q.json: weights[0].scales[0] is null");
        addBadValue("exponent of multipliers", "/weights/1/exponent", "0.5", "q.json: weights[1].exponent is 0.5");
        addBadValue("unit", "/weights/1/unit", "\"dsp\"",
                    "q.json: weights[1].unit: the platform diana has no unit \"dsp\"");
    }
    void namesThePlaceOfABadValue()
    {
        QFETCH(QString, message);
        const Json json = withBadValue(toJson(*samples::trainedNetwork().quantisation, diana()));
        const QString found = errorMessage([&] { quantisationFromJson(json, diana(), "q.json"); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void fitsItsNetwork() { QCOMPARE(refusal(*samples::trainedNetwork().quantisation), ""); }

    void refusesAnUnknownOrRepeatedNode()
    {
        Quantisation quantisation = *samples::trainedNetwork().quantisation;
        quantisation.activations[1].node = "head";
        QVERIFY2(refusal(quantisation).contains("head"), qPrintable(refusal(quantisation)));
        quantisation.activations[1].node = "input";
        QCOMPARE(refusal(quantisation), "the quantisation scales the node input twice");
    }

    void refusesScalesThatDoNotFitTheLayer_data()
    {
        QTest::addColumn<QString>("layer");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QVector<double>>("scales");
        QTest::addColumn<QString>("message");
        QTest::newRow("layer") << "pool" << 0 << QVector{1.0}
                               << "the quantisation names the layer pool, which the network small does not have";
        QTest::newRow("unit") << "fc" << 2 << QVector{1.0}
                              << "the quantisation of the layer fc names unit 2; the platform has 2 units";
        QTest::newRow("per layer")
            << "fc" << 0 << QVector{1.0, 1.0}
            << "the quantisation of the layer fc has 2 scales on the unit digital, which needs 1";
        QTest::newRow("per channel")
            << "fc" << 1 << QVector{1.0}
            << "the quantisation of the layer fc has 1 scales on the unit analog, which needs 2";
        QTest::newRow("zero") << "fc" << 0 << QVector{0.0} << "has a scale that is not a positive number";
        QTest::newRow("infinite") << "fc" << 0 << QVector{std::numeric_limits<double>::infinity()}
                                  << "has a scale that is not a positive number";
        QTest::newRow("twice") << "conv" << 0 << QVector{1.0}
                               << "the quantisation scales the layer conv twice on one unit";
    }
    void refusesScalesThatDoNotFitTheLayer()
    {
        QFETCH(QString, layer);
        QFETCH(int, unit);
        QFETCH(QVector<double>, scales);
        QFETCH(QString, message);
        Quantisation quantisation = *samples::trainedNetwork().quantisation;
        quantisation.weights[2] = {layer.toStdString(), unit, {scales.begin(), scales.end()}};
        QVERIFY2(refusal(quantisation).contains(message), qPrintable(refusal(quantisation)));
    }
};

QTEST_APPLESS_MAIN(TestQuantisation)
#include "tst_quantisation.moc"
