// SPDX-License-Identifier: Apache-2.0
#include "app/cli/network_logits.h"

#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/mapping/trained_network.h"
#include "core/platform/platform.h"

#include <CLI/CLI.hpp>

#include <filesystem>

namespace odimo::cli {

void addLogitsOptions(CLI::App &app, LogitsOptions &options)
{
    CLI::Option *input =
        app.add_option("--logits", options.input,
                       "Compute the float network for these images: .npy, or .npz with an array \"input\"")
            ->type_name(fileValue);
    CLI::Option *output =
        app.add_option("-o,--output", options.output, "Where the logits are written, .npy")->type_name(fileValue);
    input->needs(output);
    output->needs(input);
    addWorkerOptions(app, options.worker);
}

void writeLogits(const host::NetworkSource &source, const std::string &specification, const LogitsOptions &options)
{
    if (!source.parameters)
        throw Error(specification + " has no trained weights" +
                    (source.whyUntrained.empty() ? ", as no network of the zoo" : ": " + source.whyUntrained) +
                    "; its logits would mean nothing. Give an .onnx file that has its weights");
    // No unit plays a part in a float network; tasks and weights want a platform all the same.
    const platform::Platform platform = platform::loadPlatform("diana");
    const TemporaryFolder folder;
    const std::filesystem::path weights = folder.path() / "weights.safetensors";
    mapping::saveTrainedNetwork(weights, {{source.network, *source.parameters}, std::nullopt, std::nullopt}, platform);
    protocol::Task task{.kind = protocol::TaskKind::Logits,
                        .name = "logits",
                        .network = source.network,
                        .data = {},
                        .platform = platform};
    task.weights = weights.string();
    task.images = std::filesystem::absolute(options.input).string();
    task.folder = folder.path().string();
    std::string written;
    runInterruptibly(task, options.worker, [&](const protocol::Event &event) {
        if (const auto *saved = std::get_if<protocol::LogitsSaved>(&event))
            written = saved->path;
    });
    if (written.empty())
        throw Error("The worker ended without any logits", ErrorKind::RunFailed);
    writeBytes(options.output, readBytes(written));
    print(stderr, "The logits are in " + options.output + "\n");
}

} // namespace odimo::cli
