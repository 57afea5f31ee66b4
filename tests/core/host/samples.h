// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "core/host/exploration.h"
#include "tests/core/project/samples.h"

#include <QString>
#include <QStringList>

#include <cstdlib>
#include <functional>

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

/// A folder with a project to be, a cache of its own, and the journal of fake workers.
class Laboratory {
public:
    explicit Laboratory(const char *worker)
    {
        set("ODIMO_WORKER", worker);
        set("ODIMO_FAKE_JOURNAL", (m_folder.path() / "journal").string());
        set("XDG_CACHE_HOME", (m_folder.path() / "cache").string());
        for (const char *unset : {"ODIMO_FAKE_EXACT", "ODIMO_FAKE_STEP_MS", "ODIMO_FAKE_IMAGE_MS"})
            set(unset, "");
        behave("");
        set("ODIMO_FAKE_ONCE", "");
    }

    std::filesystem::path project() const { return m_folder.path() / "x.odimo"; }
    std::filesystem::path runsFolder() const { return m_folder.path() / "x.odimo.runs"; }

    /// Of the fake workers in tasks whose "<kind> <name>" holds `where`.
    static void behave(const std::string &how, const std::string &where = "")
    {
        set("ODIMO_FAKE", how);
        set("ODIMO_FAKE_WHERE", where);
    }
    /// Only the first worker that would.
    void behaveOnce(const std::string &how, const std::string &where = "") const
    {
        behave(how, where);
        set("ODIMO_FAKE_ONCE", (m_folder.path() / ("once-" + how)).string());
    }
    std::filesystem::path folder() const { return m_folder.path(); }
    static void set(const char *name, const std::string &value) { setenv(name, value.c_str(), 1); }

    /// What the workers were given since the last call, sorted, because they run side by side.
    QStringList journal()
    {
        const std::filesystem::path file = m_folder.path() / "journal";
        QStringList lines;
        if (std::filesystem::exists(file))
            lines = QString::fromStdString(readText(file)).split('\n', Qt::SkipEmptyParts);
        std::filesystem::remove(file);
        lines.sort();
        return lines;
    }

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

private:
    TemporaryFolder m_folder;
};

} // namespace odimo::samples
