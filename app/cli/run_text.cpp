// SPDX-License-Identifier: Apache-2.0
#include "app/cli/run_text.h"

#include "app/cli/figures.h"
#include "app/cli/visible_text.h"
#include "core/platform/layout_mode.h"
#include "core/project/run_title.h"

namespace odimo::cli {

namespace {

std::string named(const std::string &name, const std::string &title)
{
    return name.empty() ? title : visibleLine(name) + " (" + title + ")";
}

} // namespace

std::string inputsText(const project::Setup &setup)
{
    return visibleLine(setup.networkName + ", " + setup.data + ", " + platform::titleWithArray(setup.platform) +
                       platform::layoutText(setup.platform));
}

std::string titleOf(const host::FrontEntry &entry)
{
    const bool untrained = entry.phase == protocol::nameOf(protocol::TaskKind::Preview);
    return named(entry.name, visibleLine(project::titleOf(entry.strength, entry.baseline, entry.engine)) +
                                 (untrained ? ", untrained" : ""));
}

std::string titleOf(const project::Run &run, const std::string &name)
{
    return named(name, visibleLine(project::titleOf(run)));
}

std::string titleOfPhase(const std::string &phase)
{
    if (phase == "warmup")
        return "warm-up";
    if (phase == "finetune")
        return "fine-tuning";
    return phase;
}

std::string accuracyText(std::int64_t correct, std::int64_t total)
{
    if (total <= 0)
        return "no images measured";
    const double accuracy = static_cast<double>(correct) / static_cast<double>(total);
    return percent(accuracy) + " ± " + plusMinus(mapping::accuracyInterval(correct, total)) + " %";
}

} // namespace odimo::cli
