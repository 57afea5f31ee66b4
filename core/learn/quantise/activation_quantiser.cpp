// SPDX-License-Identifier: Apache-2.0
#include "core/learn/quantise/activation_quantiser.h"

#include "core/learn/quantise/gradient_memory.h"

#include <algorithm>

namespace odimo::learn {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

void saveRange(AutogradContext *context, const std::string &name, const CodeRange &range)
{
    context->saved_data[name] = std::vector<std::int64_t>{range.exponent, range.least, range.most};
}

CodeRange savedRange(AutogradContext *context, const std::string &name)
{
    const std::vector<std::int64_t> values = context->saved_data[name].toIntVector();
    return {static_cast<int>(values[0]), static_cast<int>(values[1]), static_cast<int>(values[2])};
}

/// An autograd function cannot be called with an undefined tensor: one without values stands for it.
Tensor placeheld(const Tensor &bias) { return bias.defined() ? bias : torch::empty({0}); }

Tensor unlessPlaceheld(const Tensor &bias) { return bias.numel() > 0 ? bias : Tensor(); }

/// `y` and what else its readers need.
variable_list copiesOf(const Tensor &y, int readers)
{
    variable_list copies{y};
    while (static_cast<int>(copies.size()) < readers)
        copies.push_back(y.detach());
    return copies;
}

/// The gradients of all readers in two parts, for the pass that adds and gates them.
struct Gathered {
    Tensor sum;   ///< May be overwritten; undefined if no reader has a gradient. One of the readers' own where nobody
                  ///< else can see that.
    Tensor other; ///< Undefined if there is one gradient only.
};

Gathered gather(const variable_list &gradients, const Tensor &y)
{
    std::vector<const Tensor *> parts;
    for (const Tensor &gradient : gradients)
        if (gradient.defined())
            parts.push_back(&gradient);
    if (parts.empty())
        return {};
    std::stable_partition(parts.begin(), parts.end(), [&](const Tensor *part) { return mayOverwrite(*part, y); });
    Tensor sum = mayOverwrite(*parts.front(), y) ? *parts.front() : torch::empty_like(y).copy_(*parts.front());
    for (std::size_t i = 2; i < parts.size(); ++i)
        sum.add_(*parts[i]);
    return {sum, parts.size() > 1 ? *parts[1] : Tensor()};
}

struct QuantiseFunction : torch::autograd::Function<QuantiseFunction> {
    static variable_list forward(AutogradContext *context, Tensor x, const Tensor &bias, const CodeRange &range,
                                 int readers)
    {
        roundToCodes(x, unlessPlaceheld(bias), range);
        context->mark_dirty({x});
        context->save_for_backward({x});
        context->set_materialize_grads(false);
        context->saved_data["has bias"] = bias.numel() > 0;
        saveRange(context, "range", range);
        return copiesOf(x, readers);
    }

    static variable_list backward(AutogradContext *context, const variable_list &gradients)
    {
        const Tensor y = context->get_saved_variables().front();
        Gathered gathered = gather(gradients, y);
        Tensor ofBias;
        if (gathered.sum.defined())
            ofBias = gateInPlace(gathered.sum, gathered.other, y, savedRange(context, "range"),
                                 context->saved_data["has bias"].toBool());
        return {gathered.sum, ofBias, Tensor(), Tensor()};
    }
};

/// `a` is to be quantised if any of the two is.
struct AddFunction : torch::autograd::Function<AddFunction> {
    static variable_list forward(AutogradContext *context, const Tensor &a, const Tensor &biasOfA, const Tensor &b,
                                 const Tensor &biasOfB, const std::optional<CodeRange> &rangeOfA,
                                 const std::optional<CodeRange> &rangeOfB, const CodeRange &range, int readers)
    {
        const Tensor y =
            sumInCodes({a, rangeOfA, unlessPlaceheld(biasOfA)}, {b, rangeOfB, unlessPlaceheld(biasOfB)}, range);
        context->save_for_backward({y, rangeOfA ? a : Tensor(), biasOfA, rangeOfB ? b : Tensor(), biasOfB});
        context->set_materialize_grads(false);
        saveRange(context, "range", range);
        saveRange(context, "a", rangeOfA.value_or(CodeRange{}));
        saveRange(context, "b", rangeOfB.value_or(CodeRange{}));
        return copiesOf(y, readers);
    }

    static variable_list backward(AutogradContext *context, const variable_list &gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const Tensor &y = saved[0];
        const Addend a{saved[1], savedRange(context, "a"), unlessPlaceheld(saved[2])};
        const Addend b{saved[3], savedRange(context, "b"), unlessPlaceheld(saved[4])};
        auto [gradient, other] = gather(gradients, y);
        if (!gradient.defined())
            return variable_list(8);
        AddendGradients ofA, ofB;
        const CodeRange range = savedRange(context, "range");
        if (a.x.defined()) {
            ofA = gateTwice(gradient, other, y, range, a);
        } else {
            gateInPlace(gradient, other, y, range, false);
            ofA.x = gradient;
        }
        if (b.x.defined())
            ofB = gateRounded(gradient, b);
        else
            ofB.x = gradient;
        return {ofA.x, ofA.bias, ofB.x, ofB.bias, Tensor(), Tensor(), Tensor(), Tensor()};
    }
};

struct TruncateFunction : torch::autograd::Function<TruncateFunction> {
    static Tensor forward(AutogradContext *, const Tensor &x, double step) { return (x / step).trunc_().mul_(step); }
    static variable_list backward(AutogradContext *, variable_list gradients) { return {gradients.front(), Tensor()}; }
};

} // namespace

variable_list quantiseInPlace(const Tensor &x, const Tensor &bias, const CodeRange &range, int readers)
{
    return QuantiseFunction::apply(x, placeheld(bias), range, readers);
}

Tensor quantiseInPlace(const Tensor &x, const CodeRange &range) { return quantiseInPlace(x, {}, range, 1).front(); }

variable_list addQuantised(const Addend &a, const Addend &b, const CodeRange &range, int readers)
{
    const bool swap = b.toQuantise && !a.toQuantise;
    const Addend &first = swap ? b : a, &second = swap ? a : b;
    return AddFunction::apply(first.x, placeheld(first.bias), second.x, placeheld(second.bias), first.toQuantise,
                              second.toQuantise, range, readers);
}

Tensor truncateToCodes(const Tensor &x, double step) { return TruncateFunction::apply(x, step); }

} // namespace odimo::learn
