// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/layer_explanation.h"

#include <QString>
#include <QStringList>

namespace odimo::widgets {

/// The words of calculations in the language and the numbers of the user.
QString titleText(const mapping::ExplainedPart &part);     ///< "digital, 17 of 64 channels"
QString labelText(const platform::Label &label);           ///< "input channels", "while digital and analog run"
QString formulaText(const platform::Formula &formula);     ///< "input channels × row blocks"
QString calculationText(const platform::Formula &formula); ///< "64 × 4.608"
QString resultText(const platform::ExplainedTerm &term);   ///< "9.864 cycles"

/// The words that it can translate; all others stand as they are, as names of units do.
QStringList formulaWords();

} // namespace odimo::widgets
