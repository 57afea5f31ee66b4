// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/verify/test_images.h"

#include "core/base/files.h"
#include "core/deploy/diana/source/package.h"
#include "core/deploy/verify/tools.h"
#include "core/deploy/verify/verify.h"
#include "core/integer/executor.h"
#include "tests/core/base/error_message.h"
#include "tests/core/deploy/diana/source/drawn_package.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <thread>

using namespace odimo;

namespace fs = std::filesystem;

/// Images beyond the golden ones, computed by the program of a package.
class TestTestImages : public QObject {
    Q_OBJECT

private:
    static constexpr int count = 9;
    static constexpr std::uint64_t seed = 4;

    /// The class of every second image is the one that the network decides for.
    static deploy::TestImages drawnImages(const integer::QuantisedNetwork &network)
    {
        const network::Shape &shape = network.network.inputShape();
        deploy::TestImages made{.inputCodes = shape.channels * shape.height * shape.width,
                                .outputCodes = network.network.classes(),
                                .inputs = {},
                                .outputs = {},
                                .classes = {}};
        for (int image = 0; image < count; ++image) {
            const auto input = integer::inputCodes(network, samples::drawnImage(network.network, 100U + image));
            const auto output = integer::execute(network, input).back().codes;
            made.inputs.insert(made.inputs.end(), input.codes.begin(), input.codes.end());
            made.outputs.insert(made.outputs.end(), output.begin(), output.end());
            const auto decided = static_cast<int>(std::ranges::max_element(output) - output.begin());
            made.classes.push_back(image % 2 == 0 ? decided : (decided + 1) % made.outputCodes);
        }
        return made;
    }

    deploy::TargetResult verified(const std::string &target, int processes) const
    {
        const deploy::Receipt receipt = deploy::verifyPackage(
            m_package, {.targets = {target}, .optimisation = "-O1", .images = m_images, .processes = processes});
        return receipt.targets.front();
    }

    /// The package with a text in one of its files replaced, until the end of its scope.
    class Changed {
    public:
        Changed(const fs::path &path, const std::string &text, const std::string &by)
            : m_path(path), m_whole(readText(path))
        {
            std::string changed = m_whole;
            const std::size_t at = changed.find(text);
            QVERIFY2(at != std::string::npos, text.c_str());
            writeText(path, changed.replace(at, text.size(), by));
        }
        ~Changed() { writeText(m_path, m_whole); }
        Changed(const Changed &) = delete;
        Changed &operator=(const Changed &) = delete;

    private:
        fs::path m_path;
        std::string m_whole;
    };

private slots:
    void initTestCase()
    {
        const deploy::ExportRequest request = samples::drawnPackageRequest(seed);
        deploy::writeDianaPackage(request, m_folder.path());
        m_package = deploy::readPackage(m_folder.path());
        m_images = drawnImages(*request.integers);
        if (const auto missing = deploy::missingTool("san"))
            QSKIP(missing->c_str());
    }

    void everyOutputIsTheExecutors_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<int>("processes");
        QTest::newRow("one process") << "host" << 1;
        QTest::newRow("two processes") << "host" << 2;
        QTest::newRow("more processes than images") << "host" << 20;
        QTest::newRow("sanitisers") << "san" << 2;
    }

    void everyOutputIsTheExecutors()
    {
        QFETCH(QString, target);
        QFETCH(int, processes);
        const deploy::TargetResult result = verified(target.toStdString(), processes);
        QCOMPARE(result.reason, std::string());
        QCOMPARE(result.verdict, deploy::Verdict::Pass);
        QVERIFY(result.images.has_value());
        QCOMPARE(result.images->images, count);
        QCOMPARE(result.images->agreeing, count);
        QCOMPARE(result.images->correct, (count + 1) / 2);
    }

    /// A fault that shows after three images, and so in none of the golden ones.
    void aWrongOutputIsFound()
    {
        const Changed changed(
            m_folder.path() / "src" / "network.c", "    diana_close();",
            "    static int image;\n    if (++image > 3)\n        output[0] ^= 1;\n    diana_close();");
        const deploy::TargetResult result = verified("host", 1);
        QCOMPARE(result.verdict, deploy::Verdict::Fail);
        QVERIFY(result.images.has_value());
        QCOMPARE(result.images->images, count);
        QCOMPARE(result.images->agreeing, 3);
        QCOMPARE(result.reason,
                 std::string("the outputs of 6 of 9 test images differ from the executor's, that of image 3 first"));
    }

    void aProgramThatStopsSaysWhy()
    {
        const Changed changed(m_folder.path() / "src" / "main.c", "files_read(input, NET_INPUT_CODES)",
                              "files_read(input, NET_INPUT_CODES - 1)");
        const deploy::TargetResult result = verified("host", 1);
        QCOMPARE(result.verdict, deploy::Verdict::Fail);
        QVERIFY(!result.images.has_value());
        QVERIFY2(result.reason.find("not whole") != std::string::npos, result.reason.c_str());
    }

    void aProgramOfAnEarlierVersionIsExportedAgain()
    {
        const Changed changed(m_folder.path() / "src" / "main.c", "count == 3", "count == 4");
        const deploy::TargetResult result = verified("host", 1);
        QCOMPARE(result.verdict, deploy::Verdict::Fail);
        QVERIFY2(result.reason.find("export the run again") != std::string::npos, result.reason.c_str());
    }

    void whatIsStoppedIsSkipped()
    {
        std::stop_source stop;
        std::thread soon([&stop] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            stop.request_stop();
        });
        const deploy::Receipt receipt = deploy::verifyPackage(m_package, {.stop = stop.get_token()});
        soon.join();
        for (const deploy::TargetResult &result : receipt.targets)
            QVERIFY2(result.verdict == deploy::Verdict::Skipped && result.reason == "it was stopped",
                     result.reason.c_str());
    }

    void theReceiptIsReadBack()
    {
        const deploy::Receipt receipt{
            .networkHash = "0123",
            .targets = {{.target = "host",
                         .verdict = deploy::Verdict::Fail,
                         .reason = "why",
                         .tensors = 4,
                         .images = deploy::ImageResult{.images = 9, .agreeing = 3, .correct = 5}},
                        {.target = "rv32", .verdict = deploy::Verdict::Pass, .tensors = 4, .instructions = 17}},
            .memory = deploy::PackageMemory{.weights = 3, .activations = 4, .l1 = 5}};
        QVERIFY(deploy::receiptFromJson(deploy::toJson(receipt), "a receipt") == receipt);

        Json earlier = deploy::toJson(receipt);
        for (Json &target : earlier["targets"])
            target.erase("images");
        earlier.erase("memory");
        QVERIFY(!deploy::receiptFromJson(earlier, "a receipt").targets.front().images);
        earlier["targets"][0]["verdict"] = "perhaps";
        const QString message = errorMessage([&] { deploy::receiptFromJson(earlier, "a receipt"); });
        QVERIFY2(message.startsWith("a receipt") && message.contains("perhaps"), qPrintable(message));
    }

private:
    TemporaryFolder m_folder;
    deploy::ReadPackage m_package;
    deploy::TestImages m_images;
};

QTEST_GUILESS_MAIN(TestTestImages)
#include "tst_test_images.moc"
