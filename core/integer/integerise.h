// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/quantised_network.h"
#include "core/mapping/trained_network.h"

namespace odimo::integer {

/// The integers of a trained network whose channels stand on units as `mapping` says (docs/diana.md). `trained` is
/// simplified and quantised; with its own mapping the integers are those that its accuracy was measured with.
/// Throws Error if it is not quantised, was quantised by the published rules, which have no integer form, holds an
/// operator without one, does not fit the mapping or the platform, or has sums that may not fit an accumulator.
QuantisedNetwork integerise(const mapping::TrainedNetwork &trained, const mapping::Mapping &mapping,
                            const platform::Platform &platform);

} // namespace odimo::integer
