// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/setup/chosen_network.h"
#include "core/data/dataset.h"
#include "core/host/plan/known_times.h"
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
    ChosenNetwork network = {};
    std::optional<host::Settings> settings;
    bool isProjectTaken = false; ///< The project file is about something else, in work elsewhere, or not to be written.
    widgets::PlanValues plan = {};
    widgets::CostNote cost = {}; ///< Empty if there is an error.
};

using SummaryOf = std::function<data::DatasetSummary(const std::string &)>;

/// Checks all fields and the restrictions, and what they cost by the times that are known; slow the first time a data
/// set is named.
SetupCheck checkSetup(const widgets::SetupFields &fields, const host::RestrictionSettings &restrictions,
                      const SummaryOf &summaryOf, const host::KnownTimes &known = {});

} // namespace odimo::explorer
