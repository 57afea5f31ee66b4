// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/notices.h"
#include "core/host/flow/weights_role.h"
#include "core/workers/worker_pool.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace odimo::host {

/// Stores what workers tell in the project, and announces it when it is stored.
class Recorder {
public:
    /// Both must outlive the recorder.
    Recorder(project::Project &project, const Listener &listener) : m_project(project), m_listener(listener) {}

    void announce(const Notice &notice) const { m_listener(notice); }
    /// Changes a run in the project.
    void change(std::int64_t run, const std::function<void(project::Run &)> &edit) const;
    void log(std::int64_t run, const std::string &level, const std::string &text) const;

    /// Takes in an event of the worker of `job`. Throws Error if the project cannot be written.
    void record(const workers::Job &job, const protocol::Event &event);
    /// Says that a strength came too late or too early.
    void refuse(const workers::StrengthRequest &request) const;
    /// Announces the latest progress of each run; called ten times a second.
    void announceProgress();

private:
    void store(const workers::Job &job, const protocol::EpochFinished &epoch) const;
    void store(const workers::Job &job, const protocol::StrengthChanged &changed) const;
    void store(const workers::Job &job, const protocol::MappingFound &found) const;
    void store(const workers::Job &job, const protocol::WeightsSaved &saved) const;
    void store(const workers::Job &job, const protocol::Measured &measured) const;

    project::Project &m_project;
    const Listener &m_listener;
    std::map<std::int64_t, protocol::Progress> m_progress;
};

} // namespace odimo::host
