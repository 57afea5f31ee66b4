// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
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

/// The one exception type of the project. The message is a sentence for the user: what is wrong, where, and what to do.
class Error : public std::runtime_error {
public:
    explicit Error(const std::string &message, ErrorKind kind = ErrorKind::BadInput);
    ErrorKind kind() const { return m_kind; }

private:
    ErrorKind m_kind;
};

/// Any exception as an Error with a sentence for the user: an Error as it is; failures of the system, of memory and of
/// UTF-8 with what to do; everything else as a bug to be reported. For the places that catch everything.
Error errorFrom(const std::exception &failure);

/// The exit code of the command line for an error of this kind: 1 to 5.
int exitCode(ErrorKind kind);

} // namespace odimo
