// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <string>
#include <utility>

namespace odimo::onnx {

/// Why one node cannot be taken, and what to do about it. Thrown by what looks at a single node and turned into a
/// finding by Findings::judge, so that the nodes after it are looked at as well.
class Refusal : public Error {
public:
    Refusal(const std::string &reason, std::string remedy) : Error(reason), m_remedy(std::move(remedy)) {}
    const std::string &remedy() const { return m_remedy; }

private:
    std::string m_remedy;
};

} // namespace odimo::onnx
