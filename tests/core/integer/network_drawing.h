// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.h"
#include "core/network/network.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace odimo::samples {

/// What classes that draw random networks have in common: numbers at random, and a network that grows.
class NetworkDrawing {
protected:
    NetworkDrawing(std::uint64_t seed, const char *kind) : m_random(seed), m_name(kind + (' ' + std::to_string(seed)))
    {
    }

    /// Before anything else: the network has nothing but its input.
    void begin(const network::Shape &input)
    {
        m_network.emplace(m_name, input);
        if (chance(0.2))
            network().setInputValues(network::InputValues::Signed);
    }

    network::Network &network() { return *m_network; }
    int below(int bound) { return m_random.below(bound); }
    bool chance(double probability) { return m_random.uniform() < probability; }
    const network::Shape &shapeOf(int node) { return network().node(node).output; }
    std::optional<network::Relu> anyRelu() { return chance(0.7) ? std::optional(network::Relu{}) : std::nullopt; }

    int add(network::Operator op, std::vector<int> inputs)
    {
        std::string name = "n"; // Added to in place: g++ 12 sees too long a copy in "n" + std::to_string(...).
        name += std::to_string(network().nodes().size());
        return network().add(name, std::move(op), std::move(inputs));
    }

private:
    Random m_random;
    std::string m_name;
    std::optional<network::Network> m_network;
};

} // namespace odimo::samples
