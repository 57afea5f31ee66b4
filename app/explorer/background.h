// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <exception>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace odimo::explorer {

/// Runs slow work off the GUI thread. The result comes back by a queued call, or is dropped if its owner is gone by
/// then. The destructor waits for work in progress.
class Background : public QObject {
public:
    explicit Background(QObject *parent = nullptr) : QObject(parent) { m_pool.setMaxThreadCount(2); }
    ~Background() override { m_pool.waitForDone(); }

    /// `work()` on another thread; then `done(result)`, or `failed(message)` if it threw, on the thread of this object.
    template <typename Work, typename Done, typename Failed>
    void run(QObject &owner, Work work, Done done, Failed failed)
    {
        using Result = std::invoke_result_t<Work>;
        m_pool.start([this, guard = QPointer<QObject>(&owner), work = std::move(work), done = std::move(done),
                      failed = std::move(failed)]() mutable {
            try {
                auto result = std::make_shared<Result>(work());
                deliver([guard, result, done = std::move(done)]() mutable {
                    if (guard)
                        done(std::move(*result));
                });
            } catch (const std::exception &error) {
                deliver([guard, message = QString::fromUtf8(errorFrom(error).what()),
                         failed = std::move(failed)]() mutable {
                    if (guard)
                        failed(message);
                });
            }
        });
    }

private:
    template <typename Call>
    void deliver(Call call)
    {
        QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
    }

    QThreadPool m_pool;
};

} // namespace odimo::explorer
