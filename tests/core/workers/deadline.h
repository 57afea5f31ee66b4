// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSemaphore>

#include <functional>
#include <thread>
#include <utility>

namespace odimo::samples {

/// Ends what would wait forever, so that a test fails instead.
class Deadline {
public:
    explicit Deadline(std::function<void()> end)
        : m_thread([this, end = std::move(end)] {
              if (!m_isOver.tryAcquire(1, longest_ms))
                  end();
          })
    {
    }
    ~Deadline() { m_isOver.release(); }
    Deadline(const Deadline &) = delete;
    Deadline &operator=(const Deadline &) = delete;

private:
    static constexpr int longest_ms = 20'000;
    QSemaphore m_isOver;
    std::jthread m_thread; ///< Ends before what it waits for.
};

} // namespace odimo::samples
