// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/onnx/model_writer.h"

#include "core/base/version.h"

#include <onnx/onnx_pb.h>

namespace odimo::deploy {

namespace {

constexpr int irVersion = 7; // The first with opset 13.

void describe(::onnx::ValueInfoProto &value, const std::string &name, int images, const OnnxDimensions &dimensions)
{
    value.set_name(name);
    auto *tensor = value.mutable_type()->mutable_tensor_type();
    tensor->set_elem_type(::onnx::TensorProto::FLOAT);
    auto &first = *tensor->mutable_shape()->add_dim();
    if (images == 0)
        first.set_dim_param("images");
    else
        first.set_dim_value(images);
    for (const std::int64_t size : dimensions)
        tensor->mutable_shape()->add_dim()->set_dim_value(size);
}

::onnx::TensorProto &constant(::onnx::ModelProto &model, const std::string &name, const OnnxDimensions &dimensions,
                              ::onnx::TensorProto::DataType type)
{
    ::onnx::TensorProto &tensor = *model.mutable_graph()->add_initializer();
    tensor.set_name(name);
    tensor.set_data_type(type);
    for (const std::int64_t size : dimensions)
        tensor.add_dims(size);
    return tensor;
}

} // namespace

OnnxModelWriter::OnnxModelWriter(const std::string &name, const std::string &input, const OnnxDimensions &image,
                                 OnnxForm form)
    : m_model(std::make_unique<::onnx::ModelProto>()), m_form(form)
{
    m_model->set_ir_version(irVersion);
    m_model->set_producer_name("odimo");
    m_model->set_producer_version(version());
    m_model->add_opset_import()->set_version(form.opset);
    m_model->mutable_graph()->set_name(name);
    describe(*m_model->mutable_graph()->add_input(), input, form.images, image);
}

OnnxModelWriter::~OnnxModelWriter() = default;

std::string OnnxModelWriter::node(const std::string &op, const std::string &name,
                                  const std::vector<std::string> &inputs, const OnnxAttributes &attributes)
{
    ::onnx::NodeProto &node = *m_model->mutable_graph()->add_node();
    node.set_op_type(op);
    node.set_name(name);
    node.add_output(name);
    for (const std::string &input : inputs)
        node.add_input(input);
    for (const auto &[key, value] : attributes) {
        ::onnx::AttributeProto &attribute = *node.add_attribute();
        attribute.set_name(key);
        if (const auto *integer = std::get_if<std::int64_t>(&value)) {
            attribute.set_type(::onnx::AttributeProto::INT);
            attribute.set_i(*integer);
            continue;
        }
        if (const auto *real = std::get_if<double>(&value)) {
            attribute.set_type(::onnx::AttributeProto::FLOAT);
            attribute.set_f(static_cast<float>(*real));
            continue;
        }
        attribute.set_type(::onnx::AttributeProto::INTS);
        for (const std::int64_t integer : std::get<std::vector<std::int64_t>>(value))
            attribute.add_ints(integer);
    }
    return name;
}

std::string OnnxModelWriter::floats(const std::string &name, const std::vector<double> &values,
                                    const OnnxDimensions &dimensions)
{
    ::onnx::TensorProto &tensor = constant(*m_model, name, dimensions, ::onnx::TensorProto::FLOAT);
    for (const double value : values)
        tensor.add_float_data(static_cast<float>(value));
    return name;
}

std::string OnnxModelWriter::integers(const std::string &name, const std::vector<std::int64_t> &values)
{
    ::onnx::TensorProto &tensor =
        constant(*m_model, name, {static_cast<std::int64_t>(values.size())}, ::onnx::TensorProto::INT64);
    for (const std::int64_t value : values)
        tensor.add_int64_data(value);
    return name;
}

std::string OnnxModelWriter::codes(const std::string &name, const std::vector<int> &values,
                                   const OnnxDimensions &dimensions, bool isSigned)
{
    ::onnx::TensorProto &tensor =
        constant(*m_model, name, dimensions, isSigned ? ::onnx::TensorProto::INT8 : ::onnx::TensorProto::UINT8);
    std::string &bytes = *tensor.mutable_raw_data();
    for (const int value : values)
        bytes.push_back(static_cast<char>(value));
    return name;
}

void OnnxModelWriter::output(const std::string &name, const OnnxDimensions &dimensions)
{
    describe(*m_model->mutable_graph()->add_output(), name, m_form.images, dimensions);
}

std::string OnnxModelWriter::bytes() const { return m_model->SerializeAsString(); }

} // namespace odimo::deploy
