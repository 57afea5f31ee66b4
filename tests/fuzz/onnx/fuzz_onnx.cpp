// SPDX-License-Identifier: Apache-2.0
// The importer on any bytes: a network, findings or an odimo::Error, and nothing else.
#include "core/base/error.h"
#include "core/onnx/import.h"

#include <cstdlib>
#include <span>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        const odimo::onnx::Import import = odimo::onnx::importModel(std::as_bytes(std::span(data, size)), "fuzz",
                                                                    {.input = odimo::network::Shape{3, 8, 8}});
        bool isRefused = false;
        for (const odimo::onnx::Finding &finding : import.findings)
            isRefused = isRefused || finding.verdict == odimo::onnx::Verdict::Refused;
        if (import.model.has_value() == isRefused)
            std::abort();
    } catch (const odimo::Error &) {
        // What a bad file should give.
    }
    return 0;
}
