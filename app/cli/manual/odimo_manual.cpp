// SPDX-License-Identifier: Apache-2.0
// odimo_manual FOLDER: writes what is installed with odimo from its command line: manual pages and the completion of
// bash.
#include "app/cli/manual/completion.h"
#include "app/cli/manual/man_page.h"
#include "core/base/files.h"

#include <cstdio>

int main(int argumentCount, char **arguments)
{
    if (argumentCount != 2) {
        std::fputs("usage: odimo_manual FOLDER\n", stderr);
        return 1;
    }
    const std::filesystem::path folder = arguments[1];
    const odimo::cli::CommandDescription program = odimo::cli::describeCommandLine();
    std::filesystem::create_directories(folder / "man");
    std::filesystem::create_directories(folder / "completions");
    for (const odimo::cli::ManualPage &page : odimo::cli::manualPages(program))
        odimo::writeText(folder / "man" / page.file, page.text);
    odimo::writeText(folder / "completions" / "odimo", odimo::cli::bashCompletion(program));
    return 0;
}
