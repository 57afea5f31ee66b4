// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/digital_tiles.h"

#include "core/base/random.h"
#include "core/deploy/diana/lowering/chip_limits.h"

#include <QTest>

namespace odimo::deploy {

namespace {

DigitalWork drawnWork(Random &random)
{
    const int kernel = 1 + 2 * random.below(4), stride = 1 + random.below(2);
    const network::Shape input{1 + random.below(70), 2 + random.below(40), 2 + random.below(90)};
    const bool depthwise = random.below(4) == 0;
    const int channels = depthwise ? input.channels : 1 + random.below(70);
    return {.layer = {.kind = depthwise ? LayerKind::Depthwise : LayerKind::Convolution,
                      .kernel = {kernel, kernel},
                      .stride = stride,
                      .input = input,
                      .output = {channels, (input.height - 1) / stride + 1, (input.width - 1) / stride + 1}},
            .channels = channels,
            .runs = {{0, 0, channels}}};
}

/// Empty if the tile loads all that its kept outputs read.
std::string missingOf(const DigitalWork &work, const DigitalTile &tile)
{
    const LayerShape &layer = work.layer;
    const Window &window = tile.window;
    const auto needed = [&](Span kept, int kernel, int size) {
        const int first = std::max(kept.first * layer.stride - kernel / 2, 0);
        const int end = std::min((kept.end() - 1) * layer.stride - kernel / 2 + kernel, size);
        return Span{first, end - first};
    };
    const Span rows = needed(window.rows, layer.kernel.height, layer.input.height);
    if (window.inputRows.first > rows.first || window.inputRows.end() < rows.end())
        return "rows";
    const Span columns = needed(window.columns, layer.kernel.width, layer.input.width);
    if (window.inputColumns.first > columns.first || window.inputColumns.end() < columns.end())
        return "columns";
    // The first kept row reads from inputRows.first - padding.top on.
    if (window.inputRows.first - window.padding.top != window.rows.first * layer.stride - layer.kernel.height / 2)
        return "the first row";
    const int firstComputed = window.columns.first - window.skippedColumns;
    if (window.inputColumns.first - window.padding.left != firstComputed * layer.stride - layer.kernel.width / 2)
        return "the first column";
    if (window.inputColumns.first % 16 != 0 || window.columns.first % 16 != 0 || window.skippedColumns % 16 != 0)
        return "alignment";
    // A kept column must not see the zeros that stand in for the columns before those loaded.
    if (window.skippedColumns > 0 && window.skippedColumns * layer.stride < layer.kernel.width / 2)
        return "skipped columns";
    return {};
}

} // namespace

class TestDigitalTiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tilesCoverTheOutputOnceAndLoadWhatTheyRead()
    {
        Random random(7);
        int rows = 0, columns = 0, channels = 0;
        for (int i = 0; i < 400; ++i) {
            const DigitalWork work = drawnWork(random);
            const int l1 = 1024 << random.below(6);
            const auto tiling = digitalTiling(work, l1);
            if (!tiling)
                continue;
            QVERIFY(tiling->bytes <= l1);
            const network::Shape &output = work.layer.output;
            std::vector<int> covered(static_cast<std::size_t>(output.channels) * output.height * output.width, 0);
            for (const DigitalTile &tile : tiling->tiles) {
                const std::string missing = missingOf(work, tile);
                QVERIFY2(missing.empty(), missing.c_str());
                QVERIFY(tile.weightBytes <= weightMemoryBytes && tile.channels.first % 16 == 0);
                for (int k = tile.channels.first; k < tile.channels.end(); ++k)
                    for (int y = tile.window.rows.first; y < tile.window.rows.end(); ++y)
                        for (int x = tile.window.columns.first; x < tile.window.columns.end(); ++x)
                            ++covered[static_cast<std::size_t>((k * output.height + y) * output.width + x)];
                rows += tile.window.rows.first > 0;
                columns += tile.window.columns.first > 0;
                channels += tile.channels.first > 0;
            }
            QVERIFY(std::ranges::all_of(covered, [](int times) { return times == 1; }));
        }
        QVERIFY(rows > 100 && columns > 100 && channels > 100);
    }

    void wholeLayersAreOneTile()
    {
        const DigitalWork work{.layer = {.kernel = {3, 3}, .input = {16, 32, 32}, .output = {16, 32, 32}},
                               .channels = 16,
                               .runs = {{0, 0, 16}}};
        const auto tiling = digitalTiling(work, 256 * 1024);
        QCOMPARE(tiling->tiles.size(), std::size_t{1});
        QCOMPARE(tiling->bytes, 2 * 16 * 32 * 32);
        // 16 * 2 * 32 * 9 of the job, two moves of 16 KiB in one call each.
        QCOMPARE(tiling->cycles, 16.0 * 2 * 32 * 9 + 2 * (70 + 1024));
    }

    void twoSlotsAreUsedWhereThereAreSeveralTiles()
    {
        const DigitalWork work{.layer = {.kernel = {3, 3}, .input = {16, 32, 32}, .output = {64, 32, 32}},
                               .channels = 64,
                               .runs = {{0, 0, 64}}};
        const auto tiling = digitalTiling(work, 64 * 1024);
        QVERIFY(tiling->tiles.size() > 1);
        QVERIFY(tiling->output.offset[0] != tiling->output.offset[1]);
        QCOMPARE(tiling->tiles[0].outputSlot + tiling->tiles[1].outputSlot, 1);
    }

    /// 16 output channels of 3x3 kernels over 512 input channels take 73,792 bytes: tiles of fewer channels do not
    /// exist.
    void weightsBoundTheChannelsOfATile()
    {
        DigitalWork work{.layer = {.kernel = {3, 3}, .input = {256, 4, 4}, .output = {64, 4, 4}},
                         .channels = 64,
                         .runs = {{0, 0, 64}}};
        const auto tiling = digitalTiling(work, 256 * 1024);
        for (const DigitalTile &tile : tiling->tiles)
            QCOMPARE(tile.channels.count, 16);
        work.layer.input.channels = 512;
        QVERIFY(!digitalTiling(work, 256 * 1024));
    }
};

} // namespace odimo::deploy

QTEST_APPLESS_MAIN(odimo::deploy::TestDigitalTiles)
#include "tst_digital_tiles.moc"
