// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include <filesystem>
#include <optional>
#include <string>

namespace odimo::explorer {

/// The sample project beside the program, in ../share/odimo/projects, as installed and in the build tree.
std::optional<std::filesystem::path> findSample(const std::filesystem::path &programFolder);

/// Copies of the sample, so that it is never changed; they are removed with this object.
class SampleCopies {
public:
    /// Throws Error in clear words if the sample is not installed or cannot be copied.
    std::filesystem::path make(const std::filesystem::path &programFolder);
    /// True if the path is such a copy.
    bool contains(const std::filesystem::path &path) const;

private:
    QTemporaryDir m_folder;
};

} // namespace odimo::explorer
