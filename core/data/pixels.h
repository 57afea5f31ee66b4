// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace odimo::data {

/// Immutable bytes, shared by all copies: in memory, or in a mapped file.
class Pixels {
public:
    Pixels() = default;
    Pixels(std::vector<std::uint8_t> bytes)
    {
        const auto owner = std::make_shared<const std::vector<std::uint8_t>>(std::move(bytes));
        m_bytes = *owner;
        m_owner = owner;
    }
    Pixels(std::initializer_list<std::uint8_t> bytes) : Pixels(std::vector<std::uint8_t>(bytes)) {}
    /// `owner` keeps `bytes` alive.
    Pixels(std::shared_ptr<const void> owner, std::span<const std::uint8_t> bytes)
        : m_owner(std::move(owner)), m_bytes(bytes)
    {
    }

    const std::uint8_t *data() const { return m_bytes.data(); }
    std::size_t size() const { return m_bytes.size(); }
    std::uint8_t operator[](std::size_t at) const { return m_bytes[at]; }
    auto begin() const { return m_bytes.begin(); }
    auto end() const { return m_bytes.end(); }
    bool operator==(const Pixels &other) const { return std::ranges::equal(m_bytes, other.m_bytes); }

    /// `count` bytes from `first` on, which share the owner.
    Pixels part(std::size_t first, std::size_t count) const { return {m_owner, m_bytes.subspan(first, count)}; }

private:
    std::shared_ptr<const void> m_owner;
    std::span<const std::uint8_t> m_bytes;
};

} // namespace odimo::data
