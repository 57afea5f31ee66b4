// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/sha256.h"

#include "core/base/error.h"

#include <array>
#include <cstdint>
#include <fstream>
#include <vector>

#include <openssl/evp.h>

namespace odimo::data {

void Sha256::Closer::operator()(evp_md_ctx_st *context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : m_context(EVP_MD_CTX_new()) { EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr); }

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) { EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()); }

std::string Sha256::hexadecimal()
{
    std::array<std::uint8_t, 32> digest = {};
    EVP_DigestFinal_ex(m_context.get(), digest.data(), nullptr);
    std::string text;
    for (const std::uint8_t byte : digest) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

std::string sha256OfFile(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    std::vector<char> block(1 << 20);
    Sha256 digest;
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0)
        digest.add({block.data(), static_cast<std::size_t>(file.gcount())});
    if (!file.eof())
        throw Error("cannot read " + path.string(), ErrorKind::InputOutput);
    return digest.hexadecimal();
}

} // namespace odimo::data
