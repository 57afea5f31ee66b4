// SPDX-License-Identifier: Apache-2.0
#include "tests/core/protocol/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::protocol;
using samples::messageOf;

class TestTask : public QObject {
    Q_OBJECT

private slots:
    void comesBackFromJsonWithEveryField()
    {
        const Task task = samples::task();
        const Task back = taskFromJson(toJson(task), "task");
        QCOMPARE(back.kind, task.kind);
        QCOMPARE(back.name, task.name);
        QVERIFY(back.network == task.network);
        QCOMPARE(back.data, task.data);
        QCOMPARE(back.platform.units.size(), task.platform.units.size());
        QVERIFY(back.schedule == task.schedule);
        QCOMPARE(back.seed, task.seed);
        QCOMPARE(back.device, task.device);
        QCOMPARE(back.threads, task.threads);
        QCOMPARE(back.objective, task.objective);
        QCOMPARE(back.strength, task.strength);
        QCOMPARE(back.costRule, task.costRule);
        QCOMPARE(back.style, task.style);
        QCOMPARE(back.numerics, task.numerics);
        QVERIFY(back.mapping == task.mapping);
        QCOMPARE(back.weights, task.weights);
        QCOMPARE(back.images, task.images);
        QCOMPARE(back.folder, task.folder);
        QCOMPARE(back.checkpoint, task.checkpoint);
        QCOMPARE(back.repetitions, task.repetitions);
        QVERIFY(back.contents == task.contents);
        QCOMPARE(toJson(back).dump(), toJson(task).dump());
    }

    void onlyGivenWeightsNeedNoEpochs_data()
    {
        QTest::addColumn<protocol::TaskKind>("kind");
        QTest::addColumn<QByteArray>("weights");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("trained") << TaskKind::Warmup << QByteArray("trained.safetensors") << true;
        QTest::newRow("untrained") << TaskKind::Warmup << QByteArray() << false;
        QTest::newRow("search") << TaskKind::Search << QByteArray("trained.safetensors") << false;
        QTest::newRow("finetune") << TaskKind::Finetune << QByteArray("trained.safetensors") << false;
        QTest::newRow("time") << TaskKind::Time << QByteArray() << true;
    }
    void onlyGivenWeightsNeedNoEpochs()
    {
        QFETCH(TaskKind, kind);
        QFETCH(QByteArray, weights);
        QFETCH(bool, accepted);
        protocol::Task task = samples::task();
        task.kind = kind;
        task.weights = weights.toStdString();
        task.schedule.epochs = 0;
        const QString message = messageOf([&] { taskFromJson(toJson(task), "task"); });
        QCOMPARE(message, accepted
                              ? QString()
                              : QString("task: schedule.epochs is 0; only a warm-up that starts from given weights "
                                        "may have none"));
    }

    void everyFieldIsRequired()
    {
        const Json whole = toJson(samples::task());
        for (const auto &[field, unused] : whole.items()) {
            Json json = whole;
            json.erase(field);
            QCOMPARE(messageOf([&] { taskFromJson(json, "task"); }), QString("task: %1 is missing").arg(field.c_str()));
        }
    }

    /// So that runs of networks without one are described as ever.
    void aSupernetIsStatedWhereThereIsOne()
    {
        Schedule schedule = samples::task().schedule;
        QVERIFY(!toJson(schedule).contains("supernet"));
        schedule.supernet = Supernet::Fine;
        QCOMPARE(toJson(schedule).at("supernet").get<std::string>(), "fine");
        QVERIFY(scheduleFromJson(toJson(schedule), "schedule") == schedule);
    }

    void everyFieldOfAScheduleIsRequired()
    {
        const Json whole = toJson(samples::task().schedule);
        for (const auto &[field, unused] : whole.items()) {
            Json json = whole;
            json.erase(field);
            QVERIFY(messageOf([&] { scheduleFromJson(json, "task: schedule"); }).contains(field.c_str()));
        }
    }

