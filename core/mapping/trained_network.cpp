// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/trained_network.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/network/network_json.h"
#include "core/network/weights_file.h"
#include "core/platform/branch_parameters.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace odimo::mapping {

namespace {

const std::string formatKey = "odimo_format";
const std::string format = "trained network 1";
const std::string formatWithBranches = "trained network 2";
const std::string networkKey = "network";
const std::string mappingKey = "mapping";
const std::string quantisationKey = "quantisation";

void check(const TrainedNetwork &trained, const platform::Platform &platform)
{
    network::checkParameters(trained.model.network, trained.model.parameters);
    platform::checkBranchParameters(trained.model.network, trained.branches, platform);
    if (trained.mapping)
        checkMapping(*trained.mapping, trained.model.network, platform);
    if (trained.quantisation)
        checkQuantisation(*trained.quantisation, trained.model.network, platform);
}

void checkMetadata(const network::WeightsFile &file, const std::string &where)
{
    const auto found = file.metadata.find(formatKey);
    if (found == file.metadata.end() || !file.metadata.contains(networkKey))
        throw Error(where + " holds no trained network of ODiMO Explorer, only tensors");
    if (found->second != format && found->second != formatWithBranches)
        throw Error(where + " is a \"" + found->second + "\"; this version reads \"" + format + "\" and \"" +
                    formatWithBranches + "\"");
    const std::array known = {formatKey, networkKey, mappingKey, quantisationKey};
    for (const auto &[key, text] : file.metadata) {
        if (std::ranges::find(known, key) == known.end())
            throw Error(where + ": the metadata field \"" + key + "\" is unknown");
    }
}

/// Takes the tensors of branches out of those of a file.
network::Parameters takeBranches(network::Parameters &tensors, const network::Network &network)
{
    network::Parameters branches = std::exchange(tensors, {});
    for (const auto &[name, sizes] : network::parameterShapes(network))
        if (auto taken = branches.extract(name))
            tensors.insert(std::move(taken));
    return branches;
}

} // namespace

void saveTrainedNetwork(const std::filesystem::path &path, const TrainedNetwork &trained,
                        const platform::Platform &platform)
{
    check(trained, platform);
    network::WeightsFile file{.metadata = {}, .tensors = trained.model.parameters};
    file.tensors.insert(trained.branches.begin(), trained.branches.end());
    file.metadata[formatKey] = trained.branches.empty() ? format : formatWithBranches;
    file.metadata[networkKey] = network::toJson(trained.model.network).dump();
    if (trained.mapping)
        file.metadata[mappingKey] = toJson(*trained.mapping, platform).dump();
    if (trained.quantisation)
        file.metadata[quantisationKey] = toJson(*trained.quantisation, platform).dump();
    network::writeWeights(path, file);
}

TrainedNetwork loadTrainedNetwork(const std::filesystem::path &path, const platform::Platform &platform)
{
    network::WeightsFile file = network::readWeights(path);
    const std::string where = path.filename().string();
    checkMetadata(file, where);
    const auto part = [&](const std::string &key) {
        return parseJson(file.metadata.at(key), where + ": " + key);
    };

    TrainedNetwork trained{.model = {.network = network::networkFromJson(part(networkKey), where + ": " + networkKey),
                                     .parameters = std::move(file.tensors)},
                           .mapping = std::nullopt,
                           .quantisation = std::nullopt};
    if (file.metadata.at(formatKey) == formatWithBranches)
        trained.branches = takeBranches(trained.model.parameters, trained.model.network);
    if (file.metadata.contains(mappingKey))
        trained.mapping = mappingFromJson(part(mappingKey), platform, where + ": " + mappingKey);
    if (file.metadata.contains(quantisationKey))
        trained.quantisation = quantisationFromJson(part(quantisationKey), platform, where + ": " + quantisationKey);
    within(where + ": ", [&] { check(trained, platform); });
    return trained;
}

} // namespace odimo::mapping
