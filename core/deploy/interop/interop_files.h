// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/source/package_files.h"
#include "core/integer/executor.h"

namespace odimo::deploy {

/// Puts into a package what HTVM and DORY can take of the network: files in their dialects with the executor's codes of
/// an image beside them, and in their notes what is there and what is not, with the reason.
void addInteropFiles(PackageFiles &files, const integer::QuantisedNetwork &network, const integer::CodeTensor &image);

} // namespace odimo::deploy
