// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/deploy/verify/package_reader.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace odimo::deploy {

enum class Verdict { Pass, Fail, Skipped };
const char *nameOf(Verdict verdict); ///< "pass", "fail", "skipped"

/// A way to build and run a package.
struct VerifyTarget {
    const char *name;  ///< "host"
    const char *title; ///< "this machine"
    const char *goal;  ///< Of make: builds and runs it.
};

/// This machine, this machine under sanitizers, and the chip's host core under emulation.
std::span<const VerifyTarget> verifyTargets();

/// What became of one target.
struct TargetResult {
    std::string target = {};
    Verdict verdict = Verdict::Skipped;
    std::string reason = {}; ///< Why it failed or was skipped: the first thing that is wrong; empty for a pass.
    int tensors = 0;         ///< That were compared.
    std::optional<std::uint64_t> instructions = {}; ///< Of one image, counted under emulation.
    bool operator==(const TargetResult &) const = default;
};

struct Receipt {
    std::string networkHash;
    std::vector<TargetResult> targets;
    /// No target failed, and one passed at least.
    bool isPassed() const;
};

struct VerifySettings {
    std::vector<std::string> targets = {}; ///< Names; empty: all.
    std::string optimisation = "-O2";      ///< Of the compilers.
    int limit_s = 1200;                    ///< For each target.
};

/// Builds and runs the package outside its folder, and compares the checksum of every tensor and output with what the
/// manifest says, which the executor of the integer rules has computed. What cannot be built for want of a tool is
/// skipped, with the Debian package to install. Throws Error if a target is unknown.
Receipt verifyPackage(const ReadPackage &package, const VerifySettings &settings = {});

/// {"network_hash", "targets": [{"target", "verdict", "reason", "tensors", "instructions"}]}
Json toJson(const Receipt &receipt);

} // namespace odimo::deploy
