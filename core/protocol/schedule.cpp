// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/protocol/task.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace odimo::protocol {

namespace {

struct Range {
    double least;
    double most;
    const char *words;
};
constexpr double unbounded = std::numeric_limits<double>::max();
constexpr double aboveZero = std::numeric_limits<double>::min();
constexpr double belowOne = 1 - std::numeric_limits<double>::epsilon() / 2;

double numberIn(JsonReader &reader, const char *field, const Range &range)
{
    const double value = reader.number(field);
    if (value < range.least || value > range.most)
        throw Error(reader.path(field) + " is " + Json(value).dump() + "; it must be " + range.words);
    return value;
}

constexpr Range positive{aboveZero, unbounded, "above 0"};
constexpr Range notNegative{0, unbounded, "0 or more"};

} // namespace

/// With the supernet only where there is one, so that runs of other platforms are what they were.
Json toJson(const Schedule &schedule)
{
    Json json{{"epochs", schedule.epochs},
              {"batch_size", schedule.batchSize},
              {"train_images", schedule.trainImages},
              {"validation_fraction", schedule.validationFraction},
              {"learning_rate", schedule.learningRate},
              {"momentum", schedule.momentum},
              {"nesterov", schedule.nesterov},
              {"weight_decay", schedule.weightDecay},
              {"gradient_norm", schedule.gradientNorm},
              {"decay", nameOf(schedule.decay)},
              {"rise_fraction", schedule.riseFraction},
              {"milestones", schedule.milestones},
              {"step_factor", schedule.stepFactor},
              {"cycles", schedule.cycles},
              {"patience", schedule.patience},
              {"mapping_rate", schedule.mappingRate},
              {"scale_rate", schedule.scaleRate},
              {"temperature_factor", schedule.temperatureFactor},
              {"augment", schedule.augment},
              {"precision", nameOf(schedule.precision)}};
    if (schedule.supernet != Supernet::None)
        json["supernet"] = nameOf(schedule.supernet);
    return json;
}

Schedule scheduleFromJson(const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    Schedule schedule;
    schedule.epochs = reader.integer("epochs", 0);
    schedule.batchSize = reader.integer("batch_size", 1);
    schedule.trainImages = reader.integer("train_images", 0);
    schedule.validationFraction = numberIn(reader, "validation_fraction", {aboveZero, belowOne, "above 0 and below 1"});
    schedule.learningRate = numberIn(reader, "learning_rate", positive);
    schedule.momentum = numberIn(reader, "momentum", {0, belowOne, "at least 0 and below 1"});
    schedule.nesterov = reader.boolean("nesterov");
    schedule.weightDecay = numberIn(reader, "weight_decay", notNegative);
    schedule.gradientNorm = numberIn(reader, "gradient_norm", notNegative);
    schedule.decay = decayFromName(reader.text("decay"));
    schedule.riseFraction = numberIn(reader, "rise_fraction", {0, 1, "from 0 to 1"});
    schedule.milestones = reader.integers("milestones");
    schedule.stepFactor = numberIn(reader, "step_factor", positive);
    schedule.cycles = reader.integer("cycles", 1);
    schedule.patience = reader.integer("patience", 0);
    schedule.mappingRate = numberIn(reader, "mapping_rate", notNegative);
    schedule.scaleRate = numberIn(reader, "scale_rate", notNegative);
    schedule.temperatureFactor = numberIn(reader, "temperature_factor", positive);
    schedule.augment = reader.boolean("augment");
    schedule.precision = precisionFromName(reader.text("precision"));
    if (reader.has("supernet"))
        schedule.supernet = supernetFromName(reader.text("supernet"));
    reader.finish();
    return schedule;
}

} // namespace odimo::protocol
