// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/setup_settings.h"

#include "core/base/error.h"
#include "core/host/plan/named_files.h"
#include "core/host/plan/setting_text.h"

#include <algorithm>

namespace odimo::explorer {

namespace {

/// The value that a text has; absent if it is empty or wrong, which the checks of the fields say.
template <typename Read>
auto valueOf(const QString &text, Read read) -> std::optional<decltype(read(std::string()))>
{
    if (text.isEmpty())
        return std::nullopt;
    try {
        return read(text.toStdString());
    } catch (const Error &) {
        return std::nullopt;
    }
}

void readCustom(const widgets::SetupFields &fields, host::Settings &settings)
{
    settings.epochs = valueOf(fields.epochs, host::epochsFromText);
    settings.images = valueOf(fields.images, host::imagesFromText);
    settings.threads = valueOf(fields.threads, host::threadsFromText);
    settings.baselines = valueOf(fields.baselines, host::baselinesFromName).value_or(settings.baselines);
    settings.costRule = valueOf(fields.costRule, protocol::costRuleFromName).value_or(settings.costRule);
    settings.style = valueOf(fields.quantiser, protocol::quantiserStyleFromName).value_or(settings.style);
}

void showCustom(const host::Settings &settings, widgets::SetupFields &fields)
{
    const host::Settings usual;
    fields.isCustom = settings.epochs || settings.images || settings.threads || settings.baselines != usual.baselines ||
                      settings.costRule != usual.costRule || settings.style != usual.style;
    const auto text = [&](const std::string &value) {
        return fields.isCustom ? QString::fromStdString(value) : QString();
    };
    fields.epochs = text(settings.epochs ? host::textOf(*settings.epochs) : "");
    fields.images = text(!settings.images ? "" : *settings.images == 0 ? "all" : std::to_string(*settings.images));
    fields.threads = text(settings.threads ? host::textOf(*settings.threads) : "");
    fields.baselines = text(host::nameOf(settings.baselines));
    fields.costRule = text(protocol::nameOf(settings.costRule));
    fields.quantiser = text(protocol::nameOf(settings.style));
}

} // namespace

host::Settings settingsOf(const widgets::SetupFields &fields)
{
    host::Settings settings;
    settings.network = fields.network.toStdString();
    settings.data = fields.data.toStdString();
    settings.platform = fields.platform.toStdString();
    settings.layout = fields.layout.toStdString();
    settings.objective = fields.objective;
    settings.preset = fields.preset.toStdString();
    settings.engine = fields.engine.toStdString();
    settings.strengths = widgets::parseStrengths(fields.strengths).values;
    settings.targets = widgets::parseTargets(fields.targets, fields.objective).values;
    if (fields.start != 0)
        settings.startRun = fields.start;
    if (fields.points > 0)
        settings.points = fields.points;
    settings.budget_s = 60.0 * fields.budget_min;
    settings.seed = fields.seed;
    settings.device = fields.device.toStdString();
    if (!fields.precision.isEmpty())
        settings.precision = protocol::precisionFromName(fields.precision.toStdString());
    settings.jobs = fields.jobs;
    settings.executors = executorsOf(fields);
    if (fields.isCustom)
        readCustom(fields, settings);
    return settings;
}

std::vector<workers::Executor> executorsOf(const widgets::SetupFields &fields)
{
    std::vector<workers::Executor> executors;
    for (const QString &words : fields.executors)
        executors.push_back(workers::executorFromText(words.toStdString()));
    return executors;
}

widgets::SetupFields fieldsOf(const std::optional<host::Settings> &settings, const widgets::SetupFields &present)
{
    widgets::SetupFields fields = present;
    if (!settings)
        return fields;
    const auto listed = [](const std::vector<double> &values, double unit) {
        QStringList texts;
        for (const double value : values)
            texts << QString::number(value / unit, 'g', 10);
        return texts.join(QStringLiteral(", "));
    };
    fields.platform = QString::fromStdString(settings->platform);
    fields.layout = QString::fromStdString(settings->layout);
    fields.objective = settings->objective;
    fields.engine = QString::fromStdString(
        settings->strengths.empty() && !settings->startRun ? settings->engine : host::engineOf(*settings).name);
    fields.strengths = listed(settings->strengths, 1);
    fields.targets = listed(settings->targets, 0.01);
    fields.start = settings->startRun.value_or(0);
    fields.points = settings->points.value_or(0);
    fields.preset = QString::fromStdString(settings->preset);
    fields.budget_min = std::max(1, static_cast<int>(settings->budget_s / 60));
    fields.seed = settings->seed;
    fields.device = QString::fromStdString(settings->device);
    fields.precision = QString::fromLatin1(protocol::nameOf(settings->precision));
    fields.jobs = settings->jobs;
    showCustom(*settings, fields);
    return fields;
}

QStringList filesNamedBy(const widgets::SetupFields &fields)
{
    QStringList files;
    for (const std::string &file :
         host::filesNamedBy({fields.network.toStdString(), fields.data.toStdString(), fields.platform.toStdString()}))
        files << QString::fromStdString(file);
    return files;
}

} // namespace odimo::explorer
