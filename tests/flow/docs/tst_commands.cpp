// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/app/cli/program.h"
#include "tests/flow/docs/page.h"
#include "tests/flow/docs/shown_output.h"

#include <QElapsedTimer>
#include <QProcessEnvironment>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <map>

using namespace odimo;
using namespace odimo::docs;

/// Runs what the pages say, page by page, each in a folder of its own, as a reader of the page would.
class TestCommands : public QObject {
    Q_OBJECT

private slots:
    void everyCommandDoesWhatThePageSays_data()
    {
        QTest::addColumn<QString>("name");
        for (const Page &page : m_pages)
            if (std::ranges::any_of(page.blocks, isRun))
                QTest::newRow(page.name.c_str()) << QString::fromStdString(page.name);
    }
    void everyCommandDoesWhatThePageSays()
    {
        QFETCH(const QString, name);
        const std::string fault = faultOf(name.toStdString());
        std::fputs(fault.c_str(), stderr); // Qt Test cuts long messages.
        QVERIFY2(fault.empty(), fault.c_str());
    }

private:
    static bool isRun(const Block &block) { return hasCommands(block) && !block.mark("not run"); }

    /// The first thing that went wrong on the page; each page is run once, also if others continue it.
    const std::string &faultOf(const std::string &name)
    {
        const auto known = m_faults.find(name);
        return known == m_faults.end() ? m_faults.emplace(name, run(pageNamed(name))).first->second : known->second;
    }

    const Page &pageNamed(const std::string &name) const
    {
        const auto found = std::ranges::find(m_pages, name, &Page::name);
        if (found == m_pages.end())
            throw std::runtime_error("a page continues " + name + ", which does not exist");
        return *found;
    }

    std::filesystem::path folderOf(const Page &page) const
    {
        return m_folder.path() / std::filesystem::path(page.name).replace_extension("folder");
    }

    std::string run(const Page &page)
    {
        QElapsedTimer timer;
        timer.start();
        if (page.continues) {
            if (const std::string &fault = faultOf(*page.continues); !fault.empty())
                return page.name + " continues " + *page.continues + ": " + fault;
            std::filesystem::create_directories(folderOf(page));
            std::filesystem::copy(folderOf(pageNamed(*page.continues)), folderOf(page),
                                  std::filesystem::copy_options::recursive |
                                      std::filesystem::copy_options::copy_symlinks);
        } else {
            prepare(folderOf(page));
        }
        std::string fault;
        for (const Block &block : page.blocks)
            if (fault.empty() && isRun(block))
                fault = run(page, block);
        qInfo("%s: %.1f s", page.name.c_str(), static_cast<double>(timer.elapsed()) / 1000);
        return fault;
    }

    /// The parts of a checkout that pages name.
    static void prepare(const std::filesystem::path &folder)
    {
        std::filesystem::create_directories(folder);
        for (const char *part : {"projects", "resources"})
            std::filesystem::create_directory_symlink(sourceRoot() / part, folder / part);
    }

    std::string run(const Page &page, const Block &block) const
    {
        if (const auto before = block.mark("run before"))
            if (const cli::Ended ended = shell(page, *before); ended.exitCode != 0)
                return placeOf(page, block.line) + *before + "\n" + ended.output.toStdString();
        const int wanted = std::stoi(block.mark("exit code").value_or("0"));
        const Figures figures = block.mark("figures vary") ? Figures::Vary : Figures::Exact;
        for (const Command &command : commandsOf(block)) {
            const cli::Ended ended = shell(page, command.text);
            const std::string printed = ended.output.toStdString();
            std::string problem;
            if (ended.exitCode != wanted)
                problem = "the exit code is " + std::to_string(ended.exitCode);
            else if (!command.shown.empty())
                problem = missingLine(command.shown, printed, figures).value_or("");
            if (!problem.empty())
                return placeOf(page, command.line) + command.text + "\n" + problem + "\nprinted:\n" + printed;
        }
        return {};
    }

    static std::string placeOf(const Page &page, int line) { return page.name + ":" + std::to_string(line) + ": "; }

    /// What a terminal would show: the output and the errors, in the order in which they were written.
    cli::Ended shell(const Page &page, const std::string &command) const
    {
        QProcess process;
        process.setWorkingDirectory(QString::fromStdString(folderOf(page).string()));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PATH", qEnvironmentVariable("ODIMO_BIN") + ":" + qEnvironmentVariable("PATH"));
        environment.insert("HOME", QString::fromStdString(m_folder.path().string()));
        environment.insert("XDG_CACHE_HOME", QString::fromStdString((m_folder.path() / "cache").string()));
        environment.insert("MODELS", QString::fromUtf8(ODIMO_TEST_DATA "/golden/models"));
        environment.insert("PICTURES", QString::fromStdString((sourceRoot() / "docs/images").string()));
        process.setProcessEnvironment(environment);
        process.start("bash", {"-o", "pipefail", "-c", "exec 2>&1\n" + QString::fromStdString(command)});
        process.closeWriteChannel();
        return cli::collect(process);
    }

    TemporaryFolder m_folder;
    const std::vector<Page> m_pages = pages();
    std::map<std::string, std::string> m_faults;
};

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
