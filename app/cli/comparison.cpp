// SPDX-License-Identifier: Apache-2.0
#include "app/cli/comparison.h"

#include "app/cli/selected_front.h"
#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/data/dataset.h"
#include "core/host/compare/volume_interval.h"
#include "core/host/exploration.h"
#include "core/host/plan/validate.h"
#include "core/mapping/cost/baselines.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace odimo::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int fewestPoints = 6; // Of the proposing engines: fewer previews are no front.
constexpr const char *baselinesName = "baselines";

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// A contestant that is no engine under its own name.
struct Variant {
    const char *name;
    void (*change)(host::Settings &settings);
};

constexpr Variant variants[] = {
    {baselinesName,
     [](host::Settings &settings) {
         settings.baselines = host::Baselines::All;
         settings.engine = "odimo"; // They are trained as long as its mappings;
         settings.points = 1;       // one strength is the least that can go with them.
     }},
    {"odimo-published-cost",
     [](host::Settings &settings) {
         settings.engine = "odimo";
         settings.costRule = protocol::CostRule::Published;
     }},
    {"odimo-published",
     [](host::Settings &settings) {
         settings.engine = "odimo";
         settings.costRule = protocol::CostRule::Published;
         settings.style = protocol::QuantiserStyle::Published;
     }},
};

host::Settings settingsFor(const ComparisonRequest &request, const std::string &engine, std::uint64_t seed)
{
    host::Settings settings = request.settings;
    settings.seed = seed;
    settings.engine = engine;
    settings.baselines = host::Baselines::None; // Nobody's time holds their training, and nobody's front their points.
    settings.points = request.points;
    for (const Variant &variant : variants)
        if (engine == variant.name)
            variant.change(settings);
    if (!host::engineOf(settings).trains())
        settings.points = request.points / 2; // Twice as many are measured as are fine-tuned.
    return settings;
}

void checkPoints(int points)
{
    if (points < fewestPoints || points % 2 != 0)
        throw Error("--points must be an even number, " + std::to_string(fewestPoints) +
                    " or more: every engine measures so many mappings, and those that propose mappings fine-tune up to "
                    "half of them");
}

void checkNames(const std::vector<std::string> &engines)
{
    const std::vector<std::string> known = methodNames();
    for (const std::string &engine : engines)
        if (std::ranges::find(known, engine) == known.end())
            throw Error("There is no engine " + engine + " to compare; there are " + methodList());
}

/// What one of the engines refuses is told before another has trained for it.
void checkSettings(const ComparisonRequest &request)
{
    host::Settings fitted = request.settings;
    host::fitData(fitted);
    const data::DatasetSummary data = data::summarise(data::loadDataset(fitted.data));
    for (const std::string &engine : request.engines) {
        host::Settings settings = settingsFor(request, engine, request.seeds.front());
        settings.data = fitted.data;
        within(engine + ": ", [&] { host::validate(settings, data); });
    }
}

/// A project with nothing but the warm-up, which every engine then starts from.
void warmUp(const std::filesystem::path &project, const host::Settings &settings)
{
    host::Exploration *running = nullptr;
    host::Exploration exploration(project, settings, [&](const host::Notice &notice) {
        const auto *changed = std::get_if<host::RunChanged>(&notice);
        if (changed && changed->run.kind == project::RunKind::Warmup && changed->run.status == project::RunStatus::Done)
            running->stop();
    });
    running = &exploration;
    exploration.run();
}

MethodResult measure(const ComparisonRequest &request, const std::string &engine, std::uint64_t seed,
                     const std::filesystem::path &warm)
{
    const std::filesystem::path path = request.folder / (engine + "-" + std::to_string(seed) + ".odimo");
    std::filesystem::copy_file(warm, path, std::filesystem::copy_options::overwrite_existing);
    MethodResult result{.engine = engine, .seed = seed, .isSearch = engine != baselinesName};
    const host::Settings settings = settingsFor(request, engine, seed);
    const auto selected = [&](const project::Project &project) {
        return selectedFront(project.runs(), host::frontOf(project, settings.objective),
                             result.isSearch ? Source::Engine : Source::Baselines);
    };
    const Clock::time_point start = Clock::now();
    const host::Outcome outcome =
        host::Exploration(path, settings, [&](const host::Notice &notice) {
            if (std::holds_alternative<host::FrontChanged>(notice))
                result.progress.push_back(
                    {secondsSince(start),
                     selected(project::Project::open(path, project::Access::ReadOnly)).hypervolume});
        }).run();
    result.wall_s = secondsSince(start);
    if (outcome != host::Outcome::Done)
        throw Error("The exploration " + path.string() + " did not end well; `odimo front` shows what there is",
                    ErrorKind::RunFailed);
    const project::Project project = project::Project::open(path, project::Access::ReadOnly);
    result.front = selected(project);
    const mapping::CostTable &table = project.costTable();
    result.reference_cost = mapping::referenceCost(table).value(settings.objective);
    result.hypervolume = hypervolumeInterval(result.front);
    return result;
}

} // namespace

std::vector<std::string> methodNames()
{
    std::vector<std::string> names;
    for (const mapping::Engine &engine : mapping::engines())
        names.push_back(engine.name);
    for (const Variant &variant : variants)
        if (variant.name != std::string(baselinesName))
            names.emplace_back(variant.name);
    names.emplace_back(baselinesName); // The first is what the others are compared with.
    return names;
}

std::string methodList()
{
    std::string names;
    for (const std::string &name : methodNames())
        addToList(names, name);
    return names;
}

std::vector<MethodResult> compare(const ComparisonRequest &request, const std::function<void(const std::string &)> &say)
{
    checkNames(request.engines);
    checkPoints(request.points);
    checkSettings(request);
    std::filesystem::create_directories(request.folder);
    std::vector<MethodResult> results;
    for (const std::uint64_t seed : request.seeds) {
        const std::filesystem::path warm = request.folder / ("warm-" + std::to_string(seed) + ".odimo");
        say("seed " + std::to_string(seed) + ": warm-up");
        warmUp(warm, settingsFor(request, request.engines.front(), seed));
        for (const std::string &engine : request.engines) {
            results.push_back(measure(request, engine, seed, warm));
            say("seed " + std::to_string(seed) + ": " + engine + ", " +
                std::to_string(std::lround(results.back().wall_s)) + " s");
        }
    }
    return results;
}

mapping::Interval hypervolumeInterval(const host::Front &front)
{
    std::vector<host::FrontEntry> selected = front.points;
    std::erase_if(selected, &host::FrontEntry::dominated);
    return host::intervalAround(front.hypervolume,
                                host::drawnVolumes({selected}, front.objective, front.reference).front());
}

} // namespace odimo::cli
