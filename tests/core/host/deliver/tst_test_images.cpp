// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/test_images.h"

#include "core/data/dataset.h"
#include "core/deploy/exporters.h"
#include "core/host/deliver/export_run.h"
#include "tests/core/base/error_message.h"
#include "tests/core/host/deliver/deliverable_project.h"

#include <QTest>

using namespace odimo;

namespace fs = std::filesystem;

class TestTestImages : public QObject {
    Q_OBJECT

private:
    fs::path project(const std::string &name = "a.odimo") const { return m_folder.path() / name; }

    static project::Project open(const fs::path &path)
    {
        return project::Project::open(path, project::Access::ReadOnly);
    }

private slots:
    void initTestCase() { samples::writeDeliverableProject(project()); }

    void areThoseOfTheTestSet()
    {
        const project::Project opened = open(project());
        const data::Images images = data::loadDataset(opened.setup().data).test;
        const deploy::TestImages made = host::testImagesOf(opened.run(1), opened, 30, 2);
        QCOMPARE(made.count(), 30);
        QCOMPARE(made.inputCodes, 12 * 12);
        QCOMPARE(made.outputCodes, 4);
        QCOMPARE(made.inputs.size(), std::size_t(30 * 12 * 12));
        QCOMPARE(made.outputs.size(), std::size_t(30 * 4));
        QVERIFY(std::equal(made.classes.begin(), made.classes.end(), images.labels.begin()));
        const deploy::TestImages all = host::testImagesOf(opened.run(1), opened, 10000, 1);
        QCOMPARE(all.count(), images.count());
        QVERIFY(std::equal(made.outputs.begin(), made.outputs.end(), all.outputs.begin()));
    }

    void dataThatAreGoneAreNamed()
    {
        samples::writeDeliverableProject(project("gone.odimo"), samples::DrawnArray::Adc, "nowhere/images.npz");
        const project::Project opened = open(project("gone.odimo"));
        const QString message = errorMessage([&] { host::testImagesOf(opened.run(1), opened, 3, 1); });
        QVERIFY2(message.contains("nowhere/images.npz"), qPrintable(message));
    }

    void dataOfAnotherSizeAreRefused()
    {
        samples::writeDeliverableProject(project("other.odimo"), samples::DrawnArray::Adc,
                                         "synthetic:classes=4,size=16");
        const project::Project opened = open(project("other.odimo"));
        const QString message = errorMessage([&] { host::testImagesOf(opened.run(1), opened, 3, 1); });
        QVERIFY2(message.contains("another size"), qPrintable(message));
    }

    void refusalsAreKnownBeforehand()
    {
        samples::writeDeliverableProject(project("ideal.odimo"), samples::DrawnArray::Ideal);
        const project::Project ideal = open(project("ideal.odimo")), opened = open(project());
        const deploy::Exporter &diana = deploy::exporterNamed("diana");
        QVERIFY(host::exportRefusals(opened, opened.run(1), diana).empty());
        const std::vector<deploy::Refusal> refusals = host::exportRefusals(ideal, ideal.run(1), diana);
        QVERIFY(!refusals.empty());
        QCOMPARE(refusals.front().rule, std::string("analog array"));
        QVERIFY(
            errorMessage([&] { host::exportRefusals(opened, opened.run(2), diana); }).contains("no trained weights"));
    }

private:
    TemporaryFolder m_folder;
};

QTEST_GUILESS_MAIN(TestTestImages)
#include "tst_test_images.moc"
