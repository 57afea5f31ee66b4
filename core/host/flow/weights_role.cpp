// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/weights_role.h"

namespace odimo::host {

const char *weightsRole(protocol::TaskKind kind)
{
    switch (kind) {
    case protocol::TaskKind::Warmup:
        return "warm";
    case protocol::TaskKind::Analyse:
        return "analysed";
    case protocol::TaskKind::Preview:
        return "previewed";
    case protocol::TaskKind::Search:
        return "searched";
    case protocol::TaskKind::Finetune:
    case protocol::TaskKind::Evaluate:
    case protocol::TaskKind::Logits:
    case protocol::TaskKind::Time:
        return "tuned";
    }
    return "";
}

} // namespace odimo::host
