// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/supernet_model.h"
#include "core/mapping/cost/baselines.h"
#include "tests/core/learn/small_problem.h"

namespace odimo::learn {

/// The small problem for Darkside, with all mappings of its network trained at once.
struct SupernetProblem : SmallProblem {
    SupernetProblem() : SmallProblem(platform::loadPlatform("darkside"))
    {
        trained = train();
        calibrateAgain();
    }

    void calibrateAgain()
    {
        const NetworkTensors tensors = toTorch(trained.model.network, trained.model.parameters, testDevice());
        trained.quantisation = calibrate(trained.model.network, tensors, table, {images()}, trained.branches);
    }

    /// The last channels of each layer that may be computed by another operator, as many as `random` says.
    mapping::Mapping drawnMapping(Random &random) const
    {
        mapping::Mapping mapping = mapping::referenceMapping(table);
        for (std::size_t i = 0; i < table.layers.size(); ++i) {
            std::vector<int> &units = mapping.layers[i].unitOfChannel;
            if (table.layers[i].branches.size() > 1)
                std::fill(units.end() - random.below(static_cast<int>(units.size()) + 1), units.end(), 1);
        }
        return mapping;
    }

private:
    mapping::TrainedNetwork train() const
    {
        const network::Network network =
            network::zooNetwork("resnet8:width=4", {.input = network::Shape{1, 12, 12}, .classes = 4});
        SupernetModel model({network, network::initialise(network, 1)}, table, 1, testDevice());
        trainBriefly(model, 8, Selection::Last);
        model.settle(images());
        return model.trained();
    }
};

} // namespace odimo::learn
