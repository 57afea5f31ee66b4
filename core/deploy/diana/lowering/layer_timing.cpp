// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/layer_timing.h"

#include "core/deploy/diana/lowering/chip_limits.h"
#include "core/deploy/diana/lowering/cycles.h"

#include <algorithm>

namespace odimo::deploy {

namespace {

/// What one job of the array takes, with what the host does about its codes.
struct PassCycles {
    double gather = 0;
    double convert = 0;
    double load = 0;
    double compute = 0;
    double store = 0;
    double sums = 0;
    double requantise = 0;
    double total() const { return gather + convert + load + compute + store + sums + requantise; }
};

PassCycles passCycles(const AnalogWork &work, const AnalogTiling &tiling, const AnalogPass &pass, double clock_Hz)
{
    const Window &window = tiling.windows[static_cast<std::size_t>(pass.window)];
    const int c = work.groupChannels[static_cast<std::size_t>(pass.group)];
    const int k = tiling.columnTiles[static_cast<std::size_t>(pass.columns)].count;
    const int pixels = window.rows.count * work.layer.output.width;
    const int codes = k64Bytes(pixels, k);
    PassCycles made;
    if (work.k64PerPass) {
        made.convert = k64Cycles(c, double(window.inputRows.count) * work.layer.input.width);
        made.gather = work.gatheredPlanes / static_cast<double>(work.groupChannels.size()) *
                      planeBytes(work.layer.input) * HostCycles::copy;
    }
    made.load = moveCycles(1, k64Bytes(window.inputRows.count * work.layer.input.width, c));
    made.compute =
        analogJobCycles(c, work.layer.kernel, {window.rows.count, work.layer.output.width}, pass.unroll, clock_Hz);
    made.store = moveCycles(1, codes);
    if (work.groupChannels.size() > 1)
        made.sums = codes * HostCycles::addSums;
    if (static_cast<std::size_t>(pass.group) + 1 == work.groupChannels.size())
        made.requantise = double(pixels) * k * HostCycles::requantise;
    return made;
}

class Timing {
public:
    Timing(const LayerWork &work, const std::vector<DigitalTile> &tiles) : m_work(work), m_tiles(tiles)
    {
        for (const DigitalTile &tile : tiles) {
            m_tileCycles.push_back(tileCycles(*work.digital, tile));
            m_digitalLeft += m_tileCycles.back().total();
        }
    }

    LayerTiming run(const AnalogTiling &analog, double clock_Hz)
    {
        host("gather", m_work.gatheredCodes * HostCycles::copy);
        host("convert layout", m_work.k64Cycles);
        std::vector<PassCycles> passes;
        double analogLeft = 0;
        for (const AnalogPass &pass : analog.passes) {
            passes.push_back(passCycles(*m_work.analog, analog, pass, clock_Hz));
            analogLeft += passes.back().total();
        }
        for (std::size_t i = 0; i < passes.size(); ++i) {
            const PassCycles &pass = passes[i];
            const int index = static_cast<int>(i);
            host("gather", pass.gather, index);
            host("convert layout", pass.convert, index);
            add(Engine::Analog, "load", pass.load, index);
            const double done = m_now + pass.compute;
            m_made.entries.push_back({Engine::Analog, m_now, done, 0, "compute", index});
            analogLeft -= pass.total();
            m_made.digitalTiles.push_back(tilesBeside(done, analogLeft));
            m_now = std::max(m_now, done);
            add(Engine::Analog, "store", pass.store, index);
            host("add codes", pass.sums, index);
            host("requantise", pass.requantise, index);
        }
        while (m_next < m_tiles.size())
            tile();
        host("place channels", m_work.scatteredCodes * HostCycles::copy);
        host("zero padding", m_work.paddingCodes * HostCycles::zeroPadding);
        m_made.cycles = m_now;
        return std::move(m_made);
    }

private:
    void add(Engine engine, const char *what, double cycles, std::optional<int> index)
    {
        if (cycles > 0)
            m_made.entries.push_back({engine, m_now, m_now + cycles, 0, what, index});
        m_now += cycles;
    }

    void host(const char *what, double cycles, std::optional<int> index = {})
    {
        add(Engine::Host, what, cycles, index);
    }

    void tile()
    {
        const TileCycles &cycles = m_tileCycles[m_next];
        const int index = static_cast<int>(m_next++);
        add(Engine::Digital, "load", cycles.load, index);
        add(Engine::Digital, "compute", cycles.compute, index);
        add(Engine::Digital, "store", cycles.store, index);
        m_digitalLeft -= cycles.total();
    }

    Span tilesBeside(double done, double analogLeft)
    {
        const std::size_t first = m_next;
        while (m_next < m_tiles.size() && m_now < done &&
               (m_now + m_tileCycles[m_next].total() <= done || m_digitalLeft > analogLeft))
            tile();
        return {static_cast<int>(first), static_cast<int>(m_next - first)};
    }

    const LayerWork &m_work;
    const std::vector<DigitalTile> &m_tiles;
    std::vector<TileCycles> m_tileCycles;
    std::size_t m_next = 0;
    double m_digitalLeft = 0;
    double m_now = 0;
    LayerTiming m_made;
};

} // namespace

LayerTiming timingOf(const LayerWork &work, const std::vector<DigitalTile> &tiles, const AnalogTiling &analog,
                     double clock_Hz)
{
    return Timing(work, tiles).run(analog, clock_Hz);
}

} // namespace odimo::deploy
