// SPDX-License-Identifier: Apache-2.0
#pragma once

// The narrow part of LibTorch that this module and core/tasks use; <torch/torch.h> costs twice the compile time.
#include <torch/autograd.h>
#include <torch/types.h>