    void refusesWhatIsOutOfRange_data()
    {
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("words");
        QTest::newRow("kind") << QByteArray("/kind") << QByteArray("\"dance\"")
                              << "there are warmup, analyse, preview, search";
        QTest::newRow("device") << QByteArray("/device") << QByteArray("\"tpu\"") << "cpu or cuda";
        QTest::newRow("seed") << QByteArray("/seed") << QByteArray("-1") << "task: seed is -1";
        QTest::newRow("threads") << QByteArray("/threads") << QByteArray("-1") << "task: threads is -1";
        QTest::newRow("strength") << QByteArray("/strength") << QByteArray("-0.5") << "task: strength is -0.5";
        QTest::newRow("objective") << QByteArray("/objective") << QByteArray("\"area\"") << "area";
        QTest::newRow("cost rule") << QByteArray("/cost_rule") << QByteArray("\"b\"") << "joint-staircase, published";
        QTest::newRow("precision") << QByteArray("/schedule/precision") << QByteArray("\"half\"")
                                   << "full, mixed, auto";
        QTest::newRow("supernet") << QByteArray("/schedule/supernet") << QByteArray("\"coarse\"") << "none, fine";
        QTest::newRow("style") << QByteArray("/style") << QByteArray("\"b\"") << "corrected, published";
        QTest::newRow("numerics") << QByteArray("/numerics") << QByteArray("\"int\"") << "float, fake";
        QTest::newRow("repetitions") << QByteArray("/repetitions") << QByteArray("0") << "task: repetitions is 0";
        QTest::newRow("epochs") << QByteArray("/schedule/epochs") << QByteArray("-1") << "schedule.epochs is -1";
        QTest::newRow("batch") << QByteArray("/schedule/batch_size") << QByteArray("0") << "schedule.batch_size is 0";
        QTest::newRow("validation") << QByteArray("/schedule/validation_fraction") << QByteArray("1") << "below 1";
        QTest::newRow("rate") << QByteArray("/schedule/learning_rate") << QByteArray("0") << "above 0";
        QTest::newRow("momentum") << QByteArray("/schedule/momentum") << QByteArray("1.0") << "below 1";
        QTest::newRow("decay") << QByteArray("/schedule/decay") << QByteArray("\"linear\"") << "cosine, steps";
        QTest::newRow("rise") << QByteArray("/schedule/rise_fraction") << QByteArray("1.5") << "from 0 to 1";
        QTest::newRow("temperature") << QByteArray("/schedule/temperature_factor") << QByteArray("0") << "above 0";
    }
    void refusesWhatIsOutOfRange()
    {
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, value);
        QFETCH(QString, words);
        Json json = toJson(samples::task());
        json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
        const QString message = messageOf([&] { taskFromJson(json, "task"); });
        QVERIFY2(message.contains(words), qPrintable(message));
    }

    void onlyLogitsNeedNoClassifier()
    {
        Task task = samples::task();
        task.network = network::Network("images", {1, 4, 4});
        task.network.add("conv", network::Convolution{.outChannels = 2}, {0});
        task.restrictions = {};
        task.mapping.reset();
        task.mappings.clear();
        QVERIFY(messageOf([&] { taskFromJson(toJson(task), "task"); }).contains("a classifier ends in one number"));
        task.kind = TaskKind::Logits;
        QVERIFY(taskFromJson(toJson(task), "task").network == task.network);
    }

    void refusesAnUnknownFieldAtAnyDepth()
    {
        for (const char *pointer : {"/colour", "/schedule/colour"}) {
            Json json = toJson(samples::task());
            json[Json::json_pointer(pointer)] = 1;
            QVERIFY(messageOf([&] { taskFromJson(json, "task"); }).contains("colour is an unknown field"));
        }
    }

    void refusesAnotherProtocolVersionBeforeAnythingElse()
    {
        const Json json{{"protocol", protocolVersion + 1}, {"novelty", true}};
        const QString message = messageOf([&] { taskFromJson(json, "task"); });
        QVERIFY(message.contains(QString("protocol version %1").arg(protocolVersion + 1)));
        QVERIFY(message.contains(QString("version %1;").arg(protocolVersion)));
        QVERIFY(message.contains("install odimo and odimo-worker of the same version"));
    }
};

QTEST_APPLESS_MAIN(TestTask)
#include "tst_task.moc"
