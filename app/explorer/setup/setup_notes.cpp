// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/setup_notes.h"

#include "app/explorer/setup/setup_settings.h"
#include "core/host/plan/setting_text.h"
#include "core/host/plan/started_workers.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/onnx/short_name.h"
#include "widgets/base/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::SetupNotes)
};

QString verdictText(onnx::Verdict verdict)
{
    switch (verdict) {
    case onnx::Verdict::Mappable:
        return Text::tr("supported");
    case onnx::Verdict::Folded:
        return Text::tr("folded");
    case onnx::Verdict::Host:
        return Text::tr("runs on the host");
    case onnx::Verdict::Note:
        return Text::tr("note");
    case onnx::Verdict::Refused:
        return Text::tr("refused");
    }
    return {};
}

QString listed(const std::vector<double> &numbers)
{
    QStringList texts;
    for (const double number : numbers)
        texts << QLocale().toString(number, 'g', 3);
    const bool hasDecimalComma = QLocale().decimalPoint() == QLatin1String(",");
    return texts.join(hasDecimalComma ? QStringLiteral("; ") : QStringLiteral(", "));
}

QString runsText(const host::Forecast &forecast)
{
    const QString baselines =
        forecast.baselines == 1 ? Text::tr("1 baseline") : Text::tr("%1 baselines").arg(forecast.baselines);
    if (forecast.searches == 1)
        return Text::tr("1 mapping trained and fine-tuned, %1").arg(baselines);
    if (forecast.searches > 0)
        return Text::tr("%1 mappings trained and fine-tuned, %2").arg(forecast.searches).arg(baselines);
    return Text::tr("%1 mappings measured, up to %2 fine-tuned, %3")
        .arg(forecast.previews)
        .arg(forecast.fineTunings)
        .arg(baselines);
}

