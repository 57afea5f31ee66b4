// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/zoo.h"
#include "core/workers/run_tasks.h"
#include "tests/core/base/error_message.h"
#include "tests/core/workers/fake_workers.h"

#include <QStringList>

namespace odimo::samples {

/// A task that needs no files.
inline protocol::Task timing(const std::string &name = "a timing")
{
    return {.kind = protocol::TaskKind::Time,
            .name = name,
            .network = network::zooNetwork("resnet8:width=4"),
            .data = "synthetic",
            .platform = platform::loadPlatform("diana")};
}

/// A task of one epoch of two.
inline protocol::Task warmup(const std::filesystem::path &folder)
{
    protocol::Task task = timing("a warm-up");
    task.kind = protocol::TaskKind::Warmup;
    task.schedule.epochs = 2;
    task.folder = folder.string();
    return task;
}

/// The lines of the log among the events of a task, and how it ended.
struct Report {
    QStringList log;
    int finishedEpochs = 0;
    QString error;
};

inline Report report(const protocol::Task &task, const workers::LaunchOptions &launch, workers::Control &control,
                     const std::function<void(const protocol::Event &)> &listener = {})
{
    Report report;
    report.error = errorMessage([&] {
        workers::runTask(task, launch, control, [&](const protocol::Event &event) {
            if (const auto *line = std::get_if<protocol::Log>(&event))
                report.log << QString::fromStdString(line->level + ": " + line->text);
            report.finishedEpochs += std::holds_alternative<protocol::EpochFinished>(event) ? 1 : 0;
            if (listener)
                listener(event);
        });
    });
    return report;
}

} // namespace odimo::samples
