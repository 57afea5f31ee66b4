// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo {

/// What this machine calls itself; empty if it does not say.
std::string hostName();

/// The processor's model, for example "AMD EPYC 7763 64-Core Processor"; empty if the system does not tell.
std::string processorName();

/// The models of the NVIDIA cards that the driver tells of, for example "NVIDIA H100 80GB HBM3"; empty without any.
std::string acceleratorNames();

} // namespace odimo
