// SPDX-License-Identifier: Apache-2.0
#include "core/project/content.h"

#include "core/base/error.h"

#include <openssl/evp.h>
#include <zlib.h>

#include <array>

namespace odimo::project {

namespace {

const Bytef *raw(std::span<const std::byte> bytes) { return reinterpret_cast<const Bytef *>(bytes.data()); }

void require(int result)
{
    if (result != 1)
        throw Error("a SHA-256 cannot be computed; check the installation of OpenSSL", ErrorKind::InputOutput);
}

} // namespace

struct Sha256::Private {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    ~Private() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : m_state(std::make_unique<Private>())
{
    require(EVP_DigestInit_ex(m_state->context, EVP_sha256(), nullptr));
}

Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes)
{
    require(EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size()));
}

std::string Sha256::text()
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    require(EVP_DigestFinal_ex(m_state->context, digest.data(), &length));
    require(EVP_DigestInit_ex(m_state->context, EVP_sha256(), nullptr));
    std::string text;
    for (unsigned int i = 0; i < length; ++i) {
        constexpr char digits[] = "0123456789abcdef";
        text += digits[digest[i] >> 4];
        text += digits[digest[i] & 15];
    }
    return text;
}

std::string sha256(std::span<const std::byte> bytes)
{
    Sha256 sum;
    sum.add(bytes);
    return sum.text();
}

std::vector<std::byte> compress(std::span<const std::byte> bytes)
{
    uLongf size = compressBound(bytes.size());
    std::vector<std::byte> compressed(size);
    // The mantissas of weights are noise: more effort than the least gains next to nothing.
    if (compress2(reinterpret_cast<Bytef *>(compressed.data()), &size, raw(bytes), bytes.size(), Z_BEST_SPEED) != Z_OK)
        throw Error("a weights file cannot be compressed: not enough memory", ErrorKind::InputOutput);
    compressed.resize(size);
    return compressed;
}

std::vector<std::byte> decompress(std::span<const std::byte> compressed, std::size_t size)
{
    // zlib packs at most 1032 to 1 (zlib.net/zlib_tech.html): no memory for a size that cannot be true.
    if (size / 1032 > compressed.size())
        return {};
    std::vector<std::byte> bytes(size);
    uLongf length = size;
    const int result = uncompress(reinterpret_cast<Bytef *>(bytes.data()), &length, raw(compressed), compressed.size());
    if (result != Z_OK || length != size)
        return {};
    return bytes;
}

} // namespace odimo::project
