// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/flow/session.h"

#include <QTest>

using namespace odimo;
using namespace odimo::flow;

/// Any mapping, measured and fine-tuned in a project that has its warm-up.
class TestMeasure : public QObject {
    Q_OBJECT

private:
    Session m_session;

    Ended measure(const QStringList &more, const char *project = "a.odimo") const
    {
        return cli::runOdimo(QStringList{"measure", m_session.file(project)} + more);
    }

    /// The mapping of all digital with the first layer analog.
    QString mappingFile() const
    {
        const std::filesystem::path file = m_session.path("exported") / "mapping.json";
        if (!std::filesystem::exists(file)) {
            const Json front = frontOf(m_session.file("a.odimo"));
            for (const Json &point : front.at("points"))
                if (point.at("baseline") == "all-digital")
                    cli::runOdimo({"export", m_session.file("a.odimo"), "--run",
                                   QString::number(point.at("run").get<int>()), "-o", m_session.file("exported")});
            Json mapping = parseJson(readText(file), "mapping");
            for (Json &part : mapping.at("layers").front().at("channels"))
                part.at(0) = "analog";
            writeText(file, mapping.dump());
        }
        return QString::fromStdString(file.string());
    }

private slots:
    void initTestCase()
    {
        for (const char *project : {"a.odimo", "b.odimo"}) {
            const Ended ended = cli::runOdimo(m_session.explore(project));
            QVERIFY2(ended.exitCode == 0, ended.errors.constData());
            QVERIFY2(ended.output.contains(" on the front"), ended.output.constData());
        }
    }

    void aMappingIsMeasuredAndFineTuned()
    {
        const std::size_t before = frontOf(m_session.file("a.odimo")).at("points").size();
        const QString file = mappingFile();
        const Ended measured = measure({"--mapping", file, "--json"});
        QVERIFY2(measured.exitCode == 0, measured.errors.constData());
        const Json untrained = documentOf(measured);
        QVERIFY(!untrained.at("trained").get<bool>());
        QCOMPARE(untrained.at("engine").get<std::string>(), std::string("chosen"));
        QCOMPARE(frontOf(m_session.file("a.odimo")).at("points").size(), before + 1);

        const Ended tuned = measure({"--mapping", file, "--fine-tune", "--json"});
        QVERIFY2(tuned.exitCode == 0, tuned.errors.constData());
        const Json trained = documentOf(tuned);
        QVERIFY(trained.at("trained").get<bool>());
        QVERIFY(trained.at("run") == untrained.at("run"));
        QCOMPARE(frontOf(m_session.file("a.odimo")).at("points").size(), before + 1);

        // An equal mapping is an equal run.
        const Ended again = measure({"--run", QString::number(trained.at("run").get<int>()), "--fine-tune"});
        QCOMPARE(again.exitCode, 0);
        QVERIFY2(again.output.contains("(chosen): ") && !again.output.contains("fine-tuning epoch"),
                 again.output.constData());
    }

    void theSameSeedGivesTheSame()
    {
        const QString file = mappingFile();
        const Json here = documentOf(measure({"--mapping", file, "--fine-tune", "--json"}));
        const Json there = documentOf(measure({"--mapping", file, "--fine-tune", "--json"}, "b.odimo"));
        QCOMPARE(QString::fromStdString(there.dump()), QString::fromStdString(here.dump()));
    }

    void aPointOfThePredictionIsMeasured()
    {
        measure({"--mapping", mappingFile()}); // Makes the analysis.
        const Json predicted =
            documentOf(cli::runOdimo({"front", m_session.file("a.odimo"), "--instant", "--json"})).at("points");
        const double wanted_ms = predicted.at(predicted.size() / 2).at("latency_ms");
        const Ended ended = measure({"--predicted", QString::number(wanted_ms, 'g', 4), "--json"});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QVERIFY(std::abs(documentOf(ended).at("latency_ms").get<double>() / wanted_ms - 1) < 1e-2);
    }

    void whatCannotBeIsSaid_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("words");
        QTest::newRow("no mapping") << QStringList{"--run", "1"} << "has no mapping";
        QTest::newRow("no run") << QStringList{"--run", "99"} << "no run 99";
        QTest::newRow("no file") << QStringList{"--mapping", "nowhere.json"} << "nowhere.json";
    }
    void whatCannotBeIsSaid()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, words);
        const Ended ended = measure(options);
        QVERIFY(ended.exitCode != 0);
        QVERIFY2(QString::fromUtf8(ended.errors).contains(words), ended.errors.constData());
    }

    void aMappingOfAnotherNetworkIsRefused()
    {
        Json mapping = parseJson(readText(mappingFile().toStdString()), "mapping");
        mapping.at("layers").erase(0);
        writeText(m_session.path("short.json"), mapping.dump());
        const Ended ended = measure({"--mapping", m_session.file("short.json")});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("layer"), ended.errors.constData());
    }

    void aProjectWithoutAWarmUpIsRefused()
    {
        QProcess process;
        process.start(cli::programPath("odimo"), m_session.explore("w.odimo", "60,1,1"));
        while (process.waitForReadyRead(120'000))
            if (process.readAll().contains("warm-up epoch"))
                break;
        process.terminate();
        QCOMPARE(cli::collect(process).exitCode, 4);
        const Ended ended = measure({"--mapping", mappingFile()}, "w.odimo");
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("no trained weights") && ended.errors.contains("--resume"),
                 ended.errors.constData());
    }

    void anInterruptedMeasurementIsFinishedByTheNext()
    {
        const QString file = mappingFile();
        cli::runOdimo(m_session.explore("k.odimo", "2,1,40"));
        QProcess process;
        process.start(cli::programPath("odimo"),
                      {"measure", m_session.file("k.odimo"), "--mapping", file, "--fine-tune"});
        while (process.waitForReadyRead(120'000))
            if (process.readAll().contains("fine-tuning epoch 3/"))
                break;
        process.kill();
        process.waitForFinished();
        const Ended ended = measure({"--mapping", file, "--fine-tune", "--json"}, "k.odimo");
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QVERIFY(documentOf(ended).at("trained").get<bool>());
        const Json run = runOf(m_session.file("k.odimo"), documentOf(ended).at("run"));
        QCOMPARE(QString::fromStdString(run.at("status")), QString("done"));
    }
};

QTEST_GUILESS_MAIN(TestMeasure)
#include "tst_measure.moc"
