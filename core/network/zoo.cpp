// SPDX-License-Identifier: Apache-2.0
#include "core/network/zoo.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/network/shape_inference.h"
#include "core/network/zoo_specification.h"

#include <algorithm>

namespace odimo::network {

namespace {

struct Builder {
    ZooEntry entry;
    std::vector<ZooOption> options;
    int smallestSide; ///< Of an image, in pixels.
    Network (*build)(const std::string &name, Shape input, int classes, const OptionValues &options);
};

Network quarterMobilenetV1(const std::string &name, Shape input, int classes, const OptionValues &)
{
    return mobilenetV1(name, input, classes, {{"width", 0.25}});
}

std::vector<Builder> makeBuilders()
{
    const std::vector<ZooOption> smallResnetOptions{{"stem", 1, 1, 2}, {"width", 16, 1, 512}};
    const std::vector<ZooOption> mobilenetOptions{{"width", 1, 0.05, 4, false}};
    std::vector<Builder> builders{
        {{"resnet8", "ResNet, 3 stages of 1 block", {}, {3, 32, 32}, 10}, smallResnetOptions, 8, resnet8},
        {{"resnet20", "ResNet, 3 stages of 3 blocks", {}, {3, 32, 32}, 10}, smallResnetOptions, 8, resnet20},
        {{"resnet18", "ResNet, 4 stages of 2 blocks", {}, {3, 64, 64}, 200}, {{"width", 64, 1, 512}}, 8, resnet18},
        {{"mobilenet_v1", "MobileNet", {}, {3, 96, 96}, 2}, mobilenetOptions, 8, mobilenetV1},
        {{"mobilenet_v1_025", "MobileNet, a quarter as wide", {}, {3, 96, 96}, 2}, {}, 8, quarterMobilenetV1},
        {{"mobilenet_v1_darkside", "MobileNet with blocks of one convolution", {}, {3, 32, 32}, 10},
         {{"width", 1, 0.05, 4, false}, {"stride", 2, 1, 2}},
         8,
         mobilenetV1Darkside},
        {{"ds_cnn", "DS-CNN for spoken keywords", {}, {1, 49, 10}, 12}, {{"width", 64, 1, 1024}}, 1, dsCnn},
    };
    for (Builder &builder : builders)
        for (const ZooOption &option : builder.options)
            builder.entry.options.push_back(describe(option));
    return builders;
}

const std::vector<Builder> &builders()
{
    static const std::vector<Builder> table = makeBuilders();
    return table;
}

const Builder &findBuilder(const std::string &name)
{
    const auto found = std::ranges::find(builders(), name, [](const Builder &builder) { return builder.entry.name; });
    if (found != builders().end())
        return *found;
    std::string known;
    for (const Builder &builder : builders())
        addToList(known, builder.entry.name);
    throw Error("there is no network \"" + name + "\"; known are " + known);
}

Shape chooseInput(const Builder &builder, const Specification &specification, const ZooRequest &request)
{
    const auto &[stated, asked] = std::pair(specification.input, request.input);
    if (stated && asked && *stated != *asked)
        throw Error("the network is described for images of " + shapeText(*stated) + ", but the data has " +
                    shapeText(*asked) + "; leave out input=");
    const Shape input = stated ? *stated : asked.value_or(builder.entry.defaultInput);
    if (std::min(input.height, input.width) < builder.smallestSide)
        throw Error(specification.name + " needs images of at least " + std::to_string(builder.smallestSide) +
                    " pixels on each side, but these are " + shapeText(input) + " (channels x height x width)");
    return input;
}

int chooseClasses(const Builder &builder, const Specification &specification, const ZooRequest &request)
{
    const auto &[stated, asked] = std::pair(specification.classes, request.classes);
    if (stated && asked && *stated != *asked)
        throw Error("the network is described for " + std::to_string(*stated) + " classes, but the data has " +
                    std::to_string(*asked) + "; leave out classes=");
    return stated ? *stated : asked.value_or(builder.entry.defaultClasses);
}

} // namespace

const std::vector<ZooEntry> &zoo()
{
    static const std::vector<ZooEntry> entries = [] {
        std::vector<ZooEntry> list;
        for (const Builder &builder : builders())
            list.push_back(builder.entry);
        return list;
    }();
    return entries;
}

Network zooNetwork(const std::string &text, const ZooRequest &request)
{
    const std::string name = nameOf(text);
    const Builder &builder = findBuilder(name);
    const Specification specification = readSpecification(text, builder.options);
    return builder.build(shortSpecification(specification, builder.options),
                         chooseInput(builder, specification, request), chooseClasses(builder, specification, request),
                         specification.options);
}

} // namespace odimo::network
