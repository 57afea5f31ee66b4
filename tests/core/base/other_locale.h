// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"

#include <clocale>
#include <cstdlib>
#include <locale>
#include <string>

namespace odimo::samples {

/// While it lives numbers are written as in German, 60.000 and 0,5: for streams always, for the functions of C where
/// the system has de_DE or localedef makes it.
class OtherLocale {
public:
    OtherLocale() : m_streams(std::locale::global(std::locale(std::locale(), new German)))
    {
        m_hasC = std::setlocale(LC_ALL, name) || make();
    }
    ~OtherLocale()
    {
        std::setlocale(LC_ALL, "C");
        unsetenv("LOCPATH");
        std::locale::global(m_streams);
    }
    OtherLocale(const OtherLocale &) = delete;
    OtherLocale &operator=(const OtherLocale &) = delete;

    /// That the functions of C have it too.
    bool hasC() const { return m_hasC; }

private:
    static constexpr const char *name = "de_DE.UTF-8";

    struct German : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\3"; }
    };

    bool make() const
    {
        const std::string command =
            "localedef -i de_DE -f UTF-8 '" + (m_folder.path() / name).string() + "' >/dev/null 2>&1";
        if (std::system(command.c_str()) != 0)
            return false;
        setenv("LOCPATH", m_folder.path().c_str(), 1);
        return std::setlocale(LC_ALL, name) != nullptr;
    }

    TemporaryFolder m_folder;
    std::locale m_streams;
    bool m_hasC = false;
};

} // namespace odimo::samples
