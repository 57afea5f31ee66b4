// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/project/sample.h"

#include "core/base/error.h"

#include <system_error>

namespace odimo::explorer {

namespace {

constexpr const char *sampleName = "fashion-resnet8.odimo";

} // namespace

std::optional<std::filesystem::path> findSample(const std::filesystem::path &programFolder)
{
    const std::filesystem::path path = (programFolder / "../share/odimo/projects" / sampleName).lexically_normal();
    std::error_code none;
    return std::filesystem::is_regular_file(path, none) ? std::optional(path) : std::nullopt;
}

std::filesystem::path SampleCopies::make(const std::filesystem::path &programFolder)
{
    const auto sample = findSample(programFolder);
    if (!sample)
        throw Error(
            std::string("The sample project ") + sampleName +
            " is not installed. Set up an exploration on the left and start it, or open a project of your own.");
    const std::filesystem::path copy = std::filesystem::path(m_folder.path().toStdString()) / sampleName;
    std::error_code problem;
    std::filesystem::copy_file(*sample, copy, std::filesystem::copy_options::overwrite_existing, problem);
    if (problem)
        throw Error("The sample cannot be copied to " + copy.string() + ": " + problem.message() + ".",
                    ErrorKind::InputOutput);
    return copy;
}

bool SampleCopies::contains(const std::filesystem::path &path) const
{
    return path.parent_path() == std::filesystem::path(m_folder.path().toStdString());
}

} // namespace odimo::explorer
