// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/verify/receipt.h"
#include "core/host/front/front.h"
#include "core/host/front/seed_spread.h"
#include "core/mapping/cost/timeline.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::report {

/// A name and what it stands for, both for people.
struct Fact {
    std::string name;
    std::string value;
    bool operator==(const Fact &) const = default;
};

/// What the front has come to, in sentences.
struct Headline {
    std::string sentence; ///< "At most 0.5 % accuracy for 41 % less latency than all-digital."
    std::string detail;   ///< The runs, accuracies and intervals behind it; empty if nothing is compared.
    std::optional<std::int64_t> run = {}; ///< That it praises.
};

/// A run in the table of all runs.
struct RunRow {
    std::int64_t run = 0;
    std::string title;     ///< "instant, untrained" or "fast (strength 0.2)".
    std::string status;    ///< "done", ...
    std::string role;      ///< "front", "front, knee", "dominated"; empty for a run without a point.
    std::string note = {}; ///< The last words of a failed run, or the run whose fine-tuning it shares.
    std::optional<host::FrontEntry> point = {};
    std::optional<mapping::Cost> cost = {};        ///< Absent without a mapping.
    std::optional<project::Measurement> test = {}; ///< Absent if not measured on the test set.
};

/// A layer of a mapping.
struct LayerRow {
    std::string name;
    std::vector<int> channels; ///< By unit.
    mapping::LayerCost cost;
    std::string bottleneck; ///< The unit or engine that is busy longest; empty if none is.
};

/// A run that is told layer by layer.
struct RunDetail {
    RunRow row;
    std::vector<std::string> reasons = {}; ///< Why it was chosen; empty if it was asked for.
    std::uint64_t seed = 0;
    mapping::Mapping mapping = {};
    double weight_bytes = 0;
    std::vector<LayerRow> layers = {};
    mapping::Timeline timeline = {}; ///< By the cost model.
    std::vector<project::Measurement> measurements = {};
    std::vector<std::string> findings = {};
    std::vector<project::Execution> executions = {}; ///< Who computed it; none of runs of earlier versions.
    std::optional<project::Repetition> repetition = {};
    std::optional<deploy::Receipt> receipt = {};
    std::string settings = {}; ///< project::Run::settings
};

/// All that a report tells of a project, whatever it is written as. The same project gives the same values. Names are
/// as the project holds them: each writer makes them harmless for what it writes.
struct Report {
    std::string project; ///< The name of its file, without folders.
    std::string network, data;
    std::vector<std::string> classes = {};
    platform::Platform platform;
    std::string platformTitle = {}; ///< With what its title leaves open: "DIANA, 6-bit converters".
    host::Front front;
    std::string referenceName = {}; ///< "all-digital"
    mapping::Cost reference = {};
    Headline headline = {};
    std::vector<RunRow> runs =
        {}; ///< The front first, by ascending cost; then dominated ones; then runs without a point.
    std::vector<RunDetail> chosen = {};
    std::vector<host::SeedSpread> seeds = {}; ///< Of runs that differ in nothing but the seed.
    std::vector<Fact> settings = {};
    std::vector<Fact> provenance = {};
    std::string lastRunEnded = {};                ///< ISO 8601, UTC; empty if none has.
    std::vector<std::string> commands = {};       ///< For a shell.
    std::string settingsText = {}, planText = {}; ///< As the project holds them, as JSON; empty if there are none.
};

} // namespace odimo::report
