// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/front/front_values.h"
#include "widgets/layers/split_values.h"
#include "widgets/runs/log_model.h"
#include "widgets/runs/runs_model.h"

namespace odimo::tests {

inline widgets::FrontMarker marker(std::int64_t run, const QString &name, double accuracy, double cycles)
{
    widgets::FrontMarker point;
    point.run = run;
    point.name = name;
    point.accuracy = accuracy;
    point.interval = {accuracy - 0.004, accuracy + 0.004};
    point.latency_cycles = cycles;
    point.latency_ms = cycles / 260e3;
    point.energy_uJ = cycles / 1e4;
    point.weight_bytes = cycles / 4;
    return point;
}

/// Two searched points and a baseline on the front, and a dominated one of each.
inline widgets::FrontValues sampleFront()
{
    widgets::FrontValues front;
    front.points = {marker(4, "all-analog", 0.84, 50e3), marker(2, "Search 1", 0.87, 70e3),
                    marker(3, "Search 0.1", 0.89, 120e3), marker(5, "Search 0.3", 0.86, 90e3),
                    marker(6, "all-digital", 0.888, 200e3)};
    for (const std::size_t baseline : {0, 4})
        front.points[baseline].isBaseline = true;
    for (const std::size_t dominated : {3, 4})
        front.points[dominated].isDominated = true;
    front.reference = {.cost = 220e3, .accuracy = 0.1};
    front.hypervolume = 130e3;
    return front;
}

/// Beside the sample front, from 60 to 180 kcycles.
inline std::vector<widgets::PredictedMarker> samplePrediction()
{
    std::vector<widgets::PredictedMarker> points;
    for (int step = 0; step <= 12; ++step) {
        const double cycles = 60e3 + 10e3 * step;
        points.push_back({.accuracy = 0.875 + 0.0025 * step,
                          .latency_cycles = cycles,
                          .latency_ms = cycles / 260e3,
                          .energy_uJ = cycles / 1e4});
    }
    return points;
}

inline widgets::RunRow row(std::int64_t id, const QString &name, widgets::RunState state)
{
    widgets::RunRow run;
    run.id = id;
    run.name = name;
    run.state = state;
    return run;
}

inline std::vector<widgets::RunRow> sampleRuns()
{
    std::vector<widgets::RunRow> runs{
        row(1, "Warm-up", widgets::RunState::Done), row(2, "Search 1", widgets::RunState::Done),
        row(3, "Search 0.1", widgets::RunState::Running), row(4, "all-digital", widgets::RunState::Failed)};
    runs[0].accuracy = 0.9012;
    runs[1].accuracy = 0.8873;
    runs[1].latency_cycles = 9500;
    runs[1].latency_ms = 0.037;
    runs[1].energy_uJ = 1.25;
    runs[1].strength = 1;
    runs[2].latency_cycles = 120000;
    runs[2].latency_ms = 0.46;
    runs[2].strength = 0.1;
    runs[3].message = "The worker ended unexpectedly.";
    return runs;
}

inline widgets::SplitValues sampleSplit()
{
    widgets::SplitValues split;
    split.units = {"digital", "analog"};
    split.layers = {
        {"conv1", "3x3, 1 to 16 channels, output 14x14", {16, 0}, {5000.0, 0.0}, 5000, 0.5},
        {"conv2", "3x3, 16 to 512 channels, output 14x14", {1, 511}, {4000.0, 9000.5}, 9000.5, 1.25},
        {"depthwise", "3x3, 32 to 32 channels, output 7x7, 32 groups", {32, 0}, {700.0, std::nullopt}, 700, 0.1}};
    split.latency_cycles = 14700.5;
    split.latency_ms = 0.0565;
    split.energy_uJ = 1.85;
    return split;
}

} // namespace odimo::tests
