// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include <sys/types.h>

namespace odimo::host {

/// A project file that this process has made and removes again, unless keep() is called or another has taken its place.
class NewFile {
public:
    NewFile() = default; ///< None: there is nothing to remove.
    explicit NewFile(std::filesystem::path path);
    NewFile(NewFile &&other) noexcept;
    NewFile &operator=(NewFile &&) = delete;
    ~NewFile();

    void keep() { m_path.clear(); }

private:
    std::filesystem::path m_path;
    dev_t m_device = 0;
    ino_t m_number = 0;
};

} // namespace odimo::host
