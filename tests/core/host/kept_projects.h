// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "core/data/containers/gzip.h"

#include <filesystem>
#include <span>
#include <string>

namespace odimo::samples {

/// Unpacks the project that the program wrote when the project file had this schema (tests/golden/projects).
inline void unpackProject(int schema, const std::filesystem::path &path)
{
    const std::string name = "schema-" + std::to_string(schema) + ".odimo.gz";
    const std::string packed = readText(std::filesystem::path(ODIMO_TEST_DATA) / "golden" / "projects" / name);
    const std::vector<std::uint8_t> bytes =
        data::gunzip({reinterpret_cast<const std::uint8_t *>(packed.data()), packed.size()}, name);
    writeBytes(path, std::as_bytes(std::span(bytes)));
}

} // namespace odimo::samples
