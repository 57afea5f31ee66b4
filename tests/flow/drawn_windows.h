// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/network/reference_forward.h"
#include "tests/core/onnx/model_builder.h"

namespace odimo::flow {

/// Where the windows of a Conv or pool lie along one axis.
struct Windows {
    int size = 1;
    int kernel = 1;
    int stride = 1;
    int dilation = 1;
    int begin = 0;
    int end = 0;
    int count = 0;

    int place(int window, int i) const { return window * stride - begin + i * dilation; }
    bool isInImage(int at) const { return at >= 0 && at < size; }
    bool isInPadded(int at) const { return at >= -begin && at < size + end; }
};

struct DrawnWindows {
    Windows rows;
    Windows columns;
};

/// Draws windows and writes their attributes; those of pools pad less than their kernel.
DrawnWindows drawWindows(Random &random, const network::reference::Map &input, bool isPool,
                         onnx::Attributes &attributes);

/// 3x3, padded by one pixel.
DrawnWindows sameWindows(const network::reference::Map &input);

network::reference::Map pooled(const network::reference::Map &input, const DrawnWindows &windows, bool isMaximum,
                               bool countsPadding);

/// `weights` [outputs, channels / groups, kH, kW], `bias` [outputs].
network::reference::Map convolved(const network::reference::Map &input, const DrawnWindows &windows,
                                  const std::vector<float> &weights, const std::vector<float> &bias, int groups);

} // namespace odimo::flow
