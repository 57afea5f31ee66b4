// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "core/learn/analyse/calibration.h"
#include "core/learn/model/trained_models.h"
#include "core/learn/train/batches.h"
#include "core/learn/train/evaluation.h"
#include "core/learn/train/training.h"
#include "core/mapping/cost/cost.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/learn/test_device.h"

#include <numeric>

namespace odimo::learn {

/// Keeps the events of one kind of interest to a test out of the way.
class SilentSession : public Session {
public:
    void send(const protocol::Event &) override {}
    bool proceed() override { return questionsLeft < 0 || questionsLeft-- > 0; }
    int questionsLeft = -1;
};

/// A small network, trained for a moment on synthetic images, folded and calibrated; for DIANA with an ideal array
/// unless another platform is given.
struct SmallProblem {
    data::Dataset data = data::loadDataset("synthetic:classes=4,size=12,train=320,test=120");
    platform::Platform platform;
    mapping::TrainedNetwork trained = {train(), std::nullopt, std::nullopt};
    mapping::CostTable table = mapping::makeCostTable(trained.model.network, platform);

    explicit SmallProblem(platform::Platform on = platform::loadPlatform("diana_ideal")) : platform(std::move(on))
    {
        calibrateAgain();
    }

    void calibrateAgain()
    {
        const NetworkTensors tensors = toTorch(trained.model.network, trained.model.parameters, testDevice());
        trained.quantisation = calibrate(trained.model.network, tensors, table, {images()});
    }

    /// All training images.
    torch::Tensor images() const { return makeBatch(data.train, allIndices(data.train), {}, 0, testDevice()).images; }

    mapping::TrainedNetwork mapped(const mapping::Mapping &mapping) const
    {
        mapping::TrainedNetwork network = trained;
        network.mapping = mapping;
        return network;
    }

    torch::Tensor logits(const mapping::TrainedNetwork &network) const
    {
        torch::NoGradGuard frozen;
        return QuantisedModel(network, table, ScaleTraining::Frozen, testDevice()).logits(images(), Mode::Inference);
    }

protected:
    /// On the training images.
    void trainBriefly(TrainableModel &model, int epochs, Selection selection) const
    {
        const TemporaryFolder folder;
        protocol::Schedule schedule;
        schedule.epochs = epochs;
        schedule.batchSize = 32;
        schedule.learningRate = 0.05;
        SilentSession session;
        learn::train(model,
                     {.phase = "warmup",
                      .images = data.train,
                      .split = splitFor(schedule, data.train, 1),
                      .augmentation = {},
                      .schedule = schedule,
                      .device = testDevice(),
                      .selection = selection,
                      .checkpoint = folder.path() / "warmup.checkpoint",
                      .resumeFrom = {}},
                     session);
    }

private:
    network::Model train() const
    {
        const network::Network network =
            network::zooNetwork("resnet8:width=4", {.input = network::Shape{1, 12, 12}, .classes = 4});
        FloatModel model({network, network::initialise(network, 1)}, testDevice());
        trainBriefly(model, 5, Selection::Best);
        return network::simplify(model.model());
    }
};

} // namespace odimo::learn
