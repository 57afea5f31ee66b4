// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "tests/app/cli/program.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace odimo::flow {

using cli::Ended;

/// A folder for a project and for what the programs keep for themselves, so that tests neither see each other nor the
/// user.
class Session {
public:
    Session() { qputenv("XDG_CACHE_HOME", QByteArray::fromStdString((m_folder.path() / "cache").string())); }

    std::filesystem::path path(const std::string &name) const { return m_folder.path() / name; }
    QString file(const std::string &name) const { return QString::fromStdString(path(name).string()); }

    /// The arguments of a small exploration: a warm-up, two strengths, in seconds.
    QStringList explore(const std::string &project, const QString &epochs = "2,1,1") const
    {
        return {"explore",
                "--network",
                "resnet8:width=16,stem=2",
                "--data",
                "synthetic:classes=4",
                "--epochs",
                epochs,
                "--images",
                "256",
                "--strengths",
                "0.2,2",
                "--seed",
                "3",
                "--project",
                file(project)};
    }

    /// The same front by one worker for all tasks: it takes longer to start a process than to do a task so small.
    QStringList exploreInOne(const std::string &project, const QString &epochs = "2,1,1") const
    {
        return explore(project, epochs) << "--one-process";
    }

private:
    TemporaryFolder m_folder;
};

inline Json documentOf(const Ended &ended) { return parseJson(ended.output.toStdString(), "stdout"); }

inline Json frontOf(const QString &project) { return documentOf(cli::runOdimo({"front", project, "--json"})); }

inline Json runOf(const QString &project, int run)
{
    return documentOf(cli::runOdimo({"show", project, "--run", QString::number(run), "--json"}));
}

} // namespace odimo::flow
