// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/project/storage.h"
#include "tests/core/project/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::project;

class TestStorage : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "x.odimo";

    /// Bytes that do not compress.
    std::filesystem::path noise(int seed, int size) const
    {
        Random random(static_cast<std::uint64_t>(seed));
        std::string bytes;
        for (int i = 0; i < size; ++i)
            bytes += static_cast<char>(random.below(256));
        writeText(m_folder.path() / "weights", bytes);
        return m_folder.path() / "weights";
    }

private slots:
    void init() { std::filesystem::remove(m_path); }

    void weightsCountOnceAndForTheRunThatNeedsThemAlone()
    {
        {
            Project project = Project::create(m_path, samples::setup());
            for (int run = 1; run <= 3; ++run)
                project.save(samples::tunedRun(project, "digital", 9000));
            project.storeWeights(1, "warm", noise(1, 100'000));
            project.storeWeights(2, "tuned", noise(2, 50'000));
            project.storeWeights(3, "tuned", noise(1, 100'000));
            project.addLog({.run = 1, .at = "", .level = "info", .text = std::string(1000, 'x')});
        }
        const Storage storage = storageOf(m_path);
        QCOMPARE(storage.file, static_cast<std::int64_t>(std::filesystem::file_size(m_path)));
        QCOMPARE(storage.weights.at("warm").files, 1);
        QVERIFY(std::abs(storage.weights.at("warm").bytes - 100'000) < 1000);
        QVERIFY(std::abs(storage.weights.at("tuned").bytes - 50'000) < 1000);
        QCOMPARE(storage.weightsOfRun.size(), 1u);
        QCOMPARE(storage.weightsOfRun.at(2), storage.weights.at("tuned").bytes);
        QVERIFY(storage.log >= 1000 && storage.log < 1100);
        QVERIFY(storage.setup > 1000);
    }

    void compactingGivesBackWhatNothingUses()
    {
        {
            Project project = Project::create(m_path, samples::setup());
            project.save(samples::tunedRun(project, "digital", 9000));
            project.storeWeights(1, "tuned", noise(2, 500'000));
            project.forgetWeights(1, "tuned");
        }
        QVERIFY(storageOf(m_path).unused > 400'000);
        compact(m_path);
        QVERIFY(storageOf(m_path).unused < 10'000);
        QVERIFY(std::filesystem::file_size(m_path) < 200'000);
        QCOMPARE(Project::open(m_path, Access::ReadOnly).run(1).test()->correct, 9000);
        QVERIFY(!std::filesystem::exists(m_path.string() + "-wal"));
    }
};

QTEST_APPLESS_MAIN(TestStorage)
#include "tst_storage.moc"
