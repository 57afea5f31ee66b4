// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/deliver/delivery.h"

#include "core/base/error.h"
#include "core/deploy/diana/lowering/lower.h"
#include "core/deploy/diana/source/network_code.h"
#include "core/deploy/verify/verify.h"
#include "core/host/deliver/export_run.h"
#include "core/host/deliver/receipts.h"
#include "core/host/deliver/trained_run.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>

#include <algorithm>

namespace odimo::explorer {

namespace {

namespace fs = std::filesystem;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::Delivery)
};

QString text(const std::string &value) { return QString::fromStdString(value); }

project::Project open(const RunInFile &run) { return project::Project::open(run.project, project::Access::ReadOnly); }

const deploy::Exporter &exporter(const QString &target) { return deploy::exporterNamed(target.toStdString()); }

widgets::CheckState stateOf(deploy::Verdict verdict)
{
    switch (verdict) {
    case deploy::Verdict::Pass:
        return widgets::CheckState::Passed;
    case deploy::Verdict::Fail:
        return widgets::CheckState::Failed;
    case deploy::Verdict::Skipped:
        break;
    }
    return widgets::CheckState::Skipped;
}

QString titleOf(const std::string &target)
{
    for (const deploy::VerifyTarget &each : deploy::verifyTargets())
        if (target == each.name)
            return QString::fromUtf8(each.title);
    return {};
}

QString remarkOf(const deploy::TargetResult &result)
{
    if (!result.reason.empty())
        return text(result.reason);
    const QLocale locale;
    QString remark = Text::tr("%1 tensors are those of the executor").arg(locale.toString(result.tensors));
    if (result.images)
        remark += Text::tr(", and the outputs of %1 test images").arg(locale.toString(result.images->images));
    if (result.instructions)
        remark += Text::tr("; %1 instructions an image").arg(locale.toString(qulonglong(*result.instructions)));
    return remark;
}

QString memoryText(const deploy::PackageMemory &memory)
{
    const QLocale locale;
    const auto bytes = [&locale](int value) {
        return locale.formattedDataSize(value, 1, QLocale::DataSizeIecFormat);
    };
    return Text::tr("Memory of the chip: %1 of weights and %2 of activations in L2, %3 in L1")
        .arg(bytes(memory.weights), bytes(memory.activations), bytes(memory.l1));
}

} // namespace

QList<widgets::ExportTarget> exportTargets()
{
    QList<widgets::ExportTarget> targets;
    for (const deploy::Exporter &each : deploy::exporters())
        targets << widgets::ExportTarget{QString::fromUtf8(each.name), QString::fromUtf8(each.title),
                                         QString::fromUtf8(each.writes), each.isVerifiable};
    return targets;
}

widgets::ReceiptValues receiptValues(const deploy::Receipt &receipt)
{
    widgets::ReceiptValues values;
    for (const deploy::TargetResult &result : receipt.targets)
        values.rows << widgets::ReceiptRow{text(result.target), titleOf(result.target), stateOf(result.verdict),
                                           remarkOf(result)};
    if (receipt.memory)
        values.memory = memoryText(*receipt.memory);
    return values;
}

QString proposedFolder(const RunInFile &run, const QString &target)
{
    const QFileInfo project(text(run.project.string()));
    const QFileInfo beside(project.absolutePath());
    const QDir folder(beside.isWritable() ? beside.filePath()
                                          : QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    return folder.filePath(QStringLiteral("%1-run%2-%3").arg(project.completeBaseName()).arg(run.run).arg(target));
}

widgets::FolderPlace placeOf(const QString &folder)
{
    const QFileInfo place(folder);
    if (!place.exists())
        return widgets::FolderPlace::Free;
    if (!place.isDir())
        return widgets::FolderPlace::Taken;
    const QDir files(folder);
    if (files.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return widgets::FolderPlace::Free;
    if (!files.exists(QStringLiteral("manifest.json")))
        return widgets::FolderPlace::Taken;
    return files.exists(QStringLiteral("src/network.c")) ? widgets::FolderPlace::Package : widgets::FolderPlace::Export;
}

QList<widgets::ExportRefusal> refusalsOf(const RunInFile &run, const QString &target)
{
    const project::Project project = open(run);
    QList<widgets::ExportRefusal> refusals;
    for (const deploy::Refusal &each : host::exportRefusals(project, project.run(run.run), exporter(target)))
        refusals << widgets::ExportRefusal{text(each.layer), text(each.rule), text(each.value), text(each.limit),
                                           text(each.remedy)};
    return refusals;
}

int exportCode(const RunInFile &run, const QString &target, const QString &folder, bool replaces)
{
    const project::Project project = open(run);
    const fs::path goal = folder.toStdString();
    host::exportRun(project, project.run(run.run), exporter(target), goal,
                    replaces ? Existing::ReplaceExport : Existing::Refuse);
    return static_cast<int>(std::ranges::count_if(fs::recursive_directory_iterator(goal),
                                                  [](const auto &entry) { return entry.is_regular_file(); }));
}

widgets::CodeValues codeOf(const RunInFile &run, const QString &title)
{
    const project::Project project = open(run);
    const deploy::Lowering lowering =
        deploy::lower(host::integersOf(project.run(run.run), project), project.setup().platform);
    if (!lowering.program)
        throw Error("the chip cannot compute it: " + deploy::toText(lowering.refusals.front()) +
                    (lowering.refusals.size() == 1
                         ? std::string()
                         : " An export lists " + std::to_string(lowering.refusals.size()) + " reasons."));
    const deploy::NetworkCode code = deploy::networkCode(*lowering.program);
    widgets::CodeValues values{.title = title, .text = text(code.source), .sections = {}};
    for (const deploy::StepCode &step : code.steps)
        values.sections << widgets::CodeSection{text(step.step), step.isLayer, step.firstLine, step.lastLine};
    return values;
}

std::optional<widgets::ReceiptValues> readReceipt(const RunInFile &run)
{
    const std::optional<deploy::Receipt> receipt = host::receiptOf(open(run), run.run);
    return receipt ? std::optional(receiptValues(*receipt)) : std::nullopt;
}

void storeReceipt(const RunInFile &run, const deploy::Receipt &receipt)
{
    project::Project project = project::Project::open(run.project, project::Access::ReadWrite);
    host::storeReceipt(project, run.run, receipt);
}

} // namespace odimo::explorer
