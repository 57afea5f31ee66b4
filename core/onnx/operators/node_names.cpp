// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/node_names.h"
#include "core/onnx/short_name.h"

namespace odimo::onnx {

namespace {

/// A layer alone in its module goes by the module's name; what a module computes beside its layers keeps its own.
bool isModule(const std::string &op)
{
    return op == "Conv" || op == "Gemm" || op == "MatMul" || op == "BatchNormalization";
}

} // namespace

std::string NodeNames::nameFor(const Node &node)
{
    std::string name = node.name;
    name.erase(0, name.find_first_not_of('/'));
    const std::string ending = "/" + node.opInFile;
    if (isModule(node.opInFile) && name.ends_with(ending))
        name.resize(name.size() - ending.size());
    return unique(name.empty() ? node.opInFile : shortName(name));
}

std::string NodeNames::unique(const std::string &name)
{
    std::string free = name;
    while (!m_taken.insert(free).second)
        free = name + "_" + std::to_string(++m_counts.try_emplace(name, 1).first->second);
    return free;
}

} // namespace odimo::onnx
