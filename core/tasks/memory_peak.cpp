// SPDX-License-Identifier: Apache-2.0
#include "core/tasks/memory_peak.h"

#include <malloc.h>

#include <fstream>
#include <string>

namespace odimo::tasks {

bool restartMemoryPeak()
{
    malloc_trim(0);
    std::ofstream file("/proc/self/clear_refs");
    file << '5' << std::flush; // the peak becomes what is resident now (proc(5))
    return file.good();
}

double memoryPeak_MB()
{
    const std::string key = "VmHWM:";
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(key))
            return static_cast<double>(std::stoll(line.substr(key.size()))) / 1024; // kilobytes
    return 0;
}

} // namespace odimo::tasks
