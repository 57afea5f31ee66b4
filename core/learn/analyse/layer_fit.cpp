// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/layer_fit.h"

#include "core/learn/quantise/weight_quantisers.h"

#include <ATen/ops/linalg_solve.h>
#include <ATen/ops/mkldnn_linear.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <span>

namespace odimo::learn {

using torch::Tensor;

namespace {

constexpr std::int64_t fewestImages = 16;
constexpr std::int64_t fewestRows = 4096;
constexpr std::int64_t rowsPerInput = 12;
constexpr int sweeps = 4;
/// Of the mean variance: keeps inputs that hardly vary in these images from being used freely.
constexpr double ridge = 0.01;
/// Of a variance: what hardly varies in these images at all, such as a channel that died, is no reason to change
/// weights and leaves no equations without a solution.
constexpr double leastVariance = 1e-12;
/// Weights stay so far, in steps, from where their integer would change: snapping the scale moves that.
constexpr float margin = 0.1F;

/// a b, [M, R] by [R, N]. oneDNN's product, which LibTorch brings: the BLAS of a distribution may be ten times slower.
Tensor matrixProduct(const Tensor &a, const Tensor &b)
{
    if (!a.device().is_cpu() || !at::hasMKLDNN())
        return a.matmul(b);
    return at::mkldnn_linear(a.contiguous().to_mkldnn(), b.t().contiguous(), {}).to_dense();
}

/// The x of a x = b. A GPU's solver is a library that LibTorch loads at the first call, and no second thread may call
/// before it has (PyTorch issue 90613).
Tensor solve(const Tensor &a, const Tensor &b)
{
    if (a.is_cuda()) {
        static std::once_flag loaded;
        std::call_once(loaded, [&] { at::linalg_solve(torch::eye(1, a.options()), torch::ones({1, 1}, a.options())); });
    }
    return at::linalg_solve(a, b);
}

/// How many of the images are looked at.
std::int64_t sampledImages(const network::Convolution &op, const Tensor &x)
{
    const std::int64_t inputs = x.size(1) * op.kernel.height * op.kernel.width;
    const std::int64_t positions =
        std::max<std::int64_t>(x.size(2) * x.size(3) / (op.stride.height * op.stride.width), 1);
    const std::int64_t rows = std::max(fewestRows, rowsPerInput * inputs);
    return std::min(x.size(0), std::max(fewestImages, (rows + positions - 1) / positions));
}

/// The integers of one channel.
struct Channel {
    std::span<const float> covariance; ///< [K, K]
    std::span<const float> wanted;     ///< Covariance of the wanted output with each input.
    std::span<float> codes;
    std::span<float> covarianceOfCodes;
    float most = 1;

    float bestStep(float fallback) const
    {
        double product = 0;
        double square = 0;
        for (std::size_t j = 0; j < codes.size(); ++j) {
            product += static_cast<double>(codes[j]) * wanted[j];
            square += static_cast<double>(codes[j]) * covarianceOfCodes[j];
        }
        return square > 0 && product > 0 ? static_cast<float>(product / square) : fallback;
    }

    void change(std::size_t j, float by)
    {
        codes[j] += by;
        const float *row = covariance.data() + j * codes.size();
        for (std::size_t i = 0; i < codes.size(); ++i)
            covarianceOfCodes[i] += by * row[i];
    }

