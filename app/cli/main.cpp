// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command_line.h"
#include "app/cli/remedy_words.h"
#include "app/cli/terminal.h"
#include "core/base/error.h"
#include "core/base/version.h"

#include <odimo_commit.h>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <functional>
#include <sstream>
#include <string>

namespace {

using odimo::Error;
using odimo::ErrorKind;

int run(int argc, char **argv)
{
    CLI::App app;
    int exitCode = 0;
    odimo::cli::defineCommandLine(app, exitCode);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        std::ostringstream output;
        std::ostringstream messages;
        const bool isHelp = app.exit(error, output, messages) == 0;
        odimo::cli::print(stdout, output.str());
        odimo::cli::print(stderr, messages.str());
        return isHelp ? 0 : odimo::exitCode(ErrorKind::Usage);
    }
    return exitCode;
}

/// Does the work and says why it failed; returns the exit code.
int attempt(const std::function<int()> &work)
{
    try {
        return work();
    } catch (const std::exception &failure) {
        const Error error = odimo::errorFrom(failure);
        odimo::cli::print(stderr, "odimo: " + error.text(odimo::cli::remedyWords) + "\n");
        return odimo::exitCode(error.kind());
    }
}

} // namespace

int main(int argc, char **argv)
{
    odimo::setCommit(ODIMO_COMMIT);
    const int exitCode = attempt([&] { return run(argc, argv); });
    const int closed = attempt([] {
        odimo::cli::closeOutput();
        return 0;
    });
    return exitCode != 0 ? exitCode : closed;
}
