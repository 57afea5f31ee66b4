// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <new>
#include <system_error>

namespace odimo {

namespace {

std::string joined(const std::string &problem, const std::string &remedy)
{
    return remedy.empty() ? problem : problem + "; " + remedy;
}

/// The system says so, too, for example of a folder that is to be listed.
bool isOutOfMemory(const std::system_error *failure)
{
    return failure && failure->code() == std::errc::not_enough_memory;
}

} // namespace

Error::Error(const std::string &problem, ErrorKind kind, std::optional<Remedy> remedy)
    : std::runtime_error(joined(problem, remedy ? plainWords(*remedy) : "")), m_problem(problem), m_kind(kind),
      m_remedy(remedy)
{
}

std::string Error::text(const char *(*words)(Remedy)) const
{
    return joined(m_problem, m_remedy ? words(*m_remedy) : "");
}

Error Error::within(const std::string &where) const { return Error(where + m_problem, m_kind, m_remedy); }

Error errorFrom(const std::exception &failure)
{
    if (const auto *error = dynamic_cast<const Error *>(&failure))
        return *error;
    // A vector that is asked to be longer than any memory throws length_error.
    if (dynamic_cast<const std::bad_alloc *>(&failure) || dynamic_cast<const std::length_error *>(&failure) ||
        isOutOfMemory(dynamic_cast<const std::system_error *>(&failure)))
        return Error("there is not enough memory for this", ErrorKind::RunFailed, Remedy::LessMemory);
    if (const auto *error = dynamic_cast<const std::filesystem::filesystem_error *>(&failure))
        return Error(error->path1().string() + " cannot be used: " + error->code().message(), ErrorKind::InputOutput);
    if (const auto *error = dynamic_cast<const std::system_error *>(&failure))
        return Error(std::string("the system refuses what is needed: ") + error->what(), ErrorKind::InputOutput);
    constexpr int invalidUtf8 = 316; // https://json.nlohmann.me/home/exceptions
    if (const auto *error = dynamic_cast<const nlohmann::json::exception *>(&failure);
        error && error->id == invalidUtf8)
        return Error("a name or a path is no valid UTF-8, as project files need it; rename the file or its folder");
    return Error(std::string("a fault of the program, not of what it was given: ") + failure.what() +
                     "; please report it with the command and the files that lead to it",
                 ErrorKind::RunFailed);
}

int exitCode(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Usage:
        return 1;
    case ErrorKind::BadInput:
        return 2;
    case ErrorKind::RunFailed:
        return 3;
    case ErrorKind::Cancelled:
        return 4;
    case ErrorKind::InputOutput:
        return 5;
    }
    return 3;
}

} // namespace odimo
