// SPDX-License-Identifier: Apache-2.0
#include "app/cli/shown_project.h"

#include "app/cli/terminal.h"

namespace odimo::cli {

project::Project shownProject(const std::filesystem::path &path)
{
    project::Project project = project::Project::open(path, project::Access::ReadOnly);
    if (const std::string newer = project.newerVersion(); !newer.empty())
        print(stderr, newer + ": what that version added is not shown, and what is shown has not been checked\n");
    return project;
}

} // namespace odimo::cli
