// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

#include <filesystem>

namespace odimo::tests {

/// Writes a project with made-up but plausible results: ResNet8 on Fashion-MNIST for DIANA, a warm-up, four baselines,
/// six searches, of which one failed and one was stopped.
void writeSampleProject(const std::filesystem::path &path);

/// The same subject explored with the engine instant: an analysis, mappings that were measured without training, every
/// third of them fine-tuned, and the limits and pins of the last exploration (latency at most 0.1 ms, conv1=digital).
void writeInstantProject(const std::filesystem::path &path);

} // namespace odimo::tests
