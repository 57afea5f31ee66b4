// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/network.h"

#include <map>
#include <string>

namespace odimo::network {

/// The values of an entry's options, complete.
using OptionValues = std::map<std::string, double>;

/// He et al., Deep Residual Learning for Image Recognition (2015), section 4.2: three stages of basic blocks of
/// `width`, twice and four times `width` channels; a 1x1 convolution on the shortcut where the shape changes. `resnet8`
/// (one block a stage) is the image-classification network of MLPerf Tiny. Options: width, stem (stride).
Network resnet8(const std::string &name, Shape input, int classes, const OptionValues &options);
Network resnet20(const std::string &name, Shape input, int classes, const OptionValues &options);

/// The same paper, table 1: four stages of two blocks. Images below 128 pixels meet a 3x3 stem of stride 1, larger ones
/// the 7x7 of stride 2 with max pool. Option: width.
Network resnet18(const std::string &name, Shape input, int classes, const OptionValues &options);

/// Howard et al., MobileNets (2017), table 1, with all channels times `width`, rounded to multiples of 8. The first
/// convolution and the classifier are not searched, as in ODiMO.
Network mobilenetV1(const std::string &name, Shape input, int classes, const OptionValues &options);

/// The MobileNet that ODiMO's authors split on Darkside (arXiv 2409.18566): blocks 3, 5, 7 to 11 and 13 are one 3x3
/// convolution each, and these alone are searched. Options: width, stride of the first convolution (1 for CIFAR-100).
Network mobilenetV1Darkside(const std::string &name, Shape input, int classes, const OptionValues &options);

/// Zhang et al., Hello Edge (2017), the DS-CNN as in MLPerf Tiny's keyword spotting: a 10x4 convolution of stride 2,
/// four depthwise-separable blocks, all of `width` channels. The first kernel is clipped to inputs smaller than it.
Network dsCnn(const std::string &name, Shape input, int classes, const OptionValues &options);

} // namespace odimo::network
