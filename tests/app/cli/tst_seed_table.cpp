// SPDX-License-Identifier: Apache-2.0
#include "app/cli/seed_table.h"

#include <QTest>

using namespace odimo;
using namespace odimo::cli;

class TestSeedTable : public QObject {
    Q_OBJECT

private slots:
    void everyGroupHasItsMeanAndRange()
    {
        QCOMPARE(seedsText({}, {}), std::string());
        const std::string text = seedsText({{.runs = {2, 5},
                                             .title = "strength 0.1",
                                             .accuracy = {.mean = 0.9, .least = 0.89, .most = 0.91},
                                             .latency_cycles = {.mean = 2000, .least = 1500, .most = 2500},
                                             .latency_ms = {},
                                             .energy_uJ = {.mean = 3, .least = 2, .most = 4}}},
                                           {});
        QVERIFY2(text.find("2, 5") != std::string::npos && text.find("strength 0.1") != std::string::npos,
                 text.c_str());
        QVERIFY2(text.find("90.00 (89.00 – 91.00)") != std::string::npos, text.c_str());
        QVERIFY2(text.find("kcycles") != std::string::npos, text.c_str());
        QVERIFY2(text.find("2.000 (1.500 – 2.500)") != std::string::npos, text.c_str());
        QVERIFY2(text.find("µJ") != std::string::npos, text.c_str());
    }
};

QTEST_MAIN(TestSeedTable)
#include "tst_seed_table.moc"
