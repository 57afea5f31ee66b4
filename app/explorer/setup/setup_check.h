// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/host/plan/settings.h"
#include "widgets/setup/setup_fields.h"

#include <QList>

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace odimo::explorer {

/// Summaries of data sets that were loaded once; any thread.
class DataSummaries {
public:
    /// Loads the data the first time, which takes a while. Throws Error.
    data::DatasetSummary of(const std::string &specification);

private:
    std::mutex m_mutex;
    std::map<std::string, data::DatasetSummary> m_known;
};

/// The result of checking the fields: sentences for them and, if nothing is wrong, the settings.
struct SetupCheck {
    QList<widgets::Finding> findings;
    QList<widgets::NetworkFinding> ofNetwork; ///< Of the import of a file.
    std::optional<host::Settings> settings;
};

using SummaryOf = std::function<data::DatasetSummary(const std::string &)>;

/// Checks all fields and the restrictions; slow the first time a data set is named.
SetupCheck checkSetup(const widgets::SetupFields &fields, const host::RestrictionSettings &restrictions,
                      const SummaryOf &summaryOf);

/// The fields that ask for these settings again; what they do not tell is left as in `present`.
widgets::SetupFields fieldsOf(const std::optional<host::Settings> &settings, const widgets::SetupFields &present);

/// The files and folders that the fields name, beside networks, data and platforms of this program.
QStringList filesNamedBy(const widgets::SetupFields &fields);

/// What the setup panel offers, from the tables of the core.
widgets::SetupChoices setupChoices();

/// A file name that tells what it is about: "fashion-mnist-resnet8-stem-2.odimo".
QString suggestedProjectName(const widgets::SetupFields &fields);

} // namespace odimo::explorer
