// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/findings.h"
#include "core/onnx/graph.h"

namespace odimo::onnx {

/// Each pass stands in the file of its name, with what it needs and what it leaves behind at its head. They run in this
/// order. A node that goes gets its finding from the pass that takes it out.
void sortNodes(Graph &graph);
void reshapeInput(Graph &graph, Findings &findings);
void widenSignals(Graph &graph, Findings &findings);
void removeUnused(Graph &graph, Findings &findings);
void foldConstants(Graph &graph, Findings &findings);
void removeIdentities(Graph &graph, Findings &findings);
void splitSums(Graph &graph, Findings &findings);
void mergeClips(Graph &graph, Findings &findings);
void mergeReductions(Graph &graph, Findings &findings);
void foldQuantization(Graph &graph, Findings &findings);
void dropEnding(Graph &graph, Findings &findings);
void resolveLayouts(Graph &graph, Findings &findings);
void foldAffine(Graph &graph, Findings &findings);
void foldPadding(Graph &graph, Findings &findings);
void widenScore(Graph &graph, Findings &findings);

} // namespace odimo::onnx
