// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/plan/settings.h"
#include "widgets/setup/setup_fields.h"

#include <QStringList>

#include <optional>

namespace odimo::explorer {

/// What the fields ask for; a field that cannot be read counts as empty.
host::Settings settingsOf(const widgets::SetupFields &fields);

/// The machines that the fields name: what they say is run.
std::vector<workers::Executor> executorsOf(const widgets::SetupFields &fields);

/// The fields that ask for these settings again; what they do not tell is left as in `present`, and so are executors,
/// which no project may bring.
widgets::SetupFields fieldsOf(const std::optional<host::Settings> &settings, const widgets::SetupFields &present);

/// The files and folders that the fields name, beside networks, data and platforms of this program.
QStringList filesNamedBy(const widgets::SetupFields &fields);

} // namespace odimo::explorer
