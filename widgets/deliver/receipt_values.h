// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace odimo::widgets {

enum class CheckState { Waiting, Running, Passed, Failed, Skipped };

/// What became of exported code on one target.
struct ReceiptRow {
    QString target; ///< "host"
    QString title;  ///< "this machine"
    CheckState state = CheckState::Waiting;
    QString remark; ///< What was compared, or why it failed or was skipped.
    bool operator==(const ReceiptRow &) const = default;
};

struct ReceiptValues {
    QList<ReceiptRow> rows;
    QString memory; ///< What the code takes of the chip's memories; empty if that is not known.
    bool operator==(const ReceiptValues &) const = default;
};

QString checkText(CheckState state); ///< "Passed"

} // namespace odimo::widgets
