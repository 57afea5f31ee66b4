// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deploy/verify/receipt.h"
#include "widgets/code/code_values.h"
#include "widgets/deliver/export_values.h"
#include "widgets/deliver/receipt_values.h"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace odimo::explorer {

/// A run of a project file.
struct RunInFile {
    std::filesystem::path project;
    std::int64_t run = 0;
    bool operator==(const RunInFile &) const = default;
};

/// From the exporters of the core.
QList<widgets::ExportTarget> exportTargets();
widgets::ReceiptValues receiptValues(const deploy::Receipt &receipt);

/// A folder beside the project, or among the documents if nothing can be written there: "shirts-run6-diana".
QString proposedFolder(const RunInFile &run, const QString &target);
widgets::FolderPlace placeOf(const QString &folder);

// What follows opens the project file and is slow: for threads of their own. All throw Error.

QList<widgets::ExportRefusal> refusalsOf(const RunInFile &run, const QString &target);
/// Returns how many files were written.
int exportCode(const RunInFile &run, const QString &target, const QString &folder, bool replaces);
/// The C source of the network. Throws Error, too, if the chip cannot compute it.
widgets::CodeValues codeOf(const RunInFile &run, const QString &title);
std::optional<widgets::ReceiptValues> readReceipt(const RunInFile &run);
void storeReceipt(const RunInFile &run, const deploy::Receipt &receipt);

} // namespace odimo::explorer
