// SPDX-License-Identifier: Apache-2.0
// Before: any model. After: removeIdentities, foldBatchNormalization and fuseRelu have run, in that order.
#include "core/network/passes.h"

namespace odimo::network {

Model simplify(const Model &model) { return fuseRelu(foldBatchNormalization(removeIdentities(model))); }

Network simplify(const Network &network) { return fuseRelu(foldBatchNormalization(removeIdentities(network))); }

} // namespace odimo::network
