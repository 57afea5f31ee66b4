// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/origin.h"

#include <QString>

class QMimeData;

namespace odimo::explorer {

/// What is dropped on the window, and what will happen to it.
struct DroppedFile {
    enum class Use {
        None,       ///< The window has no use for it.
        Project,    ///< To be opened.
        Comparison, ///< A project, to be compared with the open one.
        Network,    ///< For the field Network.
        Data,       ///< For the field Data: a folder, an archive or NumPy arrays.
        Figure,     ///< That this program has written: to show its project, run and view.
    };
    Use use = Use::None;
    QString path = {};
    QString refusal = {};   ///< Why it is of no use.
    bool hasChoice = false; ///< Of a project: the other half of the window has the other use for it.
    Origin source = {};     ///< Of a figure; its project exists.

    /// "Open x.odimo", or that it cannot be dropped.
    QString hint() const;
    /// What that means, or why it cannot.
    QString explanation() const;
};

DroppedFile droppedFile(const QMimeData &dragged);

} // namespace odimo::explorer
