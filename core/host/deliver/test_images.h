// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/verify/test_images.h"
#include "core/project/project.h"

namespace odimo::host {

/// The first `count` images of the test set (all, if there are fewer) as the mapped network of a run reads them, and
/// what the integer rules compute of each, on `threads` threads. Throws Error if the run has no integers, or if the
/// data are gone or have other images than the network reads.
deploy::TestImages testImagesOf(const project::Run &run, const project::Project &project, int count, int threads);

} // namespace odimo::host
