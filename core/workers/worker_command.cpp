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

std::string workerPath(const LaunchOptions &launch, const Executor &executor)
{
    if (!launch.worker.empty())
        return launch.worker;
    if (const char *chosen = std::getenv("ODIMO_WORKER"))
        return chosen;
    const std::filesystem::path beside = executableFolder() / workerName;
    return executor.words.empty() || isProgram(beside) ? beside.string() : workerName;
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

std::string textOf(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::vector<Executor> executorsOf(const LaunchOptions &launch)
{
    return launch.executors.empty() ? std::vector<Executor>(1) : launch.executors;
}

std::vector<std::string> workerCommand(const LaunchOptions &launch, const Executor &executor)
{
    std::vector<std::string> command = splitWords(executor.words);
    if (!command.empty() && std::filesystem::path(command.back()).filename() == workerName)
        return command;
    const std::string worker = workerPath(launch, executor);
    if (command.empty() && !isProgram(worker))
        throw Error("there is no program " + worker, ErrorKind::BadInput, Remedy::InstallWorker);
    command.push_back(worker);
    return command;
}

} // namespace odimo::workers
