// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <onnx/onnx_pb.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace odimo::samples {

/// Who computes and who reads the values of an ONNX file, and its constants.
class OnnxGraph {
public:
    explicit OnnxGraph(const std::string &file)
    {
        if (!m_model.ParseFromString(file))
            throw std::runtime_error("no ONNX file");
    }

    const ::onnx::ModelProto &model() const { return m_model; }
    const auto &nodes() const { return m_model.graph().node(); }

    const ::onnx::TensorProto *constant(const std::string &name) const
    {
        for (const ::onnx::TensorProto &tensor : m_model.graph().initializer())
            if (tensor.name() == name)
                return &tensor;
        return nullptr;
    }

    std::vector<float> floats(const std::string &name) const
    {
        const ::onnx::TensorProto *tensor = constant(name);
        if (!tensor)
            throw std::runtime_error("no constant " + name);
        return {tensor->float_data().begin(), tensor->float_data().end()};
    }

    const ::onnx::NodeProto &node(const std::string &name) const
    {
        for (const ::onnx::NodeProto &node : nodes())
            if (node.output(0) == name)
                return node;
        throw std::runtime_error("no node " + name);
    }

    std::vector<const ::onnx::NodeProto *> readers(const std::string &value) const
    {
        std::vector<const ::onnx::NodeProto *> found;
        for (const ::onnx::NodeProto &node : nodes())
            for (const std::string &input : node.input())
                if (input == value)
                    found.push_back(&node);
        return found;
    }

    /// The operators that follow a value, one after the other, as long as each is read by one node; at most `count`.
    std::vector<std::string> chain(std::string value, std::size_t count) const
    {
        std::vector<std::string> operators;
        while (operators.size() < count) {
            const auto next = readers(value);
            if (next.size() != 1)
                break;
            operators.push_back(next.front()->op_type());
            value = next.front()->output(0);
        }
        return operators;
    }

    /// The operators of all nodes, in order.
    std::vector<std::string> operators() const
    {
        std::vector<std::string> all;
        for (const ::onnx::NodeProto &node : nodes())
            all.push_back(node.op_type());
        return all;
    }

private:
    ::onnx::ModelProto m_model;
};

inline std::vector<std::int64_t> integersOf(const ::onnx::NodeProto &node, const std::string &attribute)
{
    for (const auto &own : node.attribute())
        if (own.name() == attribute)
            return own.ints().empty() ? std::vector<std::int64_t>{own.i()}
                                      : std::vector<std::int64_t>{own.ints().begin(), own.ints().end()};
    throw std::runtime_error(node.name() + " has no " + attribute);
}

} // namespace odimo::samples
