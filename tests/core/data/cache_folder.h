// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"

#include <cstdlib>

namespace odimo::data::samples {

/// While it lives, decoded images are cached in a folder of its own.
class CacheFolder {
public:
    CacheFolder() { setenv("XDG_CACHE_HOME", m_folder.path().c_str(), 1); }
    ~CacheFolder() { unsetenv("XDG_CACHE_HOME"); }
    CacheFolder(const CacheFolder &) = delete;
    CacheFolder &operator=(const CacheFolder &) = delete;
    const std::filesystem::path &path() const { return m_folder.path(); }

private:
    TemporaryFolder m_folder;
};

} // namespace odimo::data::samples
