// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace odimo {

/// What is done where a new folder would stand in the place of another.
enum class Existing {
    Refuse,        ///< Unless it is empty.
    ReplaceExport, ///< Replace a folder that an earlier export made; others are refused.
};

/// A folder that comes into being as a whole: it is filled under another name beside its goal and renamed by
/// complete(). Without that nothing of it remains, and what stood there before still stands.
class NewFolder {
public:
    /// Throws Error if something else stands there (BadInput) or the folder cannot be made (InputOutput), naming it and
    /// the reason.
    NewFolder(const std::filesystem::path &goal, Existing existing);
    ~NewFolder();
    NewFolder(const NewFolder &) = delete;
    NewFolder &operator=(const NewFolder &) = delete;

    /// Where to write until it is complete.
    const std::filesystem::path &path() const { return m_path; }
    /// Gives the folder its name. Throws Error (InputOutput) if that fails; what stood there is then unchanged.
    void complete();

private:
    std::filesystem::path m_shown; ///< As it was given, for messages.
    std::filesystem::path m_goal;
    std::filesystem::path m_path;
    Existing m_existing;
};

} // namespace odimo
