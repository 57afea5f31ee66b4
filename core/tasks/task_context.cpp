// SPDX-License-Identifier: Apache-2.0
#include "core/tasks/task_context.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/sampling.h"
#include "core/learn/analyse/calibration.h"
#include "core/learn/quantise/weight_quantisers.h"
#include "core/learn/quantise/weight_scales.h"
#include "core/learn/train/batches.h"
#include "core/network/passes.h"

#include <algorithm>
#include <cmath>

namespace odimo::tasks {

namespace {

constexpr int calibrationImages = 512;
constexpr std::uint64_t samplePurpose = 33;
constexpr int calibrationBatch = 128;
constexpr std::size_t recalibrationBytes = std::size_t{64} << 20;
/// 127 * 2^-4 = 7.94, what the authors' first clip of 6 becomes at the first use.
constexpr int publishedClipExponent = -4;

/// At most `count` images that the task trains on, of all classes, the same for every task of an exploration.
std::vector<int> sampleOf(const TaskContext &context, int count)
{
    return data::stratifiedSample(context.data.train.labels, context.split.train, count,
                                  deriveSeed(context.task.seed, samplePurpose));
}

std::string describe(const network::Shape &shape, std::size_t classes)
{
    return std::to_string(shape.channels) + "x" + std::to_string(shape.height) + "x" + std::to_string(shape.width) +
           " and " + std::to_string(classes) + " classes";
}

void checkFit(const network::Network &network, const data::Dataset &data)
{
    const std::string needed = describe(network.inputShape(), static_cast<std::size_t>(network.classes()));
    const std::string given = describe({data.train.channels, data.train.height, data.train.width}, data.classes.size());
    if (needed != given)
        throw Error("The network " + network.name() + " takes images of " + needed + ", but " + data.name + " has " +
                    given + "; use data like those it was trained on.");
    const data::Images &images = data.train;
    const bool arePixels = images.kind == data::ValueKind::Pixels && images.normalisation.empty();
    if (arePixels != (network.inputValues() == network::InputValues::Pixels))
        throw Error("The network " + network.name() + " reads " +
                    (arePixels ? "features or normalised images, but " + data.name + " has plain pixels"
                               : "plain pixels, but " + data.name + " has features or normalised images") +
                    "; use data like those it was trained on.");
    if (data::isSigned(images) && network.inputValues() != network::InputValues::Signed)
        throw Error("The network " + network.name() + " reads no values below 0, but " + data.name +
                    " has some; use data like those it was trained on.");
}

mapping::Quantisation publishedQuantisation(const mapping::Quantisation &calibrated, const mapping::CostTable &table,
                                            const network::Network &network, const network::Parameters &parameters)
{
    mapping::Quantisation published = calibrated;
    published.style = protocol::nameOf(protocol::QuantiserStyle::Published);
    for (mapping::ActivationScale &each : published.activations) {
        each.exponent = publishedClipExponent;
        each.isSigned = false;
    }
    for (mapping::WeightScales &each : published.weights) {
        const platform::NumericFormat &format = table.platform.units[static_cast<std::size_t>(each.unit)].format;
        const torch::Tensor weight =
            learn::toTorch(parameters.at(network.node(network.find(each.layer)).name + ".weight"), torch::kCPU);
        each.scales = learn::publishedScaleParameters(weight, format);
        if (format.weightScale == platform::WeightScale::RealPerChannel)
            for (double &scale : each.scales)
                scale = std::exp(scale);
    }
    return published;
}

protocol::Measured scoreOn(const TaskContext &context, learn::TrainableModel &model, protocol::Numerics numerics,
                           const char *split, const data::Images &images, const std::vector<int> &indices)
{
    const learn::Score score = learn::evaluate(model, images, indices, context.device, context.session);
    return {split, protocol::nameOf(numerics), score.correct, score.total, score.loss};
}

learn::Score sent(const TaskContext &context, const protocol::Measured &measured)
{
    context.session.send(measured);
    return {measured.correct, measured.total, measured.loss};
}

} // namespace

TaskContext makeContext(const protocol::Task &task, learn::Session &session)
{
    data::Dataset data = data::loadDataset(task.data);
    checkFit(task.network, data);
    data::Split split = learn::splitFor(task.schedule, data.train, task.seed);
    return {task,
            session,
            learn::deviceNamed(task.device),
            std::move(data),
            std::move(split),
            mapping::makeCostTable(network::simplify(task.network), task.platform)};
}

learn::TrainingSetup trainingSetup(const TaskContext &context, const std::string &phase, learn::Selection selection)
{
    const protocol::Task &task = context.task;
    return {.phase = phase,
            .images = context.data.train,
            .split = context.split,
            .augmentation = context.data.augmentation,
            .schedule = task.schedule,
            .seed = task.seed,
            .device = context.device,
            .strength = task.strength,
            .selection = selection,
            .checkpoint = std::filesystem::path(task.folder) / (phase + ".checkpoint"),
            .resumeFrom = task.checkpoint};
}

protocol::Measured testScore(const TaskContext &context, learn::TrainableModel &model, protocol::Numerics numerics)
{
    return scoreOn(context, model, numerics, "test", context.data.test, learn::allIndices(context.data.test));
}

protocol::Measured validationScore(const TaskContext &context, learn::TrainableModel &model,
                                   protocol::Numerics numerics)
{
    return scoreOn(context, model, numerics, "validation", context.data.train, context.split.validation);
}

learn::Score measureOnTest(const TaskContext &context, learn::TrainableModel &model, protocol::Numerics numerics)
{
    return sent(context, testScore(context, model, numerics));
}

learn::Score measureOnValidation(const TaskContext &context, learn::TrainableModel &model, protocol::Numerics numerics)
{
    return sent(context, validationScore(context, model, numerics));
}

protocol::Measured validationScore(const TaskContext &context, const mapping::TrainedNetwork &trained)
{
    learn::QuantisedModel model(trained, context.table, learn::ScaleTraining::Frozen, context.device);
    return validationScore(context, model, protocol::Numerics::Fake);
}

bool isBetter(const protocol::Measured &one, const protocol::Measured &other)
{
    return std::pair(one.correct, -one.loss) > std::pair(other.correct, -other.loss);
}

void saveWeights(const TaskContext &context, const std::string &fileName, const mapping::TrainedNetwork &trained)
{
    const std::filesystem::path path = std::filesystem::path(context.task.folder) / fileName;
    mapping::saveTrainedNetwork(path, trained, context.task.platform);
    context.session.send(protocol::WeightsSaved{path.string()});
}

void saveLogits(const protocol::Task &task, const data::FloatArray &logits, learn::Session &session)
{
    const std::filesystem::path path = std::filesystem::path(task.folder) / "logits.npy";
    data::writeNpy(path, logits);
    session.send(protocol::LogitsSaved{path.string()});
}

mapping::TrainedNetwork loadCalibrated(const TaskContext &context)
{
    mapping::TrainedNetwork trained = mapping::loadTrainedNetwork(context.task.weights, context.task.platform);
    if (trained.quantisation)
        return trained;
    const network::Network &network = trained.model.network;
    context.session.send(protocol::PhaseStarted{"calibrate", 0, static_cast<int>(context.split.train.size())});
    const std::vector<torch::Tensor> images =
        learn::imageBatches(context.data.train, sampleOf(context, calibrationImages), calibrationBatch, context.device);
    const learn::NetworkTensors tensors = learn::toTorch(network, trained.model.parameters, context.device);
    trained.quantisation = learn::calibrate(network, tensors, context.table, images, trained.branches);
    if (context.task.style == protocol::QuantiserStyle::Published)
        trained.quantisation =
            publishedQuantisation(*trained.quantisation, context.table, network, trained.model.parameters);
    return trained;
}

torch::Tensor recalibrationImages(const TaskContext &context)
{
    const data::Images &images = context.data.train;
    const std::size_t fitting = std::max(recalibrationBytes / (images.imageValues() * sizeof(float)), std::size_t{1});
    const std::vector<int> sample = sampleOf(context, std::min(calibrationImages, static_cast<int>(fitting)));
    return learn::makeBatch(images, sample, {}, 0, context.device).images;
}

} // namespace odimo::tasks
