// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/verify/verify.h"

#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/deploy/diana/source/package.h"
#include "core/deploy/diana/source/package_manifest.h"
#include "core/deploy/verify/tools.h"
#include "tests/core/base/error_message.h"
#include "tests/core/deploy/diana/source/drawn_package.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;

namespace fs = std::filesystem;

class TestVerify : public QObject {
    Q_OBJECT

private:
    static void writeSample(const fs::path &folder)
    {
        deploy::writeDianaPackage(samples::drawnPackageRequest(4), folder);
    }

private slots:
    void everyTargetPasses_data()
    {
        QTest::addColumn<QString>("target");
        for (const deploy::VerifyTarget &target : deploy::verifyTargets())
            QTest::newRow(target.name) << target.name;
    }

    void everyTargetPasses()
    {
        QFETCH(QString, target);
        if (const auto missing = deploy::missingTool(target.toStdString()))
            QSKIP(missing->c_str());
        const TemporaryFolder folder;
        writeSample(folder.path());
        const deploy::Receipt receipt =
            deploy::verifyPackage(deploy::readPackage(folder.path()), {.targets = {target.toStdString()}});
        QCOMPARE(receipt.targets.size(), std::size_t(1));
        QVERIFY2(receipt.isPassed(), receipt.targets.front().reason.c_str());
        QCOMPARE(receipt.targets.front().reason, std::string());
        QVERIFY(receipt.targets.front().tensors > 4);
        QCOMPARE(receipt.targets.front().instructions.has_value(), target == "rv32");
        QVERIFY(!fs::exists(folder.path() / "build"));
    }

    /// What is not there is said with the package that has it.
    void skipsWhatCannotBeBuilt()
    {
        const TemporaryFolder folder, programs;
        writeSample(folder.path());
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", QByteArray::fromStdString(programs.path().string()));
        const deploy::Receipt receipt = deploy::verifyPackage(deploy::readPackage(folder.path()));
        qputenv("PATH", path);
        QCOMPARE(receipt.targets.size(), deploy::verifyTargets().size());
        for (const deploy::TargetResult &result : receipt.targets) {
            QCOMPARE(result.verdict, deploy::Verdict::Skipped);
            QVERIFY2(result.reason.find("install the package") != std::string::npos, result.reason.c_str());
        }
        QVERIFY(!receipt.isPassed());
    }

    void namesTheFileThatWasChanged_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *file : {"src/params.c", "hal/ref/units.c", "golden/golden.c", "Makefile", "golden/input.bin"})
            QTest::newRow(file) << file;
    }

    void namesTheFileThatWasChanged()
    {
        QFETCH(QString, file);
        const TemporaryFolder folder;
        writeSample(folder.path());
        const fs::path path = folder.path() / file.toStdString();
        std::string text = readText(path);
        text.back() = static_cast<char>(text.back() ^ 1);
        writeText(path, text);
        const QString changed = errorMessage([&] { deploy::readPackage(folder.path()); });
        QVERIFY2(changed.startsWith(file) && changed.contains("was changed"), qPrintable(changed));
        fs::remove(path);
        const QString missing = errorMessage([&] { deploy::readPackage(folder.path()); });
        QVERIFY2(missing.startsWith(file) && missing.contains("is missing"), qPrintable(missing));
    }

    void namesAFileThatNobodyExported()
    {
        const TemporaryFolder folder;
        writeSample(folder.path());
        writeText(folder.path() / "src" / "extra.c", "int extra;\n");
        const QString message = errorMessage([&] { deploy::readPackage(folder.path()); });
        QVERIFY2(message.startsWith("src/extra.c"), qPrintable(message));
    }

    /// Digests that fit prove nothing: whoever changes a file can change the manifest.
    void tellsAFileThatAnotherWrote()
    {
        const TemporaryFolder folder;
        writeSample(folder.path());
        QCOMPARE(deploy::readPackage(folder.path()).foreignFile, std::string());
        const std::string before = readText(folder.path() / "Makefile");
        const std::string after = before + "$(shell touch started)\n";
        std::string manifest = readText(folder.path() / "manifest.json");
        const std::string digest = deploy::digestOfText(before);
        manifest.replace(manifest.find(digest), digest.size(), deploy::digestOfText(after));
        writeText(folder.path() / "Makefile", after);
        writeText(folder.path() / "manifest.json", manifest);
        QCOMPARE(deploy::readPackage(folder.path()).foreignFile, std::string("Makefile"));
        QVERIFY(!fs::exists(folder.path() / "started"));
    }

    void runsNoOtherMakefile()
    {
        const TemporaryFolder folder;
        writeSample(folder.path());
        for (const char *name : {"GNUmakefile", "makefile"}) // That make would rather take.
            writeText(folder.path() / name, "$(shell touch started)\ntest:\n");
        deploy::verifyPackage(deploy::readPackage(folder.path()), {.targets = {"host"}});
        QVERIFY(!fs::exists(folder.path() / "started"));
    }

    void refusesAFileOutsideThePackage()
    {
        const TemporaryFolder folder;
        writeSample(folder.path());
        std::string manifest = readText(folder.path() / "manifest.json");
        const std::string name = "\"Makefile\"";
        manifest.replace(manifest.find(name, manifest.find("\"digests\"")), name.size(), "\"src/../../secret\"");
        writeText(folder.path() / "manifest.json", manifest);
        const QString message = errorMessage([&] { deploy::readPackage(folder.path()); });
        QVERIFY2(message.contains("src/../../secret is no file of the package"), qPrintable(message));
    }

    void refusesALinkThatLeavesThePackage_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("file") << "golden/input.bin";
        QTest::newRow("folder") << "golden";
    }

    void refusesALinkThatLeavesThePackage()
    {
        QFETCH(QString, name);
        const TemporaryFolder folder, outside;
        writeSample(folder.path());
        const fs::path inside = folder.path() / name.toStdString();
        fs::rename(inside, outside.path() / inside.filename());
        fs::create_symlink(outside.path() / inside.filename(), inside);
        const QString message = errorMessage([&] { deploy::readPackage(folder.path()); });
        QVERIFY2(message.startsWith("golden/") && message.contains("is a link"), qPrintable(message));
    }

    void namesAChecksumThatIsNone()
    {
        const TemporaryFolder folder;
        writeSample(folder.path());
        Json manifest = parseJson(readText(folder.path() / "manifest.json"), "manifest");
        manifest["output_crc32"][0] = 7;
        writeText(folder.path() / "manifest.json", manifest.dump());
        const QString message = errorMessage([&] { deploy::readPackage(folder.path()); });
        QVERIFY2(message.contains("the checksum of output for image 0 is no text"), qPrintable(message));
    }

    void refusesWhatIsNoPackage()
    {
        const TemporaryFolder folder;
        QVERIFY(errorMessage([&] { deploy::readPackage(folder.path()); }).contains("no manifest.json"));
        writeText(folder.path() / "manifest.json", R"({"schema": 1, "files": {}})");
        QVERIFY(errorMessage([&] { deploy::readPackage(folder.path()); }).contains("no C package"));
        QVERIFY(errorMessage([&] { deploy::verifyPackage({}, {.targets = {"amiga"}}); }).contains("amiga"));
    }
};

QTEST_GUILESS_MAIN(TestVerify)
#include "tst_verify.moc"
