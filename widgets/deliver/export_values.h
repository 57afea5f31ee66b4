// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace odimo::widgets {

/// A form in which a run can leave the program.
struct ExportTarget {
    QString name;        ///< "diana"
    QString title;       ///< "C for DIANA"
    QString description; ///< What is in its folder.
    bool isVerifiable = false;
};

/// Something that speaks against an export.
struct ExportRefusal {
    QString layer; ///< Empty: the whole network.
    QString rule;
    QString value;
    QString limit;
    QString remedy;
};

/// What is where the new folder would be.
enum class FolderPlace {
    Free,    ///< Nothing, or an empty folder.
    Export,  ///< An earlier export, which can be replaced.
    Package, ///< The same, and what is in it can be verified.
    Taken,   ///< Something else, which is not replaced.
};

} // namespace odimo::widgets
