// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/export_request.h"
#include "core/integer/integerise.h"
#include "tests/core/deploy/diana/lowering/drawn_chip_network.h"

#include <array>

namespace odimo::samples {

/// A drawn network that DIANA can compute, with two drawn images, in every kind of division into channels.
inline deploy::ExportRequest drawnPackageRequest(std::uint64_t seed)
{
    constexpr std::array splits = {DrawnSplit::Random,     DrawnSplit::Interleaved,      DrawnSplit::OneAnalog,
                                   DrawnSplit::OneDigital, DrawnSplit::SeventeenDigital, DrawnSplit::AllDigital,
                                   DrawnSplit::AllAnalog};
    const platform::Platform platform = drawnPlatform(seed % 3 == 0 ? DrawnArray::AdcOfSignedInputs : DrawnArray::Adc);
    const DrawnMapped drawn = chipMapped(DrawnChipNetwork(seed).draw(), seed, splits[seed % splits.size()], platform);
    deploy::ExportRequest request{.name = "drawn network " + std::to_string(seed),
                                  .trained = drawn.trained,
                                  .weights = {},
                                  .mapping = drawn.mapping,
                                  .costs = drawn.table,
                                  .integers = integer::integerise(drawn.trained, drawn.mapping, drawn.platform),
                                  .images = {},
                                  .facts = "{}"};
    request.images = {drawnImage(request.integers->network, seed), drawnImage(request.integers->network, seed + 1)};
    return request;
}

} // namespace odimo::samples
