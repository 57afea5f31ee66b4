// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QMimeData;

namespace odimo::explorer {

/// What is dropped on the window, and what will happen to it.
struct DroppedFile {
    enum class Use {
        None,    ///< Nothing, more than one file, or one that the window has no use for.
        Project, ///< To be opened.
        Network, ///< For the field Network.
        Data,    ///< For the field Data: a folder, an archive or NumPy arrays.
    };
    Use use = Use::None;
    QString path;

    /// "Drop it to open x.odimo"; empty for no use.
    QString hint() const;
};

DroppedFile droppedFile(const QMimeData &dragged);

} // namespace odimo::explorer
