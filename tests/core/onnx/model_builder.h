// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/constant.h"
#include "core/onnx/import.h"

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace odimo::onnx {

using AttributeValue = std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>>;
using Attributes = std::vector<std::pair<std::string, AttributeValue>>;

/// Writes small ONNX files, node by node; every name is that of the value it gives.
class ModelBuilder {
public:
    /// An input "x" of this shape; 0 is a dynamic size.
    explicit ModelBuilder(int opset = 17, const Dimensions &input = {1, 3, 8, 8})
    {
        proto.set_ir_version(8);
        proto.add_opset_import()->set_version(opset);
        proto.mutable_graph()->set_name("graph");
        addInput("x", input);
    }

    void addInput(const std::string &name, const Dimensions &shape)
    {
        ::onnx::ValueInfoProto *input = proto.mutable_graph()->add_input();
        input->set_name(name);
        auto *tensor = input->mutable_type()->mutable_tensor_type();
        tensor->set_elem_type(::onnx::TensorProto::FLOAT);
        for (const std::int64_t size : shape) {
            auto *dimension = tensor->mutable_shape()->add_dim();
            if (size == 0)
                dimension->set_dim_param("open");
            else
                dimension->set_dim_value(size);
        }
    }

    /// Returns the name of its output, which is that of the node as well.
    std::string node(const std::string &op, const std::vector<std::string> &inputs, const Attributes &attributes = {})
    {
        ::onnx::NodeProto *added = proto.mutable_graph()->add_node();
        const std::string name = op + std::to_string(proto.graph().node_size());
        added->set_op_type(op);
        added->set_name(name);
        added->add_output(name);
        for (const std::string &input : inputs)
            added->add_input(input);
        for (const auto &[attributeName, value] : attributes)
            setAttribute(*added->add_attribute(), attributeName, value);
        return name;
    }

    ::onnx::TensorProto &tensor(const std::string &name, const Dimensions &shape, int type)
    {
        ::onnx::TensorProto *added = proto.mutable_graph()->add_initializer();
        added->set_name(name);
        added->set_data_type(type);
        for (const std::int64_t size : shape)
            added->add_dims(size);
        return *added;
    }

    std::string floats(const Dimensions &shape, const std::vector<float> &values)
    {
        const std::string name = newName();
        tensor(name, shape, ::onnx::TensorProto::FLOAT)
            .set_raw_data(reinterpret_cast<const char *>(values.data()), values.size() * sizeof(float));
        return name;
    }

    /// Values that are all different: start, start + step, ...
    std::string ramp(const Dimensions &shape, float start = -0.5F, float step = 0.01F)
    {
        std::vector<float> values(static_cast<std::size_t>(elementCount(shape).value()));
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = start + step * static_cast<float>(i % 97);
        return floats(shape, values);
    }

    std::string integers(const std::vector<std::int64_t> &values)
    {
        const std::string name = newName();
        auto &added = tensor(name, {static_cast<std::int64_t>(values.size())}, ::onnx::TensorProto::INT64);
        for (const std::int64_t value : values)
            added.add_int64_data(value);
        return name;
    }

    std::string codes(const Dimensions &shape, int type, const std::vector<int> &values)
    {
        const std::string name = newName();
        auto &added = tensor(name, shape, type);
        for (const int value : values)
            added.add_int32_data(value);
        return name;
    }

    /// A 3x3 convolution that keeps the size, unless the attributes say otherwise.
    std::string convolution(const std::string &input, std::int64_t in, std::int64_t out,
                            const Attributes &attributes = {{"pads", std::vector<std::int64_t>{1, 1, 1, 1}}})
    {
        return node("Conv", {input, ramp({out, in, 3, 3}), ramp({out})}, attributes);
    }

    /// GlobalAveragePool, Flatten and Gemm to four classes.
    std::string classifier(const std::string &input, std::int64_t channels)
    {
        const std::string flat = node("Flatten", {node("GlobalAveragePool", {input})});
        return node("Gemm", {flat, ramp({4, channels}), ramp({4})}, {{"transB", std::int64_t{1}}});
    }

    ModelBuilder &output(const std::string &name)
    {
        proto.mutable_graph()->clear_output();
        proto.mutable_graph()->add_output()->set_name(name);
        return *this;
    }

    std::string bytes() const { return proto.SerializeAsString(); }

    Import import(const ImportRequest &request = {}) const { return importBytes(bytes(), request); }

    static Import importBytes(const std::string &bytes, const ImportRequest &request = {})
    {
        return importModel(std::as_bytes(std::span(bytes)), "model", request);
    }

    ::onnx::ModelProto proto;

private:
    std::string newName() { return "t" + std::to_string(proto.graph().initializer_size()); }

    static void setAttribute(::onnx::AttributeProto &attribute, const std::string &name, const AttributeValue &value)
    {
        attribute.set_name(name);
        if (const auto *integer = std::get_if<std::int64_t>(&value)) {
            attribute.set_type(::onnx::AttributeProto::INT);
            attribute.set_i(*integer);
        } else if (const auto *number = std::get_if<float>(&value)) {
            attribute.set_type(::onnx::AttributeProto::FLOAT);
            attribute.set_f(*number);
        } else if (const auto *text = std::get_if<std::string>(&value)) {
            attribute.set_type(::onnx::AttributeProto::STRING);
            attribute.set_s(*text);
        } else {
            attribute.set_type(::onnx::AttributeProto::INTS);
            for (const std::int64_t element : std::get<std::vector<std::int64_t>>(value))
                attribute.add_ints(element);
        }
    }
};

/// What the import says about the node with this name; "" for the file as a whole.
inline Finding findingOf(const Import &import, const std::string &node)
{
    const auto found = std::ranges::find(import.findings, node, &Finding::node);
    return found == import.findings.end() ? Finding{} : *found;
}

/// All findings as text, to show when a test fails and to search.
inline std::string findingsText(const Import &import)
{
    std::string text;
    for (const Finding &finding : import.findings)
        text += std::string(verdictName(finding.verdict)) + " " + finding.node + " (" + finding.op +
                "): " + finding.reason + (finding.remedy.empty() ? "" : "; " + finding.remedy) + "\n";
    return text;
}

} // namespace odimo::onnx
