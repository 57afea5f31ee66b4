// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/exporters.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/deploy/diana/lowering/lower.h"
#include "core/deploy/diana/source/package.h"
#include "core/deploy/json_export.h"
#include "core/deploy/manifest.h"
#include "core/deploy/onnx/onnx_export.h"

#include <array>

namespace odimo::deploy {

namespace {

std::vector<Refusal> refusesNothing(const ExportRequest &) { return {}; }

std::vector<Refusal> dianaRefusals(const ExportRequest &request)
{
    if (std::vector<Refusal> refusals = refusalsWithoutIntegers(request); !refusals.empty())
        return refusals;
    return lower(*request.integers, request.costs.platform).refusals;
}

} // namespace

std::span<const Exporter> exporters()
{
    static constexpr std::array all = {
        Exporter{"json", "JSON and safetensors",
                 "network, mapping, costs, integers and weights as JSON and safetensors", writeJson, refusesNothing, 0,
                 false},
        Exporter{"onnx", "ONNX", "the quantised network as ONNX (QDQ), for other run times", writeOnnx,
                 refusalsWithoutIntegers, 0, false},
        Exporter{"diana", "C for DIANA",
                 "C code for DIANA that runs here, under emulation and on the chip, and proves itself",
                 writeDianaPackage, dianaRefusals, 4, true},
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
