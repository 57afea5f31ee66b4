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

    void setStrength(const StrengthRequest &request);
    /// In the order they came; each is handed out once.
    std::vector<StrengthRequest> takeStrengths();

    /// Readable for poll() after a change, until acknowledge().
    int descriptor() const { return m_descriptor; }
    void acknowledge();

private:
    void change(Request from, Request to);
    void wake();

    std::atomic<Request> m_request = Request::Run;
    std::mutex m_mutex; ///< Guards the strengths.
    std::vector<StrengthRequest> m_strengths;
    int m_descriptor = -1;
};

} // namespace odimo::workers
