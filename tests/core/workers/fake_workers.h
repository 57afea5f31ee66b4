// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"

#include <QString>
#include <QStringList>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace odimo::samples {

/// What fake workers need: a folder, with a cache of its own and the journal of what they did.
class FakeWorkers {
public:
    explicit FakeWorkers(const char *worker)
    {
        set("ODIMO_WORKER", worker);
        set("ODIMO_FAKE_JOURNAL", (m_folder.path() / "journal").string());
        set("XDG_CACHE_HOME", (m_folder.path() / "cache").string());
        for (const char *unset : {"ODIMO_FAKE_EXACT", "ODIMO_FAKE_STEP_MS", "ODIMO_FAKE_IMAGE_MS"})
            set(unset, "");
        behave("");
        set("ODIMO_FAKE_ONCE", "");
    }

    /// Of the fake workers in tasks whose "<kind> <name>" holds `where`.
    static void behave(const std::string &how, const std::string &where = "")
    {
        set("ODIMO_FAKE", how);
        set("ODIMO_FAKE_WHERE", where);
    }
    /// Only the first worker that would.
    void behaveOnce(const std::string &how, const std::string &where = "") const
    {
        behave(how, where);
        set("ODIMO_FAKE_ONCE", (m_folder.path() / ("once-" + how)).string());
    }
    std::filesystem::path folder() const { return m_folder.path(); }
    static void set(const char *name, const std::string &value) { setenv(name, value.c_str(), 1); }

    /// What the workers were given since the last call, sorted, because they run side by side.
    QStringList journal()
    {
        const std::filesystem::path file = m_folder.path() / "journal";
        QStringList lines;
        if (std::filesystem::exists(file))
            lines = QString::fromStdString(readText(file)).split('\n', Qt::SkipEmptyParts);
        std::filesystem::remove(file);
        lines.sort();
        return lines;
    }

private:
    TemporaryFolder m_folder;
};

} // namespace odimo::samples
