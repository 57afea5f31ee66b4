// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/setting_words.h"

#include "core/host/compare/setting_pairs.h"
#include "core/host/plan/settings.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <set>

using namespace odimo;
using namespace odimo::host;

class TestSettingWords : public QObject {
    Q_OBJECT

private slots:
    void areTheUsualOnes_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("network") << "network";
        QTest::newRow("style") << "quantiser";
        QTest::newRow("warmup.schedule.learning_rate") << "warm-up: learning rate";
        QTest::newRow("finetune.train_images") << "fine-tuning: images to train (0: all)";
        QTest::newRow("restrictions.most_latency_ms") << "restrictions: most latency (ms)";
        QTest::newRow("provenance.odimo") << "origin: version of the program";
        QTest::newRow("of_a_later_version") << "of a later version";
    }

    void areTheUsualOnes()
    {
        QFETCH(const QString, words);
        QCOMPARE(QString::fromStdString(settingWords(QTest::currentDataTag())), words);
    }

    void areOfOneSettingOnly()
    {
        NamedValues settings;
        flatten(toJson(Settings()), "", settings);
        std::set<std::string> words;
        for (const auto &[name, value] : settings)
            QVERIFY2(words.insert(settingWords(name)).second, name.c_str());
        QVERIFY(words.size() > 15);
    }
};

QTEST_APPLESS_MAIN(TestSettingWords)
#include "tst_setting_words.moc"
