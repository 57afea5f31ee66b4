// SPDX-License-Identifier: Apache-2.0
// Preloaded (LD_PRELOAD) into a program, it kills it after so many microseconds of its processor time:
// ODIMO_KILL_AFTER_us. The program's own children do not inherit that.
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <initializer_list>

namespace {

bool killLater()
{
    const char *variable = std::getenv("ODIMO_KILL_AFTER_us");
    const long after_us = variable ? std::atol(variable) : 0;
    for (const char *name : {"LD_PRELOAD", "ODIMO_KILL_AFTER_us"})
        unsetenv(name);
    if (after_us <= 0)
        return false;
    constexpr long second_us = 1'000'000;
    sigevent event{};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGKILL;
    timer_t timer{};
    itimerspec when{};
    when.it_value = {.tv_sec = after_us / second_us, .tv_nsec = after_us % second_us * 1000};
    return timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) == 0 && timer_settime(timer, 0, &when, nullptr) == 0;
}

const bool isReady = killLater();

} // namespace
