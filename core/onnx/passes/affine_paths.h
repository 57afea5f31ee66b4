// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/operators/affine.h"
#include "core/onnx/passes/wiring.h"

namespace odimo::onnx {

/// Where a scale and shift for each channel may go, exactly: what takes part and what changes on the way.
struct AffinePath {
    struct Part {
        std::size_t node;
        Affine affine;
    };
    std::vector<Part> before;         ///< Layers and affine nodes that take over a part at their input.
    std::vector<Part> behind;         ///< Layers and normalisations that take one over at their result.
    std::vector<Part> ceilings;       ///< Clips from 0 whose upper bound grows by the scale.
    std::vector<std::string> changed; ///< Values that are others from then on, but for the first.
    std::string obstacle;             ///< Why there is no such path: a clause with its subject.
};

/// Finds such paths over views, pools, ReLU, concatenations and sums.
class AffinePaths {
public:
    AffinePaths(Graph &graph, Wiring &wiring) : m_graph(graph), m_wiring(wiring) {}

    /// To be called before a value's scale and shift are looked at. Throws Refusal once there were more than any
    /// network for a small chip has, so that small files take little time.
    void charge(const std::string &value);
    /// What would compute `affine` of a value in its place, up to the layers it comes from.
    AffinePath backwards(const std::string &value, const Affine &affine);
    /// What would undo that a value is there before `affine`, down to the layers that read it.
    AffinePath forwards(const std::string &value, const Affine &affine);

private:
    bool goBack(const std::string &value, const Affine &affine, AffinePath &path);
    bool goBackOver(const Node &node, const Affine &affine, AffinePath &path);
    bool goForth(const std::string &value, const Affine &affine, AffinePath &path);
    bool goForthOver(std::size_t index, const std::string &value, const Affine &affine, AffinePath &path);
    bool takesBefore(const Node &layer, const Affine &affine, AffinePath &path);
    bool takesBehind(const Node &layer, const Affine &affine, AffinePath &path);
    /// False if the value has other channels, and where the way gets too long.
    bool mayPass(const std::string &value, const Affine &affine, AffinePath &path);
    /// Pixels of each channel of an image that is flattened.
    std::size_t pixels(const std::string &image) const;
    std::size_t channels(const std::string &value) const;

    Graph &m_graph;
    Wiring &m_wiring;
    int m_steps = 0;                             ///< Of the path that is looked for.
    std::int64_t m_room = std::int64_t{1} << 26; ///< Channels of all steps of all paths.
};

} // namespace odimo::onnx
