// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/quantise/activation_loops.h"
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

    /// [C] repeated to a tile; zeros if undefined.
    torch::Tensor repeated(const torch::Tensor &perChannel) const
    {
        return perChannel.defined() ? perChannel.detach().repeat({m_tile / m_channels}) : torch::zeros({m_tile});
    }

    /// pass(tiles) for blocks of tiles, on all cores; the blocks do not depend on their number.
    template <typename Pass>
    void forBlocks(const Pass &pass) const
    {
        at::parallel_for(0, blocks(), 1, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t block = first; block < last; ++block)
                pass(tiles(block));
        });
    }

    /// The same with sums for each channel: pass(tiles, sums), `sums` a tile of zeros for each block to add to.
    /// Returns the totals [C].
    template <typename Pass>
    torch::Tensor sumBlocks(const Pass &pass) const
    {
        const torch::Tensor sums = torch::zeros({blocks(), m_tile});
        forBlocks(
            [&](const loops::Tiles &tiles) { pass(tiles, sums.data_ptr<float>() + tiles.begin / m_block * m_tile); });
        return sums.view({-1, m_channels}).sum(0);
    }

private:
    static constexpr std::int64_t one = 1;
    static constexpr std::int64_t leastTile = 256;
    static constexpr std::int64_t leastBlock = 32768;

    loops::Tiles tiles(std::int64_t block) const
    {
        return {block * m_block, std::min(m_count, (block + 1) * m_block), m_tile};
    }
    std::int64_t blocks() const { return (m_count + m_block - 1) / m_block; }

    std::int64_t m_channels;
    std::int64_t m_tile;
    std::int64_t m_block;
    std::int64_t m_count;
};

} // namespace odimo::learn