    /// Changes each integer by one where that lessens the error.
    void sweep(float step)
    {
        for (std::size_t j = 0; j < codes.size(); ++j) {
            const float slope = step * covarianceOfCodes[j] - wanted[j];
            const float by = slope > 0 ? -1.0F : 1.0F;
            if (std::abs(codes[j] + by) <= most && 2 * std::abs(slope) > step * covariance[j * codes.size() + j])
                change(j, by);
        }
    }
};

/// What the diagonal of a covariance gets more.
double regularisation(const Tensor &covariance)
{
    return std::max(ridge * covariance.diagonal().mean().item<double>(), leastVariance);
}

/// The weight nearest to `weight` that is rounded to `code`.
float within(float weight, float code, float step, float most)
{
    const float low = code > -most ? (code - 0.5F + margin) * step : weight;
    const float high = code < most ? (code + 0.5F - margin) * step : weight;
    return std::clamp(weight, std::min(low, high), std::max(low, high));
}

} // namespace

bool readsInRows(const network::Operator &layer)
{
    const auto *convolution = std::get_if<network::Convolution>(&layer);
    return !convolution || convolution->groups == 1;
}

Tensor sampledInput(const network::Operator &layer, const Tensor &x)
{
    const auto *op = std::get_if<network::Convolution>(&layer);
    return op ? x.slice(0, 0, sampledImages(*op, x)) : x;
}

Tensor readRows(const network::Operator &layer, const Tensor &x)
{
    const auto *op = std::get_if<network::Convolution>(&layer);
    if (!op)
        return x.flatten(1);
    const network::Padding &padding = op->padding;
    const Tensor padded = torch::constant_pad_nd(sampledInput(layer, x).contiguous(),
                                                 {padding.left, padding.right, padding.top, padding.bottom}, 0);
    const Tensor columns =
        torch::im2col(padded, {op->kernel.height, op->kernel.width}, {op->dilation.height, op->dilation.width}, {0, 0},
                      {op->stride.height, op->stride.width});
    return columns.transpose(1, 2).reshape({-1, columns.size(1)});
}

Tensor outputRows(const network::Operator &layer, const Tensor &x, const Tensor &y)
{
    const auto *op = std::get_if<network::Convolution>(&layer);
    if (!op)
        return y.clone();
    return y.slice(0, 0, sampledImages(*op, x)).permute({0, 2, 3, 1}).reshape({-1, y.size(1)}).clone();
}

LayerMoments momentsOf(const Tensor &readRows, const Tensor &wantedRows)
{
    const Tensor centred = readRows - readRows.mean(0);
    const auto count = static_cast<double>(readRows.size(0));
    return {matrixProduct(centred.t(), centred) / count,
            matrixProduct((wantedRows - wantedRows.mean(0)).t(), centred) / count};
}

ScaledWeights fitIntegers(const ScaledWeights &start, int bits, const LayerMoments &moments)
{
    const auto most = static_cast<float>(integer::largestWeight(bits));
    const Tensor flat = start.weight.flatten(1).to(torch::kCPU).contiguous();
    const Tensor read = moments.read.to(torch::kCPU).clone();
    const double extra = regularisation(read);
    read.diagonal().add_(extra);
    const Tensor both = (moments.both.to(torch::kCPU) + extra * flat).contiguous();
    ScaledWeights fitted{flat.clone(), start.scales};
    const Tensor scales = torch::tensor(start.scales, torch::kFloat64).to(torch::kFloat32);
    const Tensor codes = weightCodes(flat, scales, bits).contiguous();
    const Tensor ofCodes = matrixProduct(codes, read).contiguous();
    const auto inputs = static_cast<std::size_t>(flat.size(1));
    const auto row = [inputs](const Tensor &tensor, std::size_t c) {
        return std::span(tensor.data_ptr<float>() + c * inputs, inputs);
    };
    const std::span<const float> all(read.data_ptr<float>(), inputs * inputs);
    for (std::size_t c = 0; c < fitted.scales.size(); ++c) {
        Channel channel{all, row(both, c), row(codes, c), row(ofCodes, c), most};
        auto step = static_cast<float>(fitted.scales[c]) / most;
        for (int index = 0; index < sweeps; ++index) {
            step = channel.bestStep(step);
            channel.sweep(step);
        }
        step = channel.bestStep(step);
        fitted.scales[c] = static_cast<double>(step) * most;
        for (std::size_t j = 0; j < inputs; ++j)
            row(fitted.weight, c)[j] = within(row(flat, c)[j], channel.codes[j], step, most);
    }
    fitted.weight = fitted.weight.view(start.weight.sizes()).to(start.weight.device());
    return fitted;
}

Tensor fitReals(const Tensor &weight, const LayerMoments &moments)
{
    const Tensor flat = weight.flatten(1);
    const Tensor left = moments.both - matrixProduct(flat, moments.read);
    Tensor read = moments.read.clone();
    read.diagonal().add_(regularisation(read));
    return (flat + solve(read, left.t()).t()).view(weight.sizes());
}

Tensor fitDiagonal(const Tensor &kernels, const Tensor &readRows, const Tensor &wantedRows)
{
    const std::int64_t channels = kernels.size(0);
    const auto count = static_cast<double>(readRows.size(0));
    const Tensor start = kernels.flatten(1).unsqueeze(2); // [C, K, 1]
    const Tensor read = (readRows - readRows.mean(0)).view({readRows.size(0), channels, -1}).permute({1, 2, 0});
    const Tensor wanted = (wantedRows - wantedRows.mean(0)).t().unsqueeze(2);
    Tensor covariance = read.matmul(read.transpose(1, 2)) / count; // [C, K, K]
    const Tensor left = read.matmul(wanted) / count - covariance.matmul(start);
    const Tensor extra = (covariance.diagonal(0, 1, 2).mean(1) * ridge).clamp_min(leastVariance);
    covariance.diagonal(0, 1, 2).add_(extra.unsqueeze(1));
    return (start + solve(covariance, left)).view(kernels.sizes());
}

Tensor diagonalOutputs(const Tensor &kernels, const Tensor &readRows)
{
    return (readRows.view({readRows.size(0), kernels.size(0), -1}) * kernels.flatten(1)).sum(2);
}

} // namespace odimo::learn
