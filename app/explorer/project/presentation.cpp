// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/project/presentation.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <limits>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::Presentation)
};

widgets::RunState stateOf(project::RunStatus status)
{
    switch (status) {
    case project::RunStatus::Queued:
        return widgets::RunState::Queued;
    case project::RunStatus::Running:
        return widgets::RunState::Running;
    case project::RunStatus::Paused:
        return widgets::RunState::Paused;
    case project::RunStatus::Done:
        return widgets::RunState::Done;
    case project::RunStatus::Failed:
        return widgets::RunState::Failed;
    case project::RunStatus::Stopped:
        return widgets::RunState::Stopped;
    }
    return widgets::RunState::Queued;
}

bool isOnFront(const host::Front &front, std::int64_t run)
{
    return std::ranges::any_of(front.points,
                               [&](const host::FrontEntry &entry) { return entry.run == run && !entry.dominated; });
}

} // namespace

bool isUntrained(const project::Run &run)
{
    const auto test = run.test();
    return test && test->phase == "preview";
}

QString runName(const project::Run &run, const mapping::Cost &reference)
{
    switch (run.kind) {
    case project::RunKind::Warmup:
        return Text::tr("Warm-up");
    case project::RunKind::Search:
        if (run.strength)
            return Text::tr("Search %1").arg(widgets::strengthText(run.strength));
        return run.mapping ? Text::tr("%1 %2 %").arg(QString::fromStdString(run.engine),
                                                     QLocale().toString(100 * run.cost.value(run.objective) /
                                                                            reference.value(run.objective),
                                                                        'f', 1))
                           : QString::fromStdString(run.engine);
    case project::RunKind::Baseline:
        return QString::fromStdString(run.baseline);
    }
    return {};
}

QString runName(const ProjectValues &project, const project::Run &run)
{
    const std::string name = project.nameOf(run.id);
    return name.empty() ? runName(run, project.reference) : QString::fromStdString(name);
}

QString phaseTitle(const std::string &phase)
{
    if (phase == "warmup")
        return Text::tr("Warm-up");
    if (phase == "calibrate")
        return Text::tr("Calibration");
    if (phase == "analyse")
        return Text::tr("Analysis");
    if (phase == "preview")
        return Text::tr("Preview");
    if (phase == "search")
        return Text::tr("Search");
    if (phase == "finetune")
        return Text::tr("Fine-tuning");
    if (phase == "evaluate")
        return Text::tr("Evaluation");
    if (phase == "time")
        return Text::tr("Timing");
    return QString::fromStdString(phase);
}

QString verdictText(project::Verdict verdict)
{
    switch (verdict) {
    case project::Verdict::Identical:
        return Text::tr("identical");
    case project::Verdict::Equal:
        return Text::tr("equal within chance");
    case project::Verdict::Different:
        return Text::tr("different");
    }
    return {};
}

QString activityText(std::int64_t run, const protocol::Progress &progress)
{
    QString text = phaseTitle(progress.phase);
    if (progress.epochs > 0)
        text = Text::tr("%1, epoch %2 of %3").arg(text).arg(progress.epoch).arg(progress.epochs);
    return run == 0 ? text : Text::tr("Run %1: %2").arg(run).arg(text);
}

QString shortActivityText(const protocol::Progress &progress)
{
    if (progress.epochs == 0)
        return phaseTitle(progress.phase);
    return Text::tr("%1 %2/%3").arg(phaseTitle(progress.phase)).arg(progress.epoch).arg(progress.epochs);
}

