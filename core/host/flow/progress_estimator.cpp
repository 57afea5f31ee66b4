// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/progress_estimator.h"

#include <algorithm>

namespace odimo::host {

void ProgressEstimator::plan(const workers::Job &job, double work) { m_items.push_back({job, work}); }

void ProgressEstimator::assign(const workers::Job &planned, const workers::Job &job)
{
    for (Item &item : m_items)
        if (item.job == planned)
            item.job = job;
}

void ProgressEstimator::progress(const workers::Job &job, double fraction)
{
    for (Item &item : m_items)
        if (item.job == job)
            item.fraction = std::clamp(fraction, item.fraction, 1.0);
}

void ProgressEstimator::start(double elapsed_s)
{
    m_elapsedBefore_s = elapsed_s;
    m_fractionAtStart = elapsed_s > 0 ? 0 : fraction();
    resume();
}

void ProgressEstimator::pause()
{
    m_elapsedBefore_s = elapsed_s();
    m_since.reset();
}

void ProgressEstimator::resume()
{
    if (!m_since)
        m_since = Clock::now();
}

OverallProgress ProgressEstimator::overall() const
{
    OverallProgress overall{.fraction = fraction(), .elapsed_s = elapsed_s()};
    const double done = overall.fraction - m_fractionAtStart;
    const double total = work();
    const double secondsPerWork = done > 0 && total > 0 ? overall.elapsed_s / (done * total) : 0;
    overall.remaining_s = secondsPerWork * (1 - overall.fraction) * total;
    for (const Item &item : m_items) {
        auto phase = std::ranges::find(overall.phases, item.job.kind, &PhaseProgress::kind);
        if (phase == overall.phases.end())
            phase = overall.phases.insert(phase, {.kind = item.job.kind, .fraction = phaseFraction(item.job.kind)});
        phase->remaining_s += secondsPerWork * item.work * (1 - item.fraction);
    }
    return overall;
}

double ProgressEstimator::work() const
{
    double total = 0;
    for (const Item &item : m_items)
        total += item.work;
    return total;
}

double ProgressEstimator::phaseFraction(protocol::TaskKind kind) const
{
    double done = 0;
    double total = 0;
    for (const Item &item : m_items)
        if (item.job.kind == kind) {
            done += item.work * item.fraction;
            total += item.work;
        }
    return total > 0 ? done / total : 1;
}

double ProgressEstimator::fraction() const
{
    double done = 0;
    for (const Item &item : m_items)
        done += item.work * item.fraction;
    const double total = work();
    return total > 0 ? done / total : 1;
}

double ProgressEstimator::elapsed_s() const
{
    if (!m_since)
        return m_elapsedBefore_s;
    return m_elapsedBefore_s + std::chrono::duration<double>(Clock::now() - *m_since).count();
}

} // namespace odimo::host
