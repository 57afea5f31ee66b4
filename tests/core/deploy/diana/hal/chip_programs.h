// SPDX-License-Identifier: Apache-2.0
#pragma once

// Small programs on the interface of the chip, run in a process of their own, which the reference may end.

extern "C" {
#include "resources/diana/hal/diana_hal.h"
}

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace odimo::samples {

/// Memory of the test: bytes that units load, store and read as weights.
alignas(16) inline std::array<std::int8_t, 4 * 65536> input = [] {
    std::array<std::int8_t, 4 * 65536> made;
    made.fill(1);
    return made;
}();
alignas(16) inline std::array<std::int8_t, 4 * 65536> output{};
alignas(16) inline std::array<std::uint8_t, 4 * 65536> weights{};

inline const auto *const cells = reinterpret_cast<const std::uint32_t *>(weights.data());

struct Ended {
    int status = 0;
    std::string message;
};

/// Runs in a process of its own, which the reference ends.
inline Ended run(const std::function<void()> &program)
{
    int ends[2];
    if (pipe(ends) != 0)
        return {-1, "no pipe"};
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        on_exit([](int status, void *) { _exit(status); }, nullptr); // Without the search of sanitizers for leaks.
        program();
        _exit(0);
    }
    close(ends[1]);
    Ended made;
    char buffer[256];
    for (ssize_t n; (n = read(ends[0], buffer, sizeof buffer)) > 0;)
        made.message.append(buffer, static_cast<std::size_t>(n));
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    made.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return made;
}

/// What is wrong with how the reference ends a program: by one line that says this, and status 3. Empty if nothing is.
inline std::string faultOfEnd(const std::function<void()> &program, const std::string &sentence)
{
    const Ended ended = run(program);
    if (ended.message.find(sentence) == std::string::npos || !ended.message.starts_with("diana: "))
        return "it says: " + ended.message;
    if (std::ranges::count(ended.message, '\n') != 1)
        return "more than one line: " + ended.message;
    return ended.status == 3 ? std::string() : "status " + std::to_string(ended.status);
}

/// A 3x3 convolution of 2 to 16 channels on 4x16, or 64 to 64 on 4x4 for the array.
inline diana_job job3x3()
{
    diana_job job{};
    job.c = 2;
    job.k = 16;
    job.ix = job.ox = 16;
    job.iy = job.oy = 4;
    job.fx = job.fy = 3;
    job.stride = 1;
    job.pad_t = job.pad_b = job.pad_l = job.pad_r = 1;
    job.shift = 8;
    job.ox_unroll = 1;
    job.adc_div = 3;
    return job;
}

using Change = std::function<void(diana_job &)>;

inline void loadDigital(diana_l1 to, std::uint32_t bytes)
{
    diana_dig_load_start(to, input.data(), bytes);
    diana_dig_wait();
}

inline void loadAnalog(diana_l1 to, std::uint32_t rows)
{
    diana_ana_load_start(to, input.data(), rows);
    diana_ana_wait();
}

/// A whole program around one convolution of the digital unit.
inline void digital(const Change &change = {}, diana_l1 x = 0, diana_l1 y = 4096, std::uint32_t loaded = 2048)
{
    diana_job job = job3x3();
    if (change)
        change(job);
    diana_open(0);
    diana_layer("conv1");
    loadDigital(0, loaded);
    diana_dig_conv2d_start(x, y, weights.data(), &job);
    diana_dig_wait();
    diana_close();
}

inline void depthwise(const Change &change)
{
    diana_job job = job3x3();
    job.c = job.k = 2;
    change(job);
    diana_open(0);
    diana_layer("conv1");
    loadDigital(0, 2048);
    diana_dig_dwconv2d_start(0, 4096, weights.data(), &job);
    diana_dig_wait();
    diana_close();
}

inline void analog(const Change &change = {}, diana_l1 x = 0, diana_l1 y = 65536)
{
    diana_job job = job3x3();
    if (change)
        change(job);
    diana_open(1);
    diana_layer("conv1");
    loadAnalog(0, 1024);
    diana_ana_conv2d_start(x, y, cells, &job);
    diana_ana_wait();
    diana_close();
}

inline void dense(const Change &change)
{
    diana_job job{};
    job.c = 64;
    job.k = 10;
    change(job);
    diana_open(0);
    diana_layer("conv1");
    loadDigital(0, 8192);
    diana_dig_dense_start(0, 8192, weights.data(), &job);
    diana_dig_wait();
    diana_close();
}

} // namespace odimo::samples
