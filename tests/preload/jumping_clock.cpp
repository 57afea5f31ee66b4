// SPDX-License-Identifier: Apache-2.0
// Preloaded (LD_PRELOAD) into a program and its children, it has the time of day jump by days, forwards and backwards,
// with each look at it, as when somebody sets the clock. Clocks that nobody can set go on as they are.
#include <dlfcn.h>
#include <sys/time.h>

#include <atomic>
#include <ctime>

namespace {

constexpr time_t day_s = 86'400;

/// From ten days back to ten days on, never the same twice in a row.
time_t jump()
{
    static std::atomic<unsigned int> looks = 0;
    return (static_cast<time_t>(looks++ * 8 % 21) - 10) * day_s;
}

} // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec *now)
{
    static const auto real = reinterpret_cast<int (*)(clockid_t, timespec *)>(dlsym(RTLD_NEXT, "clock_gettime"));
    const int result = real(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME)
        now->tv_sec += jump();
    return result;
}

int gettimeofday(timeval *now, void *zone)
{
    static const auto real = reinterpret_cast<int (*)(timeval *, void *)>(dlsym(RTLD_NEXT, "gettimeofday"));
    const int result = real(now, zone);
    if (result == 0)
        now->tv_sec += jump();
    return result;
}

time_t time(time_t *now)
{
    timespec real{};
    clock_gettime(CLOCK_REALTIME, &real);
    if (now)
        *now = real.tv_sec;
    return real.tv_sec;
}
}
