// SPDX-License-Identifier: Apache-2.0
#include "core/learn/quantise/columns.h"

#include "core/learn/quantise/channel_rows.h"
#include "core/learn/quantise/column_loops.h"
#include "core/learn/quantise/gradient_memory.h"

namespace odimo::learn {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

/// The columns' tensors repeated to a tile, and pointers to them.
class TiledColumns {
public:
    TiledColumns(const ChannelRows &rows, const Columns &columns)
    {
        for (const Tensor *each :
             {&columns.inverse, &columns.offset, &columns.least, &columns.most, &columns.value, &columns.isExact})
            m_tensors.push_back(rows.repeated(each->to(torch::kFloat32)));
    }

    loops::Columns pointers() const { return {at(0), at(1), at(2), at(3), at(4), at(5)}; }

private:
    const float *at(std::size_t index) const { return m_tensors[index].data_ptr<float>(); }
    std::vector<Tensor> m_tensors;
};

bool runsOnOwnLoops(const Tensor &x)
{
    return x.device().is_cpu() && x.scalar_type() == torch::kFloat32 && ChannelRows::describe(x);
}

/// [C] as the channels of `x`.
Tensor over(const Tensor &perChannel, const Tensor &x)
{
    std::vector<std::int64_t> shape(static_cast<std::size_t>(x.dim()), 1);
    shape[1] = -1;
    return perChannel.to(x.scalar_type()).view(shape);
}

/// What the plain operators make of `x`; `passes` if it is wanted.
void readPlainly(Tensor &x, Tensor *passes, const Columns &columns)
{
    const Tensor least = over(columns.least, x), most = over(columns.most, x);
    const Tensor steps = x * over(columns.inverse, x) + over(columns.offset, x);
    const Tensor codes = torch::minimum(torch::maximum(steps, least), most).floor_();
    if (passes)
        *passes = ((codes > least) & (codes < most)).to(torch::kUInt8);
    x.copy_(torch::where(over(columns.isExact, x) > 0, x, codes * over(columns.value, x)));
}

void read(Tensor &x, Tensor *passes, const Columns &columns)
{
    if (!runsOnOwnLoops(x)) {
        readPlainly(x, passes, columns);
        return;
    }
    const ChannelRows rows(x, true);
    const TiledColumns tiled(rows, columns);
    const loops::Columns pointers = tiled.pointers();
    float *values = x.data_ptr<float>();
    if (!passes) {
        rows.forBlocks([&](const loops::Tiles &tiles) { loops::readColumns(tiles, values, pointers); });
        return;
    }
    *passes = torch::empty_like(x, x.options().dtype(torch::kUInt8));
    auto *marks = passes->data_ptr<std::uint8_t>();
    rows.forBlocks([&](const loops::Tiles &tiles) { loops::readAndMark(tiles, values, marks, pointers); });
}

struct ReadFunction : torch::autograd::Function<ReadFunction> {
    static Tensor forward(AutogradContext *context, Tensor sums, const Columns *columns, bool wantsGradient)
    {
        Tensor passes;
        read(sums, wantsGradient ? &passes : nullptr, *columns);
        context->mark_dirty({sums});
        if (wantsGradient)
            context->save_for_backward({passes, columns->slope});
        return sums;
    }

    static variable_list backward(AutogradContext *context, const variable_list &gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const Tensor &passes = saved[0];
        const Tensor &slope = saved[1];
        const Tensor &given = gradients.front();
        if (!runsOnOwnLoops(given) || given.strides() != passes.strides())
            return {given * passes * over(slope, given), Tensor(), Tensor()};
        Tensor gradient = mayOverwrite(given, passes) ? given : given.clone();
        const ChannelRows rows(gradient, true);
        const Tensor slopes = rows.repeated(slope.to(torch::kFloat32));
        rows.forBlocks([&](const loops::Tiles &tiles) {
            loops::gateMarked(tiles, gradient.data_ptr<float>(), passes.data_ptr<std::uint8_t>(),
                              slopes.data_ptr<float>());
        });
        return {gradient, Tensor(), Tensor()};
    }
};

} // namespace

Tensor readInPlace(const Tensor &sums, const Columns &columns)
{
    return ReadFunction::apply(sums, &columns, c10::GradMode::is_enabled() && sums.requires_grad());
}

} // namespace odimo::learn
