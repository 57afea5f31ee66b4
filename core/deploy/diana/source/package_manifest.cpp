// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/package_manifest.h"

#include "core/base/checksum.h"
#include "core/base/json_reader.h"
#include "core/deploy/diana/source/crc32.h"
#include "core/deploy/diana/source/layer_functions.h"
#include "core/deploy/diana/source/network_source.h"
#include "core/deploy/manifest.h"
#include "core/integer/quantised_network_json.h"
#include "core/mapping/cost/cost_json.h"

#include <nlohmann/json.hpp>

namespace odimo::deploy {

namespace {

constexpr int schema = 1;

std::string hexadecimal(std::uint64_t value, int digits)
{
    std::string text;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        text += "0123456789abcdef"[value >> shift & 15];
    return text;
}

Json tensorsToJson(const ChipProgram &program, const std::vector<GoldenImage> &images)
{
    const std::vector<SeenTensor> seen = seenTensors(program);
    Json tensors = Json::array();
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const ChipTensor &tensor = program.tensor(seen[i].tensor);
        Json sums = Json::array();
        for (const GoldenImage &image : images)
            sums.push_back(hexadecimal(crc32(image.tensors[i]), 8));
        tensors.push_back({{"name", plainName(tensor.name)}, {"bytes", tensor.bytes}, {"crc32", sums}});
    }
    return tensors;
}

Json layersToJson(const ChipProgram &program)
{
    Json layers = Json::array();
    for (const ChipStep &step : program.steps)
        layers.push_back({{"name", step.name},
                          {"computes", describe(program, step)},
                          {"start_cycles", step.start_cycles},
                          {"end_cycles", step.end_cycles}});
    return layers;
}

Json memoryToJson(const ChipProgram &program)
{
    const MemoryUse &memory = program.memory;
    return {{"weight_bytes", memory.weights},
            {"arena_bytes", memory.arena},
            {"arena_lower_bound_bytes", memory.arenaLowerBound},
            {"arena_peak_layer", program.steps[static_cast<std::size_t>(memory.peakStep)].name},
            {"l1_bytes", memory.l1},
            {"l1_peak_layer", program.steps[static_cast<std::size_t>(memory.l1Step)].name}};
}

} // namespace

std::string digestOfText(const std::string &text) { return hexadecimal(checksum(std::as_bytes(std::span(text))), 16); }

std::string hashOf(const integer::QuantisedNetwork &network) { return digestOfText(integer::toJson(network).dump()); }

Json packageManifest(const ExportRequest &request, const ChipProgram &program, const PackageFiles &files,
                     const std::vector<GoldenImage> &images)
{
    Json meanings = Json::object(), digests = Json::object(), outputs = Json::array();
    for (const auto &[path, file] : files) {
        meanings[path] = file.meaning;
        digests[path] = digestOfText(file.text);
    }
    for (const GoldenImage &image : images)
        outputs.push_back(hexadecimal(crc32(image.output), 8));
    Json manifest = manifestOf(request, schema, meanings);
    manifest["format"] = "diana-c";
    manifest["network_hash"] = hashOf(*request.integers);
    manifest["platform_parameters"] = parseJson(request.costs.platform.json, request.costs.platform.name);
    manifest["golden"] =
        request.images.empty() ? "codes drawn from the whole range of the input" : "the first images of the test set";
    manifest["tensors"] = tensorsToJson(program, images);
    manifest["output_crc32"] = outputs;
    manifest["memory"] = memoryToJson(program);
    manifest["latency_cycles"] = program.cycles;
    manifest["latency_ms"] = program.cycles / program.clock_Hz * 1e3;
    manifest["layers"] = layersToJson(program);
    manifest["published_cost"] = mapping::costToJson(request.costs, *request.mapping);
    manifest["digests"] = digests;
    return manifest;
}

} // namespace odimo::deploy