widgets::RunRow runRow(const ProjectValues &project, const project::Run &run, const protocol::Progress *progress)
{
    widgets::RunRow row;
    row.id = run.id;
    row.name = runName(project, run);
    row.state = stateOf(run.status);
    const bool isInWork = run.status == project::RunStatus::Running || run.status == project::RunStatus::Paused;
    if (isInWork && !project.isExplored && !progress) {
        row.state = widgets::RunState::Stopped;
        row.activity = Text::tr("Interrupted");
    } else if (run.status == project::RunStatus::Queued && run.kind == project::RunKind::Search && run.mapping) {
        row.activity = Text::tr("Waits for fine-tuning");
    } else if (run.status == project::RunStatus::Running)
        row.activity = progress ? shortActivityText(*progress) : phaseTitle(run.phase);
    row.message = QString::fromStdString(run.message);
    if (run.sameMappingAs && row.message.isEmpty())
        row.message = Text::tr("Same mapping as run %1, whose fine-tuning counts for both").arg(*run.sameMappingAs);
    for (const std::string &finding : project::findingsOf(project.log, run))
        row.findings << QString::fromStdString(finding);
    if (const auto repetition = project.repetitions.find(run.id); repetition != project.repetitions.end()) {
        row.verdict = verdictText(repetition->second.verdict);
        row.differs = repetition->second.verdict == project::Verdict::Different;
        row.repetition = Text::tr("Computed again %1: %2")
                             .arg(QString::fromStdString(repetition->second.at),
                                  QString::fromStdString(repetition->second.explanation));
    }
    if (const auto test = run.test()) {
        row.accuracy = test->accuracy();
        row.interval = mapping::accuracyInterval(test->correct, test->total);
    }
    if (run.mapping) {
        row.latency_cycles = run.cost.latency_cycles;
        row.latency_ms = run.cost.latency_ms;
        row.energy_uJ = run.cost.energy_uJ;
    }
    row.strength = run.strength;
    row.isUntrained = isUntrained(run);
    row.isSteerable = run.status == project::RunStatus::Running && run.phase == "search" && run.strength;
    row.onFront = isOnFront(project.fronts.on(run.objective), run.id);
    return row;
}

std::vector<widgets::ThumbnailPoint> thumbnailOf(const host::Front &front, mapping::Objective objective)
{
    constexpr std::size_t most = 100;
    mapping::Interval costs{std::numeric_limits<double>::max(), 0};
    mapping::Interval accuracies{1, 0};
    for (const host::FrontEntry &entry : front.points) {
        costs = {std::min(costs.low, entry.cost.value(objective)), std::max(costs.high, entry.cost.value(objective))};
        accuracies = {std::min(accuracies.low, entry.accuracy), std::max(accuracies.high, entry.accuracy)};
    }
    const auto share = [](double value, const mapping::Interval &range) {
        return range.high > range.low ? (value - range.low) / (range.high - range.low) : 0.5;
    };
    std::vector<widgets::ThumbnailPoint> points;
    for (const host::FrontEntry &entry : front.points)
        if (points.size() < most)
            points.push_back(
                {share(entry.cost.value(objective), costs), share(entry.accuracy, accuracies), !entry.dominated});
    return points;
}

std::vector<widgets::StartChoice> startChoices(const ProjectValues &project)
{
    std::vector<host::FrontEntry> entries = project.fronts.latency.points;
    std::ranges::stable_sort(entries, std::greater(), &host::FrontEntry::accuracy);
    std::vector<widgets::StartChoice> choices;
    for (const host::FrontEntry &entry : entries) {
        const project::Run *run = project.find(entry.run);
        const QString name = run ? runName(project, *run) : QString::fromStdString(entry.baseline);
        choices.push_back({.run = entry.run,
                           .text = Text::tr("Run %1: %2, %3 at %4")
                                       .arg(QString::number(entry.run), name, widgets::accuracyText(entry.accuracy),
                                            widgets::millisecondsText(entry.cost.latency_ms))});
    }
    return choices;
}

std::optional<widgets::SplitValues> splitValues(const ProjectValues &project, const project::Run &run)
{
    if (!run.mapping)
        return std::nullopt;
    return widgets::splitOf(project.costs, *run.mapping);
}

std::vector<widgets::CurvePoint> curvePoints(const ProjectValues &project, std::int64_t run)
{
    std::vector<widgets::CurvePoint> points;
    const auto found = project.epochs.find(run);
    if (found == project.epochs.end())
        return points;
    for (const protocol::EpochFinished &epoch : found->second)
        points.push_back({phaseTitle(epoch.phase), epoch.loss, epoch.trainAccuracy, epoch.validationAccuracy});
    return points;
}

widgets::LogEntry logEntry(const project::LogLine &line)
{
    const auto level = line.level == "error"                                ? widgets::LogLevel::Error
                       : line.level == "warning" || line.level == "finding" ? widgets::LogLevel::Warning
                                                                            : widgets::LogLevel::Information;
    const QDateTime at = QDateTime::fromString(QString::fromStdString(line.at), Qt::ISODate);
    return {level, at.toLocalTime().toString(QStringLiteral("HH:mm:ss")), line.run, QString::fromStdString(line.text)};
}

} // namespace odimo::explorer
