// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/analyse/calibration.h"
#include "core/learn/model/trained_models.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "core/platform/layout_mode.h"
#include "tests/core/learn/test_device.h"

namespace odimo::tasks {

inline network::Model smallModel()
{
    const network::Network network =
        network::zooNetwork("resnet8:width=16", {.input = network::Shape{3, 16, 16}, .classes = 4});
    return network::simplify(network::Model{network, network::initialise(network, 7)});
}

/// A small network for DIANA, calibrated on random images.
struct SharedSample {
    platform::Platform platform;
    mapping::TrainedNetwork trained{smallModel(), std::nullopt, std::nullopt};
    mapping::CostTable table;
    torch::Tensor images;

    explicit SharedSample(platform::LayoutMode layout = platform::LayoutMode::Paper)
        : platform(platform::withLayout(platform::loadPlatform("diana"), layout)),
          table(mapping::makeCostTable(trained.model.network, platform))
    {
        torch::manual_seed(3);
        images = torch::rand({6, 16, 16, 3}, learn::onDevice()).permute({0, 3, 1, 2});
        const learn::NetworkTensors tensors =
            learn::toTorch(trained.model.network, trained.model.parameters, learn::testDevice());
        trained.quantisation = learn::calibrate(trained.model.network, tensors, table, {images});
    }

    std::unique_ptr<learn::QuantisedModel> searched(const mapping::Restrictions &restrictions = {}) const
    {
        return std::make_unique<learn::QuantisedModel>(trained, table, learn::ScaleTraining::Frozen,
                                                       learn::testDevice(), restrictions);
    }
};

/// Mixing parameters as a search may leave them, the same for the same seed.
inline void scatter(learn::QuantisedModel &model, std::uint64_t seed, double spread)
{
    torch::NoGradGuard frozen;
    torch::manual_seed(seed);
    for (const learn::StateTensor &each : model.state())
        if (each.role == learn::Role::Mixing)
            each.tensor.copy_(torch::randn_like(each.tensor) * spread);
}

} // namespace odimo::tasks
