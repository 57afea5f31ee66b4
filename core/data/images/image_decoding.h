// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/images/image_cache.h"
#include "core/data/images/image_listing.h"

#include <string>

namespace odimo::data {

/// Decodes the files of a listing, as many at once as the computer has processors, into a new entry of the cache. As
/// decodeListing (core/data/images/image_listing.h) for the rest.
DecodedImages decodeImages(const Source &source, const ImageListing &listing, const std::string &cacheKey);

} // namespace odimo::data
