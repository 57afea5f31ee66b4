// SPDX-License-Identifier: Apache-2.0
#include "core/workers/worker_command.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <cstdlib>
#include <filesystem>
#include <optional>

#include <unistd.h>

namespace odimo::workers {

namespace {

constexpr const char *workerName = "odimo-worker";

bool isProgram(const std::filesystem::path &path)
{
    return std::filesystem::is_regular_file(path) && access(path.c_str(), X_OK) == 0;
}

std::string workerPath(const LaunchOptions &launch)
{
    if (!launch.worker.empty())
        return launch.worker;
    if (const char *chosen = std::getenv("ODIMO_WORKER"))
        return chosen;
    const std::filesystem::path beside = executableFolder() / workerName;
    return launch.executor.empty() || isProgram(beside) ? beside.string() : workerName;
}

} // namespace

std::vector<std::string> splitWords(const std::string &text)
{
    std::vector<std::string> words;
    std::optional<char> quote;
    bool inWord = false;
    for (const char c : text) {
        if (!quote && c == ' ') {
            inWord = false;
            continue;
        }
        if (!inWord)
            words.emplace_back();
        inWord = true;
        if (quote == c)
            quote.reset();
        else if (!quote && (c == '\'' || c == '"'))
            quote = c;
        else
            words.back() += c;
    }
    if (quote)
        throw Error("the executor " + text + " opens a quote (" + *quote + ") and does not close it");
    return words;
}

std::vector<std::string> workerCommand(const LaunchOptions &launch)
{
    std::vector<std::string> command = splitWords(launch.executor);
    const std::string worker = workerPath(launch);
    if (command.empty() && !isProgram(worker))
        throw Error("there is no program " + worker, ErrorKind::BadInput, Remedy::InstallWorker);
    command.push_back(worker);
    return command;
}

} // namespace odimo::workers
