// SPDX-License-Identifier: Apache-2.0
// In place of jpeg.cpp, png.cpp and sha256.cpp where their libraries are not there: a worker for a compute node.
#include "core/base/error.h"
#include "core/data/images/image_decoders.h"
#include "core/data/containers/sha256.h"

struct evp_md_ctx_st {};

namespace odimo::data {

namespace {

[[noreturn]] void refuse()
{
    throw Error(
        "this program was built without libjpeg, libpng or OpenSSL and reads no image files; build it with them, "
        "or give the images as IDX, CIFAR or NumPy files");
}

} // namespace

bool isJpeg(std::span<const std::uint8_t>) { refuse(); }
ImageShape jpegShape(std::span<const std::uint8_t>) { refuse(); }
Image decodeJpeg(std::span<const std::uint8_t>) { refuse(); }
bool isPng(std::span<const std::uint8_t>) { refuse(); }
ImageShape pngShape(std::span<const std::uint8_t>) { refuse(); }
Image decodePng(std::span<const std::uint8_t>) { refuse(); }

void Sha256::Closer::operator()(evp_md_ctx_st *context) const { delete context; }
Sha256::Sha256() { refuse(); }
Sha256::~Sha256() = default;
void Sha256::add(std::string_view) {}
std::string Sha256::hexadecimal() { refuse(); }
std::string sha256OfFile(const std::filesystem::path &) { refuse(); }

} // namespace odimo::data
