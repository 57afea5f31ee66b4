// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/interop/interop_files.h"

#include "core/deploy/interop/dory_layers.h"
#include "core/deploy/interop/htvm_network.h"
#include "core/deploy/interop/htvm_obstacles.h"
#include "core/deploy/interop/layer_integers.h"
#include "core/deploy/interop/numpy_file.h"
#include "core/deploy/interop/padded_layer.h"

#include <algorithm>
#include <cctype>

namespace odimo::deploy {

namespace {

/// Names may hold what a table of Markdown would take for its own.
std::string inTable(const std::string &text)
{
    std::string shown;
    for (const char letter : text) {
        if (letter == '|' || letter == '\\')
            shown += '\\';
        shown += letter == '\n' ? ' ' : letter;
    }
    return shown;
}

std::string tableOf(const std::vector<Obstacle> &obstacles)
{
    std::string table = "| layer | rule | why |\n|---|---|---|\n";
    for (const Obstacle &obstacle : obstacles)
        table += "| " + inTable(obstacle.layer) + " | " + obstacle.rule + " | " + obstacle.why + " |\n";
    return table;
}

std::string splitLayersOf(const integer::QuantisedNetwork &network)
{
    std::string names;
    for (int node = 0; node <= network.network.output(); ++node)
        if (network::isLayer(network.network.node(node)) && LayerIntegers(network, node).units().size() > 1)
            names += "* " + network.network.node(node).name + "\n";
    return names;
}

void addHtvm(PackageFiles &files, const integer::QuantisedNetwork &network,
             const std::vector<integer::CodeTensor> &tensors)
{
    std::string &notes = files.at("interop/htvm/NOTES.md").text;
    notes += "\n## This network\n\n";
    if (const std::vector<Obstacle> obstacles = htvmObstacles(network); !obstacles.empty()) {
        notes += "HTVM cannot compute its codes, so that there is no file for it here:\n\n" + tableOf(obstacles);
        return;
    }
    files["interop/htvm/network.onnx"] = {htvmOnnx(network), "the network in the dialect that HTVM reads"};
    files["interop/htvm/input.npy"] = {numpyFloats(tensors.front()), "the codes of an image"};
    files["interop/htvm/output.npy"] = {numpyBytes(tensors.back()), "the codes that HTVM has to compute of them"};
    notes +=
        "network.onnx has all of it; input.npy and output.npy are the first golden image, which HTVM's driver puts "
        "beside the\ncode and compares. HTVM's integers are those of this package.\n";
    if (const std::string split = splitLayersOf(network); !split.empty())
        notes +=
            "\nAs the sum of two layers, each over all channels and with zeros for those of the other unit, so that "
            "no time\nis saved:\n\n" +
            split;
    if (const std::vector<Obstacle> host = htvmHostNodes(network); !host.empty())
        notes += "\nOn the host core, with the same codes:\n\n" + tableOf(host);
}

/// A folder's name: "03_layer1_conv".
std::string folderOf(int node, const std::string &name)
{
    std::string folder = (node < 10 ? "0" : "") + std::to_string(node) + "_";
    for (const char letter : name)
        folder += std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
    return folder;
}

std::string filledUpFrom(int own, int all)
{
    return std::to_string(own) + (own == all ? "" : " of " + std::to_string(all));
}

void addDory(PackageFiles &files, const integer::QuantisedNetwork &network,
             const std::vector<integer::CodeTensor> &tensors)
{
    std::string written;
    std::vector<Obstacle> missing;
    for (int index = 0; index <= network.network.output(); ++index) {
        const network::Node &node = network.network.node(index);
        if (!network::isLayer(node))
            continue;
        if (const std::vector<Obstacle> obstacles = doryObstacles(network, index); !obstacles.empty()) {
            missing.insert(missing.end(), obstacles.begin(), obstacles.end());
            continue;
        }
        const integer::QuantisedNetwork layer = paddedLayer(network, index);
        const integer::CodeTensor read =
            filledUp(tensors[static_cast<std::size_t>(node.inputs.front())], layer.network.inputShape());
        const network::Shape &shape = layer.network.node(1).output;
        const std::string name = folderOf(index, node.name), folder = "interop/dory/" + name + "/";
        files[folder + "network.onnx"] = {doryOnnx(layer, 1), "one layer in the dialect that DORY reads"};
        files[folder + "config.json"] = {doryConfiguration(layer, 1), "what DORY is called with"};
        files[folder + "input.txt"] = {doryText("input", read, DoryCodes::UnsignedBytes),
                                       "the codes that the layer reads"};
        files[folder + "out_layer0.txt"] = {doryText(name, integer::execute(layer, read).back(), DoryCodes::Signed),
                                            "the codes that it has to compute of them"};
        written += "| " + name + " | " + filledUpFrom(node.output.channels, shape.channels) + " | " +
                   filledUpFrom(node.output.width, shape.width) + " |\n";
    }
    std::string &notes = files.at("interop/dory/NOTES.md").text;
    notes += "\n## This network\n\n";
    notes += written.empty() ? "None of its layers has a form that DORY compiles into the codes of this package.\n"
                             : "Layers that have a folder, with the codes of the first golden image:\n\n"
                               "| folder | channels | columns |\n|---|---|---|\n" +
                                   written;
    if (!missing.empty())
        notes += "\nNot there:\n\n" + tableOf(missing);
}

} // namespace

void addInteropFiles(PackageFiles &files, const integer::QuantisedNetwork &network, const integer::CodeTensor &image)
{
    const std::vector<integer::CodeTensor> tensors = integer::execute(network, image);
    addHtvm(files, network, tensors);
    addDory(files, network, tensors);
}

} // namespace odimo::deploy
