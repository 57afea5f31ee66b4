// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/package_manifest.h"
#include "tests/flow/all_digital_run.h"
#include "tests/flow/session.h"

#include <QTest>

using namespace odimo;
using namespace odimo::flow;

/// From an exploration to code that proves itself.
class TestDeploy : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const Ended ended = cli::runOdimo(m_session.explore("a.odimo"));
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        m_run = QString::number(allDigitalRun(m_session.path("a.odimo")));
        const Ended exported = cli::runOdimo(exportOf(m_run, "package"));
        QVERIFY2(exported.exitCode == 0, exported.errors.constData());
    }

    void theExportIsVerifiedAndKeepsItsReceipt()
    {
        const Ended ended = cli::runOdimo({"verify", m_session.file("package"), "--target", "host", "--project",
                                           m_session.file("a.odimo"), "--json"});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const Json receipt = parseJson(ended.output.toStdString(), "verify");
        QCOMPARE(receipt.at("targets").at(0).at("verdict").get<std::string>(), std::string("pass"));
        const project::Project project = project::Project::open(m_session.path("a.odimo"), project::Access::ReadOnly);
        QVERIFY(parseJson(project.document("receipt of run " + m_run.toStdString()), "receipt") == receipt);

        const Json manifest = parseJson(readText(m_session.path("package/manifest.json")), "manifest.json");
        QCOMPARE(manifest.at("golden").get<std::string>(), std::string("the first images of the test set"));
    }

    void theReceiptIsShownWithItsRun()
    {
        const Ended ended = cli::runOdimo({"show", m_session.file("a.odimo"), "--run", m_run});
        QVERIFY2(ended.output.contains("are those of the executor"), ended.output.constData());
        const Json shown = documentOf(cli::runOdimo({"show", m_session.file("a.odimo"), "--run", m_run, "--json"}));
        QCOMPARE(shown.at("receipt").at("targets").at(0).at("verdict").get<std::string>(), std::string("pass"));
    }

    /// Image by image what the executor computes, and so the accuracy that is stored.
    void theProgramHasTheStoredAccuracy()
    {
        const Ended ended = cli::runOdimo(ofImages("1000") << "--project" << m_session.file("a.odimo"));
        QVERIFY2(ended.exitCode == 0, (ended.output + ended.errors).constData());
        const Json images = documentOf(ended).at("targets").at(0).at("images");
        QCOMPARE(images.at("agreeing").get<int>(), images.at("images").get<int>());
        const project::Project project = project::Project::open(m_session.path("a.odimo"), project::Access::ReadOnly);
        const project::Measurement stored = project.run(m_run.toLongLong()).test().value();
        QCOMPARE(images.at("images").get<std::int64_t>(), stored.total);
        QCOMPARE(images.at("correct").get<std::int64_t>(), stored.correct);
    }

    void imagesAreThoseOfAProject()
    {
        const Ended ended = cli::runOdimo(ofImages("10"));
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("--project"), ended.errors.constData());
    }

    void anotherStoredAccuracyIsAContradiction()
    {
        std::filesystem::copy_file(m_session.path("a.odimo"), m_session.path("changed.odimo"));
        {
            project::Project project =
                project::Project::open(m_session.path("changed.odimo"), project::Access::ReadWrite);
            project::Run run = project.run(m_run.toLongLong());
            project::Measurement other = run.test().value();
            --other.correct;
            run.measurements.push_back(other);
            project.save(run);
        }
        const Ended ended = cli::runOdimo(ofImages("1000") << "--project" << m_session.file("changed.odimo"));
        QCOMPARE(ended.exitCode, 3);
        QVERIFY2(ended.errors.contains("one of them is wrong"), ended.errors.constData());
    }

    void aReceiptIsNotKeptWithAnotherRun()
    {
        const Ended exported = cli::runOdimo(m_session.explore("b.odimo", "1,1,1"));
        QVERIFY2(exported.exitCode == 0, exported.errors.constData());
        const Ended ended = cli::runOdimo(
            {"verify", m_session.file("package"), "--target", "host", "--project", m_session.file("b.odimo")});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("another network"), ended.errors.constData());
    }

    void twoExportsAreTheSame()
    {
        QCOMPARE(cli::runOdimo(exportOf(m_run, "again")).exitCode, 0);
        for (const auto &entry : std::filesystem::recursive_directory_iterator(m_session.path("again")))
            if (entry.is_regular_file()) {
                const auto name = std::filesystem::relative(entry.path(), m_session.path("again"));
                QVERIFY2(readText(entry.path()) == readText(m_session.path("package") / name), name.c_str());
            }
    }

    void aFolderIsReplacedOnlyWhenAsked()
    {
        QCOMPARE(cli::runOdimo(exportOf(m_run, "replaced")).exitCode, 0);
        const Ended refused = cli::runOdimo(exportOf(m_run, "replaced"));
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.errors.contains("not empty"), refused.errors.constData());
        const Ended replaced = cli::runOdimo(exportOf(m_run, "replaced") << "--force");
        QVERIFY2(replaced.exitCode == 0, replaced.errors.constData());
    }

    void theWarmUpIsNoNetworkOfTheChip()
    {
        const Ended ended = cli::runOdimo(exportOf("1", "warm"));
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("not mapped"), ended.errors.constData());
        QVERIFY(!std::filesystem::exists(m_session.path("warm")));
    }

    void aChangedPackageIsRefused()
    {
        QCOMPARE(cli::runOdimo(exportOf(m_run, "changed")).exitCode, 0);
        writeText(m_session.path("changed/src/plan.h"), "#pragma once\n");
        const Ended ended = cli::runOdimo({"verify", m_session.file("changed")});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("src/plan.h"), ended.errors.constData());
    }

    /// Its manifest fits, as whoever writes a Makefile can make it fit.
    void aForeignMakefileIsNotRunUnasked()
    {
        QCOMPARE(cli::runOdimo(exportOf(m_run, "foreign")).exitCode, 0);
        const std::string before = readText(m_session.path("foreign/Makefile"));
        const std::string after = before + "$(shell touch " + m_session.path("started").string() + ")\n";
        std::string manifest = readText(m_session.path("foreign/manifest.json"));
        const std::string digest = deploy::digestOfText(before);
        manifest.replace(manifest.find(digest), digest.size(), deploy::digestOfText(after));
        writeText(m_session.path("foreign/Makefile"), after);
        writeText(m_session.path("foreign/manifest.json"), manifest);
        const QStringList arguments{"verify", m_session.file("foreign"), "--target", "host"};
        const Ended refused = cli::runOdimo(arguments);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.errors.contains("Makefile of ") && refused.errors.contains("--foreign"),
                 refused.errors.constData());
        QVERIFY(!std::filesystem::exists(m_session.path("started")));
        QCOMPARE(cli::runOdimo(arguments + QStringList{"--foreign"}).exitCode, 0);
        QVERIFY(std::filesystem::exists(m_session.path("started"))); // What was refused before.
    }

private:
    QStringList ofImages(const QString &count) const
    {
        return {"verify", m_session.file("package"), "--target", "host", "--json", "--images", count};
    }

    QStringList exportOf(const QString &run, const std::string &folder) const
    {
        return {"export", m_session.file("a.odimo"), "--run", run, "--target", "diana", "-o", m_session.file(folder)};
    }

    Session m_session;
    QString m_run;
};

QTEST_GUILESS_MAIN(TestDeploy)
#include "tst_deploy.moc"
