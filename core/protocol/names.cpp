// SPDX-License-Identifier: Apache-2.0
#include "core/base/names.h"
#include "core/base/error.h"
#include "core/mapping/quantisation.h"
#include "core/protocol/task.h"

#include <initializer_list>

namespace odimo::protocol {

namespace {

template <typename Enum>
Enum fromName(const std::string &name, const char *what, std::initializer_list<Enum> values)
{
    if (const auto value = findNamed(values, name))
        return *value;
    throw Error("\"" + name + "\" is no " + what + "; there are " + namesOf(values));
}

} // namespace

const char *nameOf(TaskKind kind)
{
    switch (kind) {
    case TaskKind::Warmup:
        return "warmup";
    case TaskKind::Analyse:
        return "analyse";
    case TaskKind::Preview:
        return "preview";
    case TaskKind::Search:
        return "search";
    case TaskKind::Finetune:
        return "finetune";
    case TaskKind::Evaluate:
        return "evaluate";
    case TaskKind::Logits:
        return "logits";
    case TaskKind::Time:
        return "time";
    }
    return "";
}

const char *nameOf(LearningRateDecay decay)
{
    switch (decay) {
    case LearningRateDecay::Cosine:
        return "cosine";
    case LearningRateDecay::Steps:
        return "steps";
    }
    return "";
}

const char *nameOf(Precision precision)
{
    switch (precision) {
    case Precision::Full:
        return "full";
    case Precision::Mixed:
        return "mixed";
    case Precision::Automatic:
        return "auto";
    }
    return "";
}

const char *nameOf(Supernet supernet)
{
    switch (supernet) {
    case Supernet::None:
        return "none";
    case Supernet::Fine:
        return "fine";
    }
    return "";
}

const char *nameOf(CostRule rule)
{
    switch (rule) {
    case CostRule::JointStaircase:
        return "joint-staircase";
    case CostRule::Published:
        return "published";
    }
    return "";
}

const char *nameOf(QuantiserStyle style)
{
    switch (style) {
    case QuantiserStyle::Corrected:
        return "corrected";
    case QuantiserStyle::Published:
        return "published";
    }
    return "";
}

const char *nameOf(Numerics numerics)
{
    switch (numerics) {
    case Numerics::Float:
        return "float";
    case Numerics::Fake:
        return "fake";
    }
    return "";
}

TaskKind taskKindFromName(const std::string &name)
{
    using enum TaskKind;
    return fromName(name, "kind of task", {Warmup, Analyse, Preview, Search, Finetune, Evaluate, Logits, Time});
}

LearningRateDecay decayFromName(const std::string &name)
{
    using enum LearningRateDecay;
    return fromName(name, "learning rate decay", {Cosine, Steps});
}

Precision precisionFromName(const std::string &name)
{
    using enum Precision;
    return fromName(name, "precision", {Full, Mixed, Automatic});
}

Supernet supernetFromName(const std::string &name)
{
    using enum Supernet;
    return fromName(name, "supernet", {None, Fine});
}

CostRule costRuleFromName(const std::string &name)
{
    using enum CostRule;
    return fromName(name, "cost rule", {JointStaircase, Published});
}

QuantiserStyle quantiserStyleFromName(const std::string &name)
{
    using enum QuantiserStyle;
    if (name == mapping::correctedStyleBefore)
        return Corrected;
    return fromName(name, "quantiser style", {Corrected, Published});
}

Numerics numericsFromName(const std::string &name)
{
    using enum Numerics;
    return fromName(name, "kind of numerics", {Float, Fake});
}

} // namespace odimo::protocol
