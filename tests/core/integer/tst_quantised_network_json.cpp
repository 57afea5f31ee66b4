// SPDX-License-Identifier: Apache-2.0
#include "core/integer/integerise.h"
#include "core/integer/quantised_network_json.h"
#include "tests/core/integer/drawn_quantisation.h"
#include "tests/core/integer/read_integers.h"

#include <QTest>

#include <nlohmann/json.hpp>

namespace odimo::integer {

class TestQuantisedNetworkJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsEveryInteger()
    {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const samples::DrawnMapped drawn(seed);
            const QuantisedNetwork quantised = integerise(drawn.trained, drawn.mapping, drawn.platform);
            QVERIFY(samples::readIntegers(Json::parse(toJson(quantised).dump())) == quantised);
        }
    }

    void namesTheShiftsOfAdditionsAndLoneRelus()
    {
        int shifts = 0;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const samples::DrawnMapped drawn(seed);
            const QuantisedNetwork quantised = integerise(drawn.trained, drawn.mapping, drawn.platform);
            const Json json = toJson(quantised);
            for (const Json &each : json["shifts"]) {
                QCOMPARE(each["shift"].get<int>(), shiftOf(quantised, quantised.network.find(each["node"])));
                ++shifts;
            }
        }
        QVERIFY(shifts > 10);
    }
};

} // namespace odimo::integer

QTEST_APPLESS_MAIN(odimo::integer::TestQuantisedNetworkJson)
#include "tst_quantised_network_json.moc"
