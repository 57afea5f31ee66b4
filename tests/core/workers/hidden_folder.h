// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/run_program.h"

#include <filesystem>
#include <string>

namespace odimo::samples {

/// Words of an executor whose workers have a home and a cache of their own, in `home`, and see an empty folder where
/// `hidden` is, as on a machine that shares no disk with this one. Where the system lets nobody do that, they see it.
inline std::string elsewhere(const std::filesystem::path &home, const std::filesystem::path &hidden)
{
    const std::string own = "env -u XDG_CACHE_HOME -u ODIMO_DATA HOME=" + home.string();
    static const bool canHide = runProgram({"unshare", "-rm", "true"}, 10).exitCode == 0;
    return canHide ? own + " unshare -rm sh -c 'mount -t tmpfs none " + hidden.string() + " && exec \"$@\"' sh" : own;
}

} // namespace odimo::samples
