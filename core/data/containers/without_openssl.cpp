// SPDX-License-Identifier: Apache-2.0
// In place of sha256.cpp and base64.cpp where OpenSSL is not there: a worker for a compute node.
#include "core/base/error.h"
#include "core/data/containers/base64.h"
#include "core/data/containers/sha256.h"

struct evp_md_ctx_st {};

namespace odimo::data {

namespace {

[[noreturn]] void refuse()
{
    throw Error("this program was built without OpenSSL: it reads no image files, and no files can be copied to it; "
                "build it with libssl-dev, or give the images as IDX, CIFAR or NumPy files");
}

} // namespace

void Sha256::Closer::operator()(evp_md_ctx_st *context) const { delete context; }
Sha256::Sha256() { refuse(); }
Sha256::~Sha256() = default;
void Sha256::add(std::string_view) {}
std::string Sha256::hexadecimal() { refuse(); }
std::string sha256OfFile(const std::filesystem::path &) { refuse(); }

std::string base64(std::string_view) { refuse(); }
std::string bytesFromBase64(const std::string &) { refuse(); }

} // namespace odimo::data
