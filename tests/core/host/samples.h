// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/host/exploration.h"
#include "tests/core/project/samples.h"
#include "tests/core/workers/fake_workers.h"

#include <QString>
#include <QStringList>

namespace odimo::samples {

inline host::Settings settings()
{
    host::Settings settings;
    settings.network = "resnet8:width=4";
    settings.data = "synthetic:train=40,test=20,classes=2,size=8";
    settings.preset = "standard";
    settings.strengths = {0.05, 0.5, 2};
    settings.epochs = host::Epochs{.warmup = 2, .search = 2, .finetune = 2};
    settings.jobs = 2;
    return settings;
}

/// The same for an engine: "instant" or "odimo".
inline host::Settings settingsFor(const QString &engine)
{
    host::Settings settings = samples::settings();
    settings.engine = engine.toStdString();
    if (engine == "odimo")
        return settings;
    settings.network = "resnet8"; // A narrower one is cheapest all digital.
    settings.data = "synthetic:train=40,test=20,classes=2,size=16";
    settings.strengths.clear();
    settings.points = 6;
    return settings;
}

inline data::DatasetSummary summary(int trainImages = 60'000)
{
    data::DatasetSummary summary;
    summary.name = "samples";
    summary.classes.assign(10, "class");
    summary.channels = 1;
    summary.height = summary.width = 16;
    summary.trainImages = trainImages;
    summary.testImages = 10'000;
    return summary;
}

/// Where explorations have fake workers: a folder with a project to be.
class ExplorationFixture : public FakeWorkers {
public:
    using FakeWorkers::FakeWorkers;

    std::filesystem::path project() const { return folder() / "x.odimo"; }
    std::filesystem::path runsFolder() const { return folder() / "x.odimo.runs"; }

    host::Outcome explore(
        const host::Settings &settings = samples::settings(),
        const host::Listener &listener = [](const host::Notice &) {}) const
    {
        return host::Exploration(project(), settings, listener).run();
    }

    host::Outcome resume() const
    {
        host::Settings settings;
        settings.resume = true;
        return explore(settings);
    }

    project::Project open() const { return project::Project::open(project(), project::Access::ReadOnly); }

    /// "1 warmup done", one line a run.
    QStringList states() const
    {
        QStringList lines;
        for (const project::Run &run : open().runs())
            lines << QString("%1 %2 %3").arg(run.id).arg(nameOf(run.kind), nameOf(run.status));
        return lines;
    }
};

} // namespace odimo::samples
