// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/exporters.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/deploy/diana/source/package.h"
#include "core/deploy/json_export.h"
#include "core/deploy/onnx/onnx_export.h"

#include <array>

namespace odimo::deploy {

std::span<const Exporter> exporters()
{
    static constexpr std::array all = {
        Exporter{"json", "network, mapping, costs, integers and weights as JSON and safetensors", writeJson, 0},
        Exporter{"onnx", "the quantised network as ONNX (QDQ), for other run times", writeOnnx, 0},
        Exporter{"diana", "C code for DIANA that runs here, under emulation and on the chip, and proves itself",
                 writeDianaPackage, 4},
    };
    return all;
}

const Exporter &exporterNamed(std::string_view name)
{
    std::string known;
    for (const Exporter &exporter : exporters()) {
        if (name == exporter.name)
            return exporter;
        addToList(known, exporter.name);
    }
    throw Error("nothing is exported as '" + std::string(name) + "'; there is " + known);
}

} // namespace odimo::deploy
