// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/event.h"

#include <cstdint>
#include <string>

namespace odimo::project {

/// That a worker computed a phase of a run, or a part of it: a run that was interrupted has several of a phase.
struct Execution {
    std::int64_t id = 0;
    std::int64_t run = 0;
    std::string phase;        ///< "warmup", "preview", "search" or "finetune".
    protocol::Hello worker{}; ///< Its program, LibTorch and machine; `threads` are those that the task had.
    std::string odimo{};      ///< The program that had it computed: "0.1.0 (af7242361d0b)".
    std::string data{};       ///< SHA-256 of the images and labels that it read.
    std::string startedAt{};  ///< ISO 8601, UTC.
    std::string finishedAt{}; ///< Empty if the worker did not come to the end.
    bool operator==(const Execution &) const = default;
};

/// What came of computing a run again.
enum class Verdict {
    Identical, ///< The same mapping and weights, bit by bit, and so the same accuracy.
    Equal,     ///< Other weights; the accuracies differ by no more than chance would have it.
    Different, ///< The accuracies differ by more than chance, or the mapping does.
};

const char *nameOf(Verdict verdict); ///< "identical", "equal", "different"

/// The last repetition of a run, which the run carries as a badge.
struct Repetition {
    std::int64_t run = 0;
    Verdict verdict = Verdict::Different;
    std::string explanation{}; ///< A sentence with the figures, and what was different where it was computed.
    protocol::Hello worker{};  ///< That repeated it.
    std::string at{};          ///< ISO 8601, UTC.
    bool operator==(const Repetition &) const = default;
};

} // namespace odimo::project