/// "0.1: about 82 % of the cost on the reference unit, based on 2 runs", a line for each strength within those that
/// were measured.
QString expectedText(const std::vector<double> &strengths, const std::vector<host::StrengthCost> &measured)
{
    QStringList lines;
    for (const double strength : strengths) {
        const std::optional<host::ExpectedCost> expected = host::expectedCost(strength, measured);
        if (!expected)
            continue;
        const QString basis = expected->runs == 1 ? Text::tr("1 run") : Text::tr("%1 runs").arg(expected->runs);
        lines << Text::tr("%1: about %2 % of the cost on the reference unit, based on %3")
                     .arg(QLocale().toString(strength, 'g', 3), QLocale().toString(100 * expected->cost, 'f', 0),
                          basis);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

QString networkText(const host::NetworkSource &source)
{
    const network::Network &network = source.network;
    std::int64_t operations = 0;
    int layers = 0;
    for (int node = 0; node <= network.output(); ++node) {
        operations += network::macs(network, node);
        layers += network::isLayer(network.node(node)) ? 1 : 0;
    }
    const QString text =
        Text::tr("%1 layers, %2 million MACs").arg(layers).arg(QLocale().toString(double(operations) / 1e6, 'f', 1));
    return source.parameters ? Text::tr("%1; its trained weights take the place of the warm-up").arg(text) : text;
}

QString dataText(const data::DatasetSummary &data)
{
    const QLocale locale;
    const QString text = Text::tr("%1 classes, images of %2x%3x%4: %5 to train, %6 to test")
                             .arg(data.classes.size())
                             .arg(data.channels)
                             .arg(data.height)
                             .arg(data.width)
                             .arg(locale.toString(data.trainImages), locale.toString(data.testImages));
    const auto number = [&](double value) {
        return widgets::localNumber(value, 'g', 4);
    };
    if (data.kind == data::ValueKind::Features)
        return Text::tr("%1; features from %2 to %3").arg(text, number(data.least), number(data.most));
    if (data.isNormalised)
        return Text::tr("%1; normalised to %2 to %3").arg(text, number(data.least), number(data.most));
    return text;
}

QString strengthsText(const host::Plan &plan, const std::vector<host::StrengthCost> &measured)
{
    if (plan.strengths.empty())
        return {};
    const QString text =
        plan.strengths.size() == 1
            ? Text::tr("One training, at the strength %1").arg(listed(plan.strengths))
            : Text::tr("%1 trainings, at the strengths %2").arg(plan.strengths.size()).arg(listed(plan.strengths));
    const QString expected = expectedText(plan.strengths, measured);
    return expected.isEmpty() ? text : text + QLatin1Char('\n') + expected;
}

QString targetsText(const host::Settings &settings, const host::Inputs &inputs)
{
    if (settings.targets.empty())
        return {};
    const mapping::CostTable table =
        mapping::makeCostTable(network::simplify(inputs.source.network), host::platformOf(settings));
    const mapping::MappingCost all = mapping::referenceCost(table);
    const bool isLatency = settings.objective == mapping::Objective::Latency;
    QStringList texts;
    for (const double target : settings.targets) {
        const QString figure = isLatency ? widgets::millisecondsText(target * all.latency_ms)
                                         : widgets::microjoulesText(target * all.energy_uJ);
        texts << Text::tr("%1 (%2 %)").arg(figure, QLocale().toString(100 * target, 'g', 3));
    }
    const platform::ComputeUnit &reference =
        table.platform.units[static_cast<std::size_t>(table.platform.referenceUnit())];
    return Text::tr("Aims at %1 of %2 with all channels on %3")
        .arg(texts.join(Text::tr(", ")), isLatency ? Text::tr("the latency") : Text::tr("the energy"),
             QString::fromStdString(reference.name));
}

QList<widgets::NetworkFinding> shownFindings(const std::vector<onnx::Finding> &findings)
{
    using enum onnx::Verdict;
    QList<widgets::NetworkFinding> shown;
    for (const onnx::Verdict verdict : {Refused, Note, Host, Mappable, Folded})
        for (const onnx::Finding &finding : findings)
            if (finding.verdict == verdict)
                shown.append({verdictText(verdict), QString::fromStdString(onnx::shortName(finding.node)),
                              QString::fromStdString(finding.op), QString::fromStdString(finding.reason),
                              QString::fromStdString(finding.remedy), verdict == Refused});
    return shown;
}

widgets::PlanValues planValues(const host::Settings &settings, const host::Forecast &forecast,
                               const data::DatasetSummary &data)
{
    const host::Plan &plan = forecast.plan;
    const int images = plan.warmup.trainImages == 0 ? data.trainImages : plan.warmup.trainImages;
    const bool follow = host::needsTiming(settings);
    const QString number = QLocale().toString(images);
    return {.epochs = QString::fromStdString(host::textOf(host::Epochs{
                .warmup = plan.warmup.epochs, .search = plan.search.epochs, .finetune = plan.finetune.epochs})),
            .images = follow                         ? QString()
                      : plan.warmup.trainImages == 0 ? QStringLiteral("all")
                                                     : QString::number(images),
            .imagesInWords = !follow               ? Text::tr("all")
                             : forecast.isMeasured ? Text::tr("%1, as the time allows").arg(number)
                                                   : Text::tr("as many as the time allows"),
            .threads = QString::fromStdString(
                host::textOf(host::Threads{.alone = plan.warmupThreads, .beside = plan.threads}))};
}

QString startedText(const widgets::SetupFields &fields)
{
    const host::Settings settings = settingsOf(fields);
    QStringList lines;
    for (const auto &[executor, jobs, command] :
         host::startedWorkers(settings, {.executors = settings.executors, .worker = settings.worker}))
        lines << Text::tr("Up to %n at a time: %1", nullptr, jobs).arg(QString::fromStdString(command));
    return lines.join(QLatin1Char('\n'));
}

widgets::CostNote costNote(const host::Forecast &forecast)
{
    const QString range = widgets::rangeText(forecast.least_s, forecast.most_s);
    const QString time =
        !forecast.isMeasured ? Text::tr("%1, a guess: no steps have been timed on this machine").arg(range)
        : forecast.exceedsBudget
            ? Text::tr("%1 on this machine: more than the time allows, but less makes no front").arg(range)
            : Text::tr("%1 on this machine").arg(range);
    return {.text = Text::tr("%1\n%2\nAbout %3 MB of disk space")
                        .arg(runsText(forecast), time, QLocale().toString(forecast.disk_MB, 'g', 2)),
            .isGuess = !forecast.isMeasured};
}

} // namespace odimo::explorer
