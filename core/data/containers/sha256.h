// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace odimo::data {

/// The SHA-256 digest of bytes given piece by piece.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256 &&) = default;
    Sha256 &operator=(Sha256 &&) = default;
    void add(std::string_view bytes);
    /// Of what was added, as 64 hexadecimal digits; call it once, last.
    std::string hexadecimal();

private:
    struct Closer {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Closer> m_context;
};

/// Throws Error (InputOutput) naming the file if it cannot be read.
std::string sha256OfFile(const std::filesystem::path &path);

} // namespace odimo::data
