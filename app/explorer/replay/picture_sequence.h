// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/origin.h"
#include "widgets/replay/replay_values.h"

#include <QFont>
#include <QPalette>

#include <filesystem>

namespace odimo::explorer {

/// Writes "NAME-0001.png", ... into the folder, one for each moment, with where they come from; returns how many. May
/// run on any thread. Throws Error, and has written nothing, if one of them exists; otherwise also if one cannot be
/// written.
int writePictures(const widgets::ReplayValues &values, const QFont &font, const QPalette &palette,
                  const std::filesystem::path &folder, const QString &name, const Origin &source);

} // namespace odimo::explorer
