// SPDX-License-Identifier: Apache-2.0
// In place of archive.cpp where libarchive is not there: a worker for a compute node.
#include "core/data/containers/archive.h"

#include "core/base/error.h"

#include <utility>

namespace odimo::data {

namespace {

[[noreturn]] void refuse(std::string name)
{
    throw Error(std::move(name) +
                " is an archive, and this program was built without libarchive; unpack it and name the folder, "
                "or build with libarchive");
}

} // namespace

void ArchiveReader::Closer::operator()(archive *) const {}

ArchiveReader::ArchiveReader(const std::filesystem::path &path, const ArchiveLimits &) { refuse(path.string()); }

ArchiveReader::ArchiveReader(std::span<const std::uint8_t>, std::string name, const ArchiveLimits &)
{
    refuse(std::move(name));
}

ArchiveReader::~ArchiveReader() = default;

bool ArchiveReader::next() { return false; }

std::vector<std::uint8_t> ArchiveReader::read() { return {}; }

} // namespace odimo::data
