// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/tensors.h"

#include <cstdlib>

namespace odimo::learn {

/// Where the tests of learn and tasks compute: on the device that ODIMO_TEST_DEVICE names, cpu or cuda; cpu if unset.
inline const char *testDeviceName()
{
    const char *name = std::getenv("ODIMO_TEST_DEVICE");
    return name ? name : "cpu";
}

inline torch::Device testDevice() { return deviceNamed(testDeviceName()); }

/// Options of the tensors that a test makes.
inline torch::TensorOptions onDevice() { return torch::TensorOptions().device(testDevice()); }

} // namespace odimo::learn
