// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/recorder.h"

#include "core/base/number_text.h"
#include "core/base/overloaded.h"
#include "core/host/flow/run_settings.h"

#include <algorithm>

namespace odimo::host {

void Recorder::change(std::int64_t id, const std::function<void(project::Run &)> &edit) const
{
    project::Run run = m_project.run(id);
    edit(run);
    m_project.save(run);
    announce(RunChanged{run});
}

void Recorder::log(std::int64_t run, const std::string &level, const std::string &text) const
{
    const project::LogLine line{.run = run, .at = project::timestamp(), .level = level, .text = text};
    m_project.addLog(line);
    announce(LogAdded{line});
}

void Recorder::record(const workers::Job &job, const protocol::Event &event)
{
    using project::RunStatus;
    const auto setStatus = [&](RunStatus status) {
        change(job.run, [status](project::Run &run) { run.status = status; });
    };
    std::visit(Overloaded{
                   [](const protocol::Hello &) {},
                   [](const protocol::Alive &) {},
                   [&](const protocol::PhaseStarted &started) {
                       change(job.run, [&](project::Run &run) { run.phase = started.phase; });
                   },
                   [&](const protocol::Progress &progress) { m_progress[job.run] = progress; },
                   [&](const protocol::EpochFinished &epoch) { store(job, epoch); },
                   [&](const protocol::StrengthChanged &changed) { store(job, changed); },
                   [](const protocol::Analysed &) {},  // Of the exploration itself,
                   [](const protocol::Previewed &) {}, // not of a run.
                   [&](const protocol::MappingFound &found) { store(job, found); },
                   [&](const protocol::WeightsSaved &saved) { store(job, saved); },
                   [&](const protocol::Measured &measured) { store(job, measured); },
                   [](const protocol::StepTimes &) {},
                   [](const protocol::LogitsSaved &) {},
                   [](const protocol::ContentWanted &) {}, // WorkerClient answers
                   [](const protocol::FilePart &) {},      // both.
                   [&](const protocol::Log &line) { log(job.run, line.level, line.text); },
                   [&](const protocol::Paused &) { setStatus(RunStatus::Paused); },
                   [&](const protocol::Resumed &) { setStatus(RunStatus::Running); },
                   [](const protocol::Failed &) {},   // Both come as the ending
                   [](const protocol::Finished &) {}, // of the worker.
               },
               event);
}

void Recorder::store(const workers::Job &job, const protocol::EpochFinished &epoch) const
{
    const std::vector<project::Epoch> known = m_project.epochs(job.run);
    const auto last = std::find_if(known.rbegin(), known.rend(),
                                   [&](const project::Epoch &each) { return each.result.phase == epoch.phase; });
    if (last != known.rend() && last->result.epoch == epoch.epoch)
        return; // A resumed worker sends its last epoch again.
    if (last != known.rend() && last->result.epoch > epoch.epoch)
        m_project.dropEpochs(job.run, epoch.phase, epoch.epoch); // Without its checkpoint it starts the phase again.
    m_project.addEpoch({.run = job.run, .result = epoch});
    announce(EpochStored{{.run = job.run, .result = epoch}});
}

/// The run goes on as another than was planned, so its settings say so.
void Recorder::store(const workers::Job &job, const protocol::StrengthChanged &changed) const
{
    change(job.run, [&](project::Run &run) {
        run.strength = changed.strength;
        run.settings = withStrengthChange(run.settings, changed);
    });
    log(job.run, "info",
        "Strength " + numberText(changed.strength) + " from now on, in epoch " + std::to_string(changed.epoch) +
            " of the search");
}

void Recorder::refuse(const workers::StrengthRequest &request) const
{
    log(request.run, "warning",
        "The strength of run " + std::to_string(request.run) +
            " was not changed: it can be while the mapping is being searched, not before or after");
}

void Recorder::store(const workers::Job &job, const protocol::MappingFound &found) const
{
    change(job.run, [&](project::Run &run) {
        run.mapping = found.mapping;
        run.cost = mapping::costOf(m_project.costTable(), found.mapping);
    });
}

void Recorder::store(const workers::Job &job, const protocol::WeightsSaved &saved) const
{
    m_project.storeWeights(job.run, weightsRole(job.kind), saved.path);
}

/// A resumed worker measures again, as checkpoints hold no measurements: the last one counts.
void Recorder::store(const workers::Job &job, const protocol::Measured &measured) const
{
    change(job.run, [&](project::Run &run) {
        const project::Measurement measurement{measured, protocol::nameOf(job.kind)};
        std::erase_if(run.measurements, [&](const project::Measurement &each) {
            return each.split == measurement.split && each.numerics == measurement.numerics &&
                   each.phase == measurement.phase;
        });
        run.measurements.push_back(measurement);
    });
}

void Recorder::announceProgress()
{
    for (const auto &[run, progress] : m_progress)
        announce(RunProgress{run, progress});
    m_progress.clear();
}

} // namespace odimo::host
