// SPDX-License-Identifier: Apache-2.0
#include "core/workers/control.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <sys/eventfd.h>
#include <unistd.h>

namespace odimo::workers {

Control::Control() : m_descriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_descriptor < 0)
        throw Error(std::string("the system gives no event descriptor: ") + std::strerror(errno),
                    ErrorKind::InputOutput);
}

Control::~Control() { close(m_descriptor); }

void Control::stop()
{
    m_request = Request::Stop;
    wake();
}

void Control::setStrength(const StrengthRequest &request)
{
    {
        const std::lock_guard lock(m_mutex);
        m_strengths.push_back(request);
    }
    wake();
}

std::vector<StrengthRequest> Control::takeStrengths()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_strengths, {});
}

void Control::cancel(std::int64_t run)
{
    {
        const std::lock_guard lock(m_mutex);
        m_cancelled.push_back(run);
    }
    wake();
}

std::vector<std::int64_t> Control::takeCancelled()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_cancelled, {});
}

void Control::order(std::vector<std::int64_t> runs)
{
    {
        const std::lock_guard lock(m_mutex);
        m_order = std::move(runs);
    }
    wake();
}

std::vector<std::int64_t> Control::order() const
{
    const std::lock_guard lock(m_mutex);
    return m_order;
}

void Control::change(Request from, Request to)
{
    if (m_request.compare_exchange_strong(from, to))
        wake();
}

void Control::wake() { eventfd_write(m_descriptor, 1); }

void Control::acknowledge()
{
    eventfd_t ignored = 0;
    eventfd_read(m_descriptor, &ignored);
}

} // namespace odimo::workers
