// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace odimo {

/// One visitor made of lambdas, for std::visit: `std::visit(Overloaded{[](A) {...}, [](B) {...}}, variant)`.
template <typename... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <typename... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

} // namespace odimo
