// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/package.h"

#include "core/base/files.h"
#include "core/base/json_text.h"
#include "core/deploy/diana/lowering/program_json.h"
#include "core/deploy/diana/source/golden.h"
#include "core/deploy/diana/source/network_code.h"
#include "core/deploy/diana/source/network_source.h"
#include "core/deploy/diana/source/package_files.h"
#include "core/deploy/diana/source/package_manifest.h"
#include "core/deploy/diana/source/params_source.h"
#include "core/deploy/diana/source/plan_source.h"
#include "core/deploy/diana/source/readme.h"
#include "core/deploy/diana/source/wrapped.h"
#include "core/deploy/interop/interop_files.h"
#include "core/deploy/manifest.h"

#include <nlohmann/json.hpp>

namespace odimo::deploy {

namespace {

std::string textOfBytes(const std::vector<std::int8_t> &bytes) { return {bytes.begin(), bytes.end()}; }

void addGoldenFiles(PackageFiles &files, const ChipProgram &program, const CNames &names,
                    const std::vector<GoldenImage> &images)
{
    files["golden/golden.h"] = {goldenHeader(images), "what the network has to compute"};
    files["golden/golden.c"] = {goldenSource(images), "the inputs, and the CRC-32 of all tensors"};
    const GoldenImage &first = images.front();
    files["golden/input.bin"] = {textOfBytes(first.input), "plain codes of the first image"};
    files["golden/output.bin"] = {textOfBytes(first.output), "plain codes of its output"};
    const std::vector<SeenTensor> seen = seenTensors(program);
    for (std::size_t i = 0; i < seen.size(); ++i)
        files["golden/tensor_" + names.tensors[static_cast<std::size_t>(seen[i].tensor)] + ".bin"] = {
            textOfBytes(first.tensors[i]),
            "its tensor " + plainName(program.tensor(seen[i].tensor).name) + ", as it lies in memory"};
}

} // namespace

void writeDianaPackage(const ExportRequest &request, const std::filesystem::path &folder)
{
    writeDianaPackageFor({}, request, folder);
}

void writeDianaPackageFor(ChipMemory memory, const ExportRequest &request, const std::filesystem::path &folder)
{
    const integer::QuantisedNetwork &network = integersOf(request);
    const ChipProgram program = lowered(network, request.costs.platform, memory);
    const CNames names(program);
    const std::vector<std::vector<float>> given = request.images.empty() ? drawnImages(network, 2) : request.images;
    const std::vector<GoldenImage> images = goldenImages(network, program, given);

    PackageFiles files = commonFiles();
    addInteropFiles(files, network, integer::inputCodes(network, given.front()));
    addGoldenFiles(files, program, names, images);
    files["src/network.h"] = {wrapped(networkHeader(program)), "net_run()"};
    files["src/network.c"] = {networkCode(program).source, "the network, a function a layer"};
    files["src/plan.h"] = {wrapped(planHeader(program, names)), "where everything lies, and how long"};
    files["src/plan.c"] = {wrapped(planSource(program, names)), "tiles and passes"};
    files["src/params.h"] = {wrapped(paramsHeader(program, names)), "the weights, by name"};
    files["src/params.c"] = {wrapped(paramsSource(program, names)), "their bytes, as the chip reads them"};
    Json mapping = toJson(program);
    mapping["mapping"] = mapping::toJson(*request.mapping, request.costs.platform);
    files["mapping.json"] = {documentText(mapping), "units and order of all channels, tiles, scales, schedule"};
    files["README.md"] = {readmeOf(request, program), "how to build and run it, what it costs, and its limits"};

    for (const auto &[path, file] : files) {
        std::filesystem::create_directories((folder / path).parent_path());
        writeText(folder / path, file.text);
    }
    writeText(folder / "manifest.json", documentText(packageManifest(request, program, files, images)));
}

} // namespace odimo::deploy
