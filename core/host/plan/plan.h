// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/task.h"

#include <string>
#include <vector>

namespace odimo::host {

/// How an exploration will be done: everything that decides the result, stored in the project.
struct Plan {
    protocol::Schedule warmup;
    protocol::Schedule search;
    protocol::Schedule finetune;
    std::vector<double> strengths;
    std::vector<std::string> baselines; ///< Names of mapping::baselines that are fine-tuned too.
    std::string engine = "odimo";
    int previews = 0;         ///< Proposed mappings that are measured without training.
    int fineTunings = 0;      ///< The most of them that are fine-tuned.
    int round = 1;            ///< Of those, how many are chosen and fine-tuned at a time.
    int jobs = 1;             ///< Workers at a time; another number of them gives the same results.
    int threads = 1;          ///< Of searches, fine-tunings and previews.
    int warmupThreads = 0;    ///< Of the warm-up and the analysis; 0: all of the worker's machine (earlier versions).
    std::string weights = {}; ///< Digest of the trained weights that the warm-up starts from; empty: anew.
    std::string explanation;  ///< A sentence for the user: epochs, images and where they come from.
};

/// How baselines are fine-tuned: for as many epochs as a found mapping is trained, in search and fine-tuning together,
/// so that the two compare fairly.
protocol::Schedule baselineSchedule(const Plan &plan);

Json toJson(const Plan &plan);
Plan planFromJson(const Json &json, const std::string &where);

} // namespace odimo::host
