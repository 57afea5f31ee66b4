// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/exporters.h"

#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "tests/core/base/error_message.h"
#include "tests/core/deploy/sample_request.h"

#include <QTest>

#include <csignal>
#include <map>

#include <sys/resource.h>

using namespace odimo;

namespace fs = std::filesystem;

Q_DECLARE_METATYPE(const deploy::Exporter *)

namespace {

/// While it lives, no file can grow beyond so many bytes: what a full disk does to a writer.
class SmallFiles {
public:
    explicit SmallFiles(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallFiles() { setrlimit(RLIMIT_FSIZE, &m_before); }
    SmallFiles(const SmallFiles &) = delete;
    SmallFiles &operator=(const SmallFiles &) = delete;

private:
    rlimit m_before = {};
};

} // namespace

/// What holds for every exporter of the table.
class TestExporters : public QObject {
    Q_OBJECT

private:
    static std::map<std::string, std::string> filesOf(const fs::path &folder)
    {
        std::map<std::string, std::string> files;
        for (const auto &entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file())
                files[fs::relative(entry.path(), folder).string()] = readText(entry.path());
        return files;
    }

    static void eachExporter()
    {
        QTest::addColumn<const deploy::Exporter *>("exporter");
        for (const deploy::Exporter &exporter : deploy::exporters())
            QTest::newRow(exporter.name) << &exporter;
    }

    static deploy::ExportRequest request(const fs::path &folder) { return samples::sampleRequest(folder); }

private slots:
    void isFoundByItsName()
    {
        for (const deploy::Exporter &exporter : deploy::exporters())
            QCOMPARE(&deploy::exporterNamed(exporter.name), &exporter);
        const QString message = errorMessage([] { deploy::exporterNamed("verilog"); });
        QVERIFY2(message.contains("'verilog'; there is json"), qPrintable(message));
    }

    void namesEveryFileInItsManifest_data() { eachExporter(); }
    void namesEveryFileInItsManifest()
    {
        QFETCH(const deploy::Exporter *, exporter);
        const TemporaryFolder given, folder;
        exporter->write(request(given.path()), folder.path());
        const std::map<std::string, std::string> files = filesOf(folder.path());
        const Json manifest = parseJson(files.at("manifest.json"), "manifest.json");
        QCOMPARE(manifest.at("run").get<int>(), 6);
        for (const auto &[name, meaning] : manifest.at("files").items())
            QVERIFY2(files.contains(name) && !files.at(name).empty(), name.c_str());
        QCOMPARE(manifest.at("files").size(), files.size() - 1);
    }

    void writesTheSameBytesAgain_data() { eachExporter(); }
    void writesTheSameBytesAgain()
    {
        QFETCH(const deploy::Exporter *, exporter);
        const TemporaryFolder given, first, second;
        exporter->write(request(given.path()), first.path());
        exporter->write(request(given.path()), second.path());
        QVERIFY(filesOf(first.path()) == filesOf(second.path()));
    }

    void saysBeforehandWhatSpeaksAgainstIt_data() { eachExporter(); }
    void saysBeforehandWhatSpeaksAgainstIt()
    {
        QFETCH(const deploy::Exporter *, exporter);
        const TemporaryFolder given, folder;
        deploy::ExportRequest whole = request(given.path());
        QVERIFY(exporter->refusals(whole).empty());
        whole.integers = std::nullopt;
        whole.mapping = std::nullopt;
        const std::vector<deploy::Refusal> refusals = exporter->refusals(whole);
        const QString message = errorMessage([&] { exporter->write(whole, folder.path()); });
        QCOMPARE(refusals.empty(), message.isEmpty());
        if (!refusals.empty())
            QVERIFY2(message.contains(QString::fromStdString(refusals.front().value)), qPrintable(message));
    }

    void tellsOfAFullDisk_data() { eachExporter(); }
    void tellsOfAFullDisk()
    {
        QFETCH(const deploy::Exporter *, exporter);
        const TemporaryFolder given, folder;
        const deploy::ExportRequest whole = request(given.path());
        const SmallFiles limit(100);
        const QString message = errorMessage([&] { exporter->write(whole, folder.path()); });
        QVERIFY2(message.contains("cannot be written"), qPrintable(message));
    }
};

QTEST_GUILESS_MAIN(TestExporters)
#include "tst_exporters.moc"
