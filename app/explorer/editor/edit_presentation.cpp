// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/editor/edit_presentation.h"

#include "app/explorer/project/presentation.h"
#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <numeric>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::EditPresentation)
};

/// "+37 8-bit channels", or with the unit where its bits do not tell it from the others.
QString channelsText(int change, const platform::Platform &platform)
{
    const platform::ComputeUnit &unit = platform.units[static_cast<std::size_t>(platform.referenceUnit())];
    const QString count = widgets::signedText(change, 0);
    const bool isOne = std::abs(change) == 1;
    if (mapping::isReferenceUnitKnownByBits(platform))
        return (isOne ? Text::tr("%1 %2-bit channel") : Text::tr("%1 %2-bit channels"))
            .arg(count)
            .arg(unit.format.weightBits);
    return (isOne ? Text::tr("%1 channel on the unit %2") : Text::tr("%1 channels on the unit %2"))
        .arg(count, QString::fromStdString(unit.name));
}

QString blockText(const mapping::BlockEdit &edit, const EditContext &context)
{
    if (edit.layers.empty())
        return Text::tr("Nothing to move");
    const mapping::Objective objective = context.stairs.objective;
    const QString channels = channelsText(edit.channels, context.project.costs.platform);
    const QString layers =
        edit.layers.size() == 1 ? Text::tr("one layer") : Text::tr("%L1 layers").arg(edit.layers.size());
    const double change = edit.after.value(objective) / edit.before.value(objective) - 1;
    const QString percent = widgets::signedText(100 * change, 1);
    return objective == mapping::Objective::Latency
               ? Text::tr("%1 in %2 for %3 % cycles").arg(channels, layers, percent)
               : Text::tr("%1 in %2 for %3 % energy").arg(channels, layers, percent);
}

bool isInWork(const project::Run &run)
{
    return run.status == project::RunStatus::Queued || run.status == project::RunStatus::Running ||
           run.status == project::RunStatus::Paused;
}

/// What other runs know of exactly this mapping.
void addMeasurements(widgets::EditSummary &summary, const ProjectValues &project, const mapping::Mapping &edited)
{
    for (const project::Run &run : project.runs) {
        if (!run.mapping || *run.mapping != edited)
            continue;
        if (const auto test = run.test())
            summary.evaluated = test->accuracy();
        else if (isInWork(run))
            summary.activity = Text::tr("Run %1 measures this mapping").arg(run.id);
    }
}

/// The penalty of the layer if the unit that is worst for it computed it all.
double sensitivityOf(const mapping::LayerSensitivity &layer)
{
    double most = 0;
    for (const std::vector<double> &unit : layer.penalty)
        most = std::max(most, std::reduce(unit.begin(), unit.end()));
    return most;
}

} // namespace

mapping::EditBasis EditContext::basis() const
{
    const auto &prediction = project.fronts.prediction;
    return {.table = project.costs,
            .sensitivity = prediction ? &prediction->sensitivity() : nullptr,
            .restrictions = restrictions};
}

mapping::Restrictions heldBy(const std::vector<mapping::Pin> &pins, const mapping::Mapping &mapping)
{
    const auto holds = [&](const mapping::Pin &pin) {
        const auto layer = std::ranges::find(mapping.layers, pin.layer, &mapping::LayerMapping::layer);
        if (layer == mapping.layers.end())
            return false;
        const auto last = static_cast<int>(layer->unitOfChannel.size()) - 1;
        const int from = pin.firstChannel.value_or(0);
        const int to = pin.lastChannel.value_or(last);
        return to <= last && std::all_of(layer->unitOfChannel.begin() + from, layer->unitOfChannel.begin() + to + 1,
                                         [&](int unit) { return unit == pin.unit; });
    };
    mapping::Restrictions held;
    std::ranges::copy_if(pins, std::back_inserter(held.pins), holds);
    return held;
}

widgets::EditSummary editSummary(const EditContext &context, const mapping::Mapping &edited)
{
    const project::Run &run = context.run;
    const mapping::Mapping &original = *run.mapping;
    widgets::EditSummary summary{
        .run = run.id,
        .name = runName(run, context.project.reference),
        .channels = mapping::movedChannels(original, edited),
        .before = costOf(context.project.costs, original),
        .after = costOf(context.project.costs, edited),
        .measured = {},
        .predictedBefore = {},
        .predictedAfter = {},
        .evaluated = {},
        .activity = {},
        .fillBlocks = blockText(mapping::fillBlocks(edited, context.basis(), context.stairs), context),
        .dropStragglers = blockText(mapping::dropStragglers(edited, context.basis(), context.stairs), context)};
    for (std::size_t i = 0; i < original.layers.size(); ++i)
        summary.layers += original.layers[i] != edited.layers[i] ? 1 : 0;
    if (const auto test = run.test())
        summary.measured = test->accuracy();
    if (const auto &prediction = context.project.fronts.prediction) {
        summary.predictedBefore = prediction->accuracyOf(original);
        summary.predictedAfter = prediction->accuracyOf(edited);
    }
    if (summary.isEdited())
        addMeasurements(summary, context.project, edited);
    return summary;
}

widgets::SplitValues editedSplit(const EditContext &context, const mapping::Mapping &edited)
{
    widgets::SplitValues split = widgets::splitOf(context.project.costs, edited);
    const auto &prediction = context.project.fronts.prediction;
    for (std::size_t i = 0; i < split.layers.size(); ++i) {
        split.layers[i].isEdited = edited.layers[i] != context.run.mapping->layers[i];
        if (prediction)
            split.layers[i].sensitivity = sensitivityOf(prediction->sensitivity().layers[i]);
    }
    return split;
}

QString moveText(const EditContext &context, const mapping::Mapping &before, const mapping::SplitChange &change)
{
    const mapping::CostTable &costs = context.project.costs;
    const std::size_t index = mapping::layerNamed(costs, change.layer);
    const int units = static_cast<int>(costs.platform.units.size());
    const int now = channelsPerUnit(before.layers[index], units)[static_cast<std::size_t>(change.unit)];
    const QString layer = QString::fromStdString(change.layer);
    const int moved = std::abs(change.channels - now);
    const QString count = moved == 1 ? Text::tr("1 channel") : Text::tr("%1 channels").arg(moved);
    const auto nameOf = [&](int unit) {
        return QString::fromStdString(costs.platform.units[static_cast<std::size_t>(unit)].name);
    };
    if (change.channels > now)
        return Text::tr("Move %1 of %2 to %3").arg(count, layer, nameOf(change.unit));
    const std::vector<platform::Branch> &branches = costs.layers[index].branches;
    if (branches.size() != 2)
        return Text::tr("Move %1 of %2 off %3").arg(count, layer, nameOf(change.unit));
    const int other = branches[branches.front().unit == change.unit ? 1 : 0].unit;
    return Text::tr("Move %1 of %2 to %3").arg(count, layer, nameOf(other));
}

} // namespace odimo::explorer
