// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/golden.h"

#include "core/base/random.h"
#include "core/deploy/diana/packing/activations.h"
#include "core/deploy/diana/source/crc32.h"
#include "core/deploy/diana/source/network_source.h"
#include "core/deploy/diana/source/source_text.h"

namespace odimo::deploy {

namespace {

std::vector<std::int8_t> plainCodes(const integer::CodeTensor &tensor)
{
    return {tensor.codes.begin(), tensor.codes.end()};
}

/// What is of images beyond the first is left out where memory counts.
std::string guarded(std::size_t image, const std::string &text)
{
    return image == 0 ? text : textOf("#if GOLDEN_IMAGES > ", image, "\n", text, "#endif\n");
}

std::string hexadecimal(std::uint32_t value)
{
    constexpr const char *digits = "0123456789abcdef";
    std::string text = "0x";
    for (int shift = 28; shift >= 0; shift -= 4)
        text += digits[value >> shift & 15];
    return text + "u";
}

} // namespace

std::vector<GoldenImage> goldenImages(const integer::QuantisedNetwork &network, const ChipProgram &program,
                                      const std::vector<std::vector<float>> &images)
{
    std::vector<GoldenImage> made;
    for (const std::vector<float> &image : images) {
        const integer::CodeTensor input = integer::inputCodes(network, image);
        const std::vector<integer::CodeTensor> codes = integer::execute(network, input);
        GoldenImage golden{plainCodes(input), {}, plainCodes(codes.back())};
        for (const SeenTensor &seen : seenTensors(program)) {
            const ChipTensor &tensor = program.tensor(seen.tensor);
            const integer::CodeTensor &expected = codes[static_cast<std::size_t>(*tensor.node)];
            golden.tensors.push_back(tensor.layout == Layout::Vector ? packVector(expected, tensor.order)
                                                                     : packMap(expected, tensor.order));
        }
        made.push_back(std::move(golden));
    }
    return made;
}

std::vector<std::vector<float>> drawnImages(const integer::QuantisedNetwork &network, int count)
{
    constexpr std::uint64_t seed = 1;
    Random random(seed);
    const integer::CodeRange &range = network.ranges.front();
    const network::Shape shape = network.network.inputShape();
    std::vector<std::vector<float>> images(static_cast<std::size_t>(count));
    for (std::vector<float> &image : images)
        for (int i = 0; i < shape.channels * shape.height * shape.width; ++i)
            image.push_back(
                static_cast<float>((range.least + random.below(range.most - range.least + 1)) * range.step()));
    return images;
}

std::string goldenHeader(const std::vector<GoldenImage> &images)
{
    return textOf("/* What the network has to compute: generated. */\n#pragma once\n\n#include \"network.h\"\n\n"
                  "#ifndef GOLDEN_IMAGES\n#define GOLDEN_IMAGES ",
                  images.size(),
                  "\n#endif\n\nextern const int8_t golden_inputs[GOLDEN_IMAGES][NET_INPUT_CODES];\n\n"
                  "/* The CRC-32 of each tensor as it lies in memory, and of the output. */\n"
                  "extern const uint32_t golden_tensors[GOLDEN_IMAGES][NET_TENSORS];\n"
                  "extern const uint32_t golden_outputs[GOLDEN_IMAGES];\n");
}

std::string goldenSource(const std::vector<GoldenImage> &images)
{
    std::string inputs, tensors, outputs;
    for (std::size_t i = 0; i < images.size(); ++i) {
        inputs += guarded(i, textOf("    {\n", numberLines(images[i].input), "    },\n"));
        std::string row;
        for (const std::vector<std::int8_t> &tensor : images[i].tensors)
            row += textOf("        ", hexadecimal(crc32(tensor)), ",\n");
        tensors += guarded(i, textOf("    {\n", row, "    },\n"));
        outputs += guarded(i, textOf("    ", hexadecimal(crc32(images[i].output)), ",\n"));
    }
    return textOf("/* What the network has to compute: generated. */\n#include \"golden.h\"\n\n",
                  "const int8_t golden_inputs[GOLDEN_IMAGES][NET_INPUT_CODES] = {\n", inputs,
                  "};\n\nconst uint32_t golden_tensors[GOLDEN_IMAGES][NET_TENSORS] = {\n", tensors,
                  "};\n\nconst uint32_t golden_outputs[GOLDEN_IMAGES] = {\n", outputs, "};\n");
}

} // namespace odimo::deploy
