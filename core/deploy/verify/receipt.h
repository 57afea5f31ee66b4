// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/deploy/verify/test_images.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace odimo::deploy {

enum class Verdict { Pass, Fail, Skipped };
const char *nameOf(Verdict verdict); ///< "pass", "fail", "skipped"

/// What became of one target.
struct TargetResult {
    std::string target = {};
    Verdict verdict = Verdict::Skipped;
    std::string reason = {}; ///< Why it failed or was skipped: the first thing that is wrong; empty for a pass.
    int tensors = 0;         ///< That were compared.
    std::optional<std::uint64_t> instructions = {}; ///< Of one image, counted under emulation.
    std::optional<ImageResult> images = {};         ///< Absent if it was given none beside the golden ones.
    bool operator==(const TargetResult &) const = default;
};

/// What a package takes of the chip's memories, in bytes.
struct PackageMemory {
    int weights = 0;
    int activations = 0; ///< In shared L2.
    int l1 = 0;
    bool operator==(const PackageMemory &) const = default;
};

struct Receipt {
    std::string networkHash;
    std::vector<TargetResult> targets;
    std::optional<PackageMemory> memory = {}; ///< Absent in receipts of earlier versions.
    /// No target failed, and one passed at least.
    bool isPassed() const;
    bool operator==(const Receipt &) const = default;
};

/// {"network_hash", "targets": [{"target", "verdict", "reason", "tensors", "instructions", "images"}],
/// "memory": {"weight_bytes", "activation_bytes", "l1_bytes"}}
Json toJson(const Receipt &receipt);
/// Throws Error naming `where` and the field that is wrong. Receipts of earlier versions have no "images" and no
/// "memory".
Receipt receiptFromJson(const Json &value, const std::string &where);

} // namespace odimo::deploy
