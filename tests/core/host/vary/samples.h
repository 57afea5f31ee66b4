// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json_reader.h"
#include "core/base/random.h"
#include "core/mapping/sensitivity.h"
#include "tests/core/project/samples.h"

#include <nlohmann/json.hpp>

#include <string>

namespace odimo::samples {

/// Penalties as an analysis might find them: drawn, and the same for all platforms whose units take the same layers.
inline mapping::Sensitivity drawnSensitivity(const mapping::CostTable &table)
{
    Random random(11);
    mapping::Sensitivity sensitivity = mapping::weightCountSensitivity(table);
    for (mapping::LayerSensitivity &layer : sensitivity.layers)
        for (std::vector<double> &unit : layer.penalty)
            for (double &penalty : unit)
                penalty *= 10 * random.uniform();
    return sensitivity;
}

/// Projects whose warm-up was analysed, each on a platform of its own.
class AnalysedProjects {
public:
    project::Project on(const platform::Platform &platform)
    {
        project::Setup setup = samples::setup();
        setup.network = network::zooNetwork("resnet8:input=1x16x16,classes=10");
        setup.platform = platform;
        const std::string name = "x" + std::to_string(++m_count) + ".odimo";
        project::Project project = project::Project::create(m_folder.path() / name, setup);
        project::Run warmup;
        warmup.kind = project::RunKind::Warmup;
        warmup.status = project::RunStatus::Done;
        warmup.measurements = {{{.split = "validation", .numerics = "float", .correct = 90, .total = 100}, "warmup"}};
        project.storeAnalysis(project.save(warmup), drawnSensitivity(project.costTable()));
        return project;
    }

private:
    TemporaryFolder m_folder;
    int m_count = 0;
};

/// DIANA with two operating points.
inline platform::Platform dianaWithPoints()
{
    Json json = parseJson(platform::loadPlatform("diana").json, "diana");
    json["schema"] = 2;
    json["operating_points"] = {{{"name", "slow"}, {"V", 0.6}, {"clock_Hz", 130e6}, {"power_scale", 0.3}},
                                {{"name", "fast"}, {"V", 0.8}, {"clock_Hz", 260e6}, {"power_scale", 1}}};
    return platform::platformFromText(json.dump(), "p.json");
}

} // namespace odimo::samples
