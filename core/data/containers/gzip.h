// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace odimo::data {

/// True if the bytes begin as a gzip file does.
bool isGzip(std::span<const std::uint8_t> bytes);

/// The unpacked content of a gzip file, of all its members one after the other (bgzip, pigz and cat make several);
/// `place` names it in messages. Throws Error if it is truncated or damaged, has anything but zeros behind it, or
/// unpacks to more than the limits of an archive allow for its size (core/data/containers/archive.h), at most 4 GiB.
std::vector<std::uint8_t> gunzip(std::span<const std::uint8_t> bytes, const std::string &place);

} // namespace odimo::data
