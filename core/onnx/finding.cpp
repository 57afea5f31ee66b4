// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/finding.h"

namespace odimo::onnx {

const char *verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Mappable:
        return "mappable";
    case Verdict::Folded:
        return "folded";
    case Verdict::Host:
        return "host";
    case Verdict::Note:
        return "note";
    case Verdict::Refused:
        return "refused";
    }
    return "refused";
}

} // namespace odimo::onnx
