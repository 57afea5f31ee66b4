// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/verify/package_reader.h"
#include "core/deploy/verify/receipt.h"

#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace odimo::deploy {

/// A way to build and run a package.
struct VerifyTarget {
    const char *name;  ///< "host"
    const char *title; ///< "this machine"
    const char *goal;  ///< Of make: builds and runs it.
    /// What make builds, if it can read images from files; otherwise empty.
    const char *program;
};

/// This machine, this machine under sanitizers, and the chip's host core under emulation.
std::span<const VerifyTarget> verifyTargets();

struct VerifySettings {
    std::vector<std::string> targets = {}; ///< Names; empty: all.
    std::string optimisation = "-O2";      ///< Of the compilers.
    int limit_s = 1200;                    ///< For each target, and again for its images.
    /// That targets with files compute as well, once they have passed.
    TestImages images = {};
    int processes = 1;         ///< That compute them at the same time.
    std::stop_token stop = {}; ///< Ends what runs; its target and those after it are skipped.
};

/// Builds and runs the package outside its folder, and compares the checksum of every tensor and output with what the
/// manifest says, and each code of the outputs of further images, which the executor of the integer rules has computed.
/// What cannot be built for want of a tool is skipped, with the Debian package to install. Throws Error if a target is
/// unknown.
Receipt verifyPackage(const ReadPackage &package, const VerifySettings &settings = {});

} // namespace odimo::deploy
