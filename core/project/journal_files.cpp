// SPDX-License-Identifier: Apache-2.0
#include "core/project/journal_files.h"

#include "core/base/error.h"

#include <array>
#include <fstream>
#include <string>
#include <string_view>

namespace odimo::project {

namespace {

/// As SQLite does, which follows a link to the database.
std::filesystem::path beside(const std::filesystem::path &path, const char *ending)
{
    return std::filesystem::weakly_canonical(path).string() + ending;
}

constexpr std::array endings{"-wal", "-shm", "-journal"};

/// Transactions over several files end their journals with the name of a common one and this mark
/// (sqlite.org/fileformat.html); a project is one file.
bool namesAnotherFile(const std::filesystem::path &journal)
{
    constexpr std::string_view mark("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
    std::ifstream file(journal, std::ios::binary | std::ios::ate);
    if (file.tellg() < static_cast<std::streamoff>(mark.size()))
        return false;
    std::string last(mark.size(), ' ');
    file.seekg(-static_cast<std::streamoff>(mark.size()), std::ios::end);
    file.read(last.data(), static_cast<std::streamsize>(last.size()));
    return last == mark;
}

} // namespace

void requireNoJournals(const std::filesystem::path &path)
{
    for (const char *ending : endings)
        if (const std::filesystem::path file = beside(path, ending);
            std::filesystem::exists(std::filesystem::symlink_status(file)))
            throw Error(file.string() + " belongs to a project that is gone; remove it, or name another project file");
}

void requireOwnJournals(const std::filesystem::path &path)
{
    for (const char *ending : endings) {
        const std::filesystem::path file = beside(path, ending);
        const std::filesystem::file_status status = std::filesystem::symlink_status(file);
        if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
            throw Error(path.string() + " is not opened: " + file.string() +
                        " is a link or no file, so that something elsewhere could be overwritten; remove it");
    }
    if (const std::filesystem::path journal = beside(path, "-journal"); hasJournal(path) && namesAnotherFile(journal))
        throw Error(path.string() + " is not opened: " + journal.string() +
                    " is of no project, and could delete another file; remove it");
}

bool hasJournal(const std::filesystem::path &path) { return std::filesystem::exists(beside(path, "-journal")); }

} // namespace odimo::project
