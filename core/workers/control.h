// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <vector>

namespace odimo::workers {

enum class Request { Run, Pause, Stop };

/// A new strength for a running search.
struct StrengthRequest {
    std::int64_t run = 0;
    double strength = 0;
};

/// What the user wants of running work. Any thread may set it; the thread that serves the workers is woken by the
/// descriptor.
class Control {
public:
    Control();
    ~Control();
    Control(const Control &) = delete;
    Control &operator=(const Control &) = delete;

    void pause() { change(Request::Run, Request::Pause); }
    void resume() { change(Request::Pause, Request::Run); }
    /// For good: nothing resumes after it.
    void stop();
    Request request() const { return m_request; }

    /// Ends the work of one run, or takes it out of the queue; the others go on.
    void cancel(std::int64_t run);
    /// In the order they came; each is handed out once.
    std::vector<std::int64_t> takeCancelled();

    /// What waits begins in this order from now on; runs that are not named come after them, in the order they have.
    void order(std::vector<std::int64_t> runs);
    std::vector<std::int64_t> order() const;

    /// Has the thread that serves the workers ask its owner for more jobs.
    void wake();

    void setStrength(const StrengthRequest &request);
    /// In the order they came; each is handed out once.
    std::vector<StrengthRequest> takeStrengths();

    /// Readable for poll() after a change, until acknowledge().
    int descriptor() const { return m_descriptor; }
    void acknowledge();

private:
    void change(Request from, Request to);

    std::atomic<Request> m_request = Request::Run;
    mutable std::mutex m_mutex; ///< Guards all that follows.
    std::vector<StrengthRequest> m_strengths;
    std::vector<std::int64_t> m_cancelled;
    std::vector<std::int64_t> m_order;
    int m_descriptor = -1;
};

} // namespace odimo::workers
