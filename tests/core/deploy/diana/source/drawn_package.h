// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/lower.h"
#include "core/deploy/export_request.h"
#include "core/integer/integerise.h"
#include "tests/core/deploy/diana/lowering/drawn_chip_network.h"

#include <array>

namespace odimo::samples {

/// Memories so small that there are tiles, for every second network.
inline deploy::ChipMemory drawnMemory(std::uint64_t seed)
{
    return {.l1 = seed % 2 == 0 ? 262144 : 6144, .sharedL2 = 448 * 1024};
}

/// What an exporter is given of a network.
inline deploy::ExportRequest packageRequestOf(const DrawnMapped &drawn, std::uint64_t seed)
{
    deploy::ExportRequest request{.name = drawn.trained.model.network.name(),
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

/// A drawn network that DIANA can compute, with two drawn images, in every kind of division into channels.
inline deploy::ExportRequest drawnPackageRequest(std::uint64_t seed)
{
    constexpr std::array splits = {DrawnSplit::Random,     DrawnSplit::Interleaved,      DrawnSplit::OneAnalog,
                                   DrawnSplit::OneDigital, DrawnSplit::SeventeenDigital, DrawnSplit::AllDigital,
                                   DrawnSplit::AllAnalog};
    const platform::Platform platform = drawnPlatform(seed % 3 == 0 ? DrawnArray::AdcOfSignedInputs : DrawnArray::Adc);
    const DrawnMapped drawn = chipMapped(DrawnChipNetwork(seed).draw(), seed, splits[seed % splits.size()], platform);
    return packageRequestOf(drawn, seed);
}

} // namespace odimo::samples
