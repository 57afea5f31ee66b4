// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/benchmark/process_figures.h"

#include <QGuiApplication>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include <time.h>
#include <unistd.h>

namespace odimo::explorer {

std::optional<double> processAge_ms()
{
    std::ifstream file("/proc/self/stat");
    std::string text(std::istreambuf_iterator<char>(file), {});
    const std::size_t name = text.rfind(')'); // It may hold anything.
    timespec now{};
    if (name == std::string::npos || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return std::nullopt;
    std::istringstream fields(text.substr(name + 1));
    std::string skipped;
    for (int field = 3; field < 22; ++field) // starttime is the 22nd (proc(5)).
        fields >> skipped;
    double start_ticks = 0;
    if (!(fields >> start_ticks))
        return std::nullopt;
    const double start_s = start_ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
    return 1e3 * (static_cast<double>(now.tv_sec) - start_s) + 1e-6 * static_cast<double>(now.tv_nsec);
}

std::optional<double> memoryPeak_MB()
{
    const std::string key = "VmHWM:";
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(key))
            return static_cast<double>(std::stoll(line.substr(key.size()))) / 1024; // kilobytes
    return std::nullopt;
}

QJsonObject machine()
{
    QJsonObject object{{QStringLiteral("cores"), static_cast<int>(std::thread::hardware_concurrency())},
                       {QStringLiteral("qt"), QString::fromLatin1(qVersion())},
                       {QStringLiteral("platform"), QGuiApplication::platformName()}};
    double load = 0;
    if (getloadavg(&load, 1) == 1)
        object[QLatin1String("load")] = load;
    return object;
}

} // namespace odimo::explorer
