// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"

#include <ATen/Parallel.h>

#include <algorithm>

namespace odimo::learn {

/// A dense tensor as rows of channels, the innermost dimension, for passes that have something for each channel.
/// Passes go tile by tile: whole rows, some hundred values, so that a loop over a tile vectorises for few channels too.
class ChannelRows {
public:
    /// Of a tensor where the channel does not matter: one channel, which need not be innermost.
    ChannelRows(const torch::Tensor &x, bool byChannel)
        : m_channels(byChannel ? x.size(1) : 1), m_tile(m_channels * std::max(leastTile / m_channels, one)),
          m_block(m_tile * std::max(leastBlock / m_tile, one)), m_count(x.numel())
    {
    }

    /// True for tensors whose channels are innermost, [N, C] or [N, H, W, C] in memory.
    static bool describe(const torch::Tensor &x)
    {
        return x.dim() == 2 ? x.is_contiguous() : x.dim() == 4 && x.is_contiguous(torch::MemoryFormat::ChannelsLast);
    }

    std::int64_t tile() const { return m_tile; }

    /// [C] repeated to a tile; zeros if undefined.
    torch::Tensor repeated(const torch::Tensor &perChannel) const
    {
        return perChannel.defined() ? perChannel.detach().repeat({m_tile / m_channels}) : torch::zeros({m_tile});
    }

    /// pass(begin, end, block) on all cores; the blocks do not depend on their number, begin with a row and have
    /// whole tiles but for the last.
    template <typename Pass>
    void forBlocks(const Pass &pass) const
    {
        at::parallel_for(0, blocks(), 1, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t block = first; block < last; ++block)
                pass(block * m_block, std::min(m_count, (block + 1) * m_block), block);
        });
    }

    /// Zeros [blocks, tile], where each block adds up what it finds.
    torch::Tensor sums() const { return torch::zeros({blocks(), m_tile}); }

    /// [C], from what sums() has become.
    torch::Tensor total(const torch::Tensor &sums) const { return sums.view({-1, m_channels}).sum(0); }

private:
    static constexpr std::int64_t one = 1;
    static constexpr std::int64_t leastTile = 256;
    static constexpr std::int64_t leastBlock = 32768;

    std::int64_t blocks() const { return (m_count + m_block - 1) / m_block; }

    std::int64_t m_channels;
    std::int64_t m_tile;
    std::int64_t m_block;
    std::int64_t m_count;
};

} // namespace odimo::learn
