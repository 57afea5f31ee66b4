// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <vector>

namespace odimo::workers {

enum class Wish { Run, Pause, Stop };

/// A new strength for a running search.
struct StrengthWish {
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

    void pause() { change(Wish::Run, Wish::Pause); }
    void resume() { change(Wish::Pause, Wish::Run); }
    /// For good: nothing resumes after it.
    void stop();
    Wish wish() const { return m_wish; }

    void setStrength(const StrengthWish &wish);
    /// In the order they came; each is handed out once.
    std::vector<StrengthWish> takeStrengths();

    /// Readable for poll() after a change, until acknowledge().
    int descriptor() const { return m_descriptor; }
    void acknowledge();

private:
    void change(Wish from, Wish to);
    void wake();

    std::atomic<Wish> m_wish = Wish::Run;
    std::mutex m_mutex; ///< Guards the strengths.
    std::vector<StrengthWish> m_strengths;
    int m_descriptor = -1;
};

} // namespace odimo::workers
