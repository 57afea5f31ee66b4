// SPDX-License-Identifier: Apache-2.0
#include "tests/core/project/samples.h"

#include <QRegularExpression>
#include <QTest>

using namespace odimo;
using namespace odimo::project;
using samples::NewProject;

class TestProject : public QObject {
    Q_OBJECT

private slots:
    void keepsItsSetup()
    {
        const samples::NewProject made;
        const Project project = Project::open(made.path, Access::ReadOnly);
        const Setup expected = samples::setup();
        QCOMPARE(project.path(), made.path);
        QCOMPARE(project.setup().networkName, expected.networkName);
        QVERIFY(project.setup().network == expected.network);
        QCOMPARE(project.setup().data, expected.data);
        QCOMPARE(project.setup().classes, expected.classes);
        QCOMPARE(project.setup().platform.name, expected.platform.name);
        QCOMPARE(project.setup().provenance, expected.provenance);
        QCOMPARE(project.costTable().layers.size(), platform::layersOf(expected.network).size());
    }

    void isOneFileWhenNobodyHasItOpen()
    {
        const TemporaryFolder folder;
        Project::create(folder.path() / "x.odimo", samples::setup()).setNote("key", "text");
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
    }

    void doesNotReplaceAFile()
    {
        const NewProject made;
        const QString message = errorMessage([&] { Project::create(made.path, samples::setup()); });
        QVERIFY(message.contains("exists already"));
    }

    void saysWhyItCannotBeMade_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("words");
        QTest::newRow("no folder") << "/nowhere/at/all/x.odimo"
                                   << "there is no folder /nowhere/at/all";
        // Also root cannot make files there.
        QTest::newRow("not writable") << "/proc/x.odimo"
                                      << "/proc/x.odimo cannot be made";
    }
    void saysWhyItCannotBeMade()
    {
        QFETCH(QString, path);
        QFETCH(QString, words);
        try {
            Project::create(path.toStdString(), samples::setup());
            QFAIL("was made");
        } catch (const Error &error) {
            QVERIFY2(QString(error.what()).contains(words), error.what());
            QCOMPARE(error.kind(), ErrorKind::BadInput);
        }
    }

    void isNotWrittenThroughAReader()
    {
        const NewProject made;
        Project reader = Project::open(made.path, Access::ReadOnly);
        QVERIFY(errorMessage([&] { reader.setNote("key", "text"); }).contains("cannot be written"));
    }

    void readersSeeWhatTheWriterStores()
    {
        NewProject made;
        const Project reader = Project::open(made.path, Access::ReadOnly);
        made.project.setNote("plan", "first");
        QCOMPARE(reader.note("plan"), "first");
        made.project.setNote("plan", "second");
        QCOMPARE(reader.note("plan"), "second");
        QCOMPARE(reader.note("nothing"), "");
    }

    void keepsLogReferencePointsAndNotes()
    {
        NewProject made;
        made.project.addLog({.run = 0, .at = "2024-05-06T07:08:09Z", .level = "info", .text = "started"});
        made.project.addLog({.run = 3, .at = "2024-05-06T07:08:10Z", .level = "warning", .text = "slow"});
        const std::vector<LogLine> log = made.project.log();
        QCOMPARE(log.size(), std::size_t(2));
        QCOMPARE(log[1].run, 3);
        QCOMPARE(log[1].level, "warning");
        QCOMPARE(log[0].text, "started");

        QVERIFY(!made.project.referencePoint(mapping::Objective::Latency));
        made.project.setReferencePoint(mapping::Objective::Latency, {.cost = 1000, .accuracy = 0.1});
        QCOMPARE(made.project.referencePoint(mapping::Objective::Latency)->cost, 1000.0);
        QVERIFY(!made.project.referencePoint(mapping::Objective::Energy));
    }

    void timeIsIso8601InUtc()
    {
        const QRegularExpression form("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$");
        QVERIFY(form.match(QString::fromStdString(timestamp())).hasMatch());
    }
};

QTEST_APPLESS_MAIN(TestProject)
#include "tst_project.moc"
