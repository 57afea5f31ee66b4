// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/remedy.h"

#include <exception>
#include <optional>
#include <stdexcept>
#include <string>

namespace odimo {

/// Why something did not work; each kind has one exit code of the command line.
enum class ErrorKind {
    Usage,       ///< The command line makes no sense (exit code 1).
    BadInput,    ///< A file, a name or a number the user gave cannot be used (2).
    RunFailed,   ///< Training started and broke off (3).
    Cancelled,   ///< The user stopped the work (4).
    InputOutput, ///< The system refused to read or write (5).
};

/// The one exception type of the project: a sentence for the user, which says what is wrong and where, and what to do
/// about it. What each front end says in its own words is a Remedy; everything else stands in the sentence.
class Error : public std::runtime_error {
public:
    explicit Error(const std::string &problem, ErrorKind kind = ErrorKind::BadInput,
                   std::optional<Remedy> remedy = std::nullopt);
    ErrorKind kind() const { return m_kind; }
    /// What is wrong and where. what() is this followed by the plain words of the remedy.
    const std::string &problem() const { return m_problem; }
    std::optional<Remedy> remedy() const { return m_remedy; }
    /// problem(), then `words` for the remedy; problem() alone if there is no remedy.
    std::string text(const char *(*words)(Remedy)) const;
    /// The same error with `where` before its message.
    Error within(const std::string &where) const;

private:
    std::string m_problem;
    ErrorKind m_kind;
    std::optional<Remedy> m_remedy;
};

/// The result of `work`; an Error that it throws gets `where` before its message.
template <typename Work>
auto within(const std::string &where, Work work)
{
    try {
        return work();
    } catch (const Error &error) {
        throw error.within(where);
    }
}

/// Any exception as an Error with a sentence for the user: an Error as it is; failures of the system, of memory and of
/// UTF-8 with what to do; everything else as a bug to be reported. For the places that catch everything.
Error errorFrom(const std::exception &failure);

/// The exit code of the command line for an error of this kind: 1 to 5.
int exitCode(ErrorKind kind);

} // namespace odimo
