// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/base/remedy_words.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>

namespace odimo::explorer {

/// Runs slow work off the GUI thread. The result comes back by a queued call, or is dropped if its owner is gone by
/// then. The destructor waits for work in progress.
class Background : public QObject {
    Q_OBJECT

public:
    explicit Background(QObject *parent = nullptr) : QObject(parent) { m_pool.setMaxThreadCount(2); }
    ~Background() override
    {
        m_pool.waitForDone();
        m_results.clear(); // Which were not delivered yet.
    }

    /// `work()` on another thread; then `done(result)`, or `failed(message)` if it threw, on the thread of this object.
    template <typename Work, typename Done, typename Failed>
    void run(QObject &owner, Work work, Done done, Failed failed)
    {
        using Result = std::invoke_result_t<Work>;
        m_work.push([this, guard = QPointer<QObject>(&owner), work = std::move(work), done = std::move(done),
                     failed = std::move(failed)]() mutable {
            try {
                auto result = std::make_shared<Result>(work());
                m_results.push([guard, result, done = std::move(done)]() mutable {
                    if (guard)
                        done(std::move(*result));
                });
            } catch (const std::exception &error) {
                m_results.push([guard, message = messageOf(error), failed = std::move(failed)]() mutable {
                    if (guard)
                        failed(message);
                });
            }
            QMetaObject::invokeMethod(this, "deliver", Qt::QueuedConnection);
        });
        m_pool.start([this] { m_work.takeFirst()(); });
    }

private Q_SLOTS:
    void deliver() { m_results.takeFirst()(); }

private:
    /// Hands calls from thread to thread.
    class Calls {
    public:
        void push(std::function<void()> call)
        {
            const std::lock_guard lock(m_mutex);
            m_calls.push_back(std::move(call));
        }

        std::function<void()> takeFirst()
        {
            const std::lock_guard lock(m_mutex);
            std::function<void()> first = std::move(m_calls.front());
            m_calls.pop_front();
            return first;
        }

        void clear()
        {
            const std::lock_guard lock(m_mutex);
            m_calls.clear();
        }

    private:
        std::mutex m_mutex;
        std::deque<std::function<void()>> m_calls;
    };

    Calls m_work, m_results; ///< Not handed on by Qt, which ThreadSanitizer does not see waiting.
    QThreadPool m_pool;
};

} // namespace odimo::explorer
