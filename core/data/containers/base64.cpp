// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/base64.h"

#include "core/base/error.h"

#include <algorithm>

#include <openssl/evp.h>

namespace odimo::data {

namespace {

unsigned char *asBytes(std::string &text) { return reinterpret_cast<unsigned char *>(text.data()); }

const unsigned char *asBytes(std::string_view text) { return reinterpret_cast<const unsigned char *>(text.data()); }

} // namespace

std::string base64(std::string_view bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0'); // It ends in a zero.
    const int length = EVP_EncodeBlock(asBytes(text), asBytes(bytes), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string bytesFromBase64(const std::string &text)
{
    std::string bytes(text.size() / 4 * 3, '\0');
    const int length = EVP_DecodeBlock(asBytes(bytes), asBytes(std::string_view(text)), static_cast<int>(text.size()));
    if (length < 0 || static_cast<std::size_t>(length) != bytes.size())
        throw Error("a part of a file is no base64");
    const auto padding = std::find_if(text.rbegin(), text.rend(), [](char c) { return c != '='; }) - text.rbegin();
    bytes.resize(bytes.size() - std::min(bytes.size(), static_cast<std::size_t>(padding)));
    return bytes;
}

} // namespace odimo::data
