// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/read/read_model.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/onnx/read/git_lfs.h"
#include "core/onnx/read/message_scan.h"
#include "core/onnx/read/plain_text.h"
#include "core/onnx/read/read_tensor.h"
#include "core/onnx/short_name.h"

#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <onnx/onnx_pb.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <functional>
#include <memory>
#include <unordered_set>

#include <fcntl.h>

namespace odimo::onnx {

namespace {

using google::protobuf::io::ZeroCopyInputStream;
using OpenStream = std::function<std::unique_ptr<ZeroCopyInputStream>()>;

constexpr int mostNodes = 10'000;
constexpr int mostInitializers = 100'000;
/// Of all nodes together; a network looks through them once a node.
constexpr std::size_t mostInputs = 100'000;
/// Sizes of an image beyond this are a mistake; products of four of them do not overflow.
constexpr std::int64_t mostSize = 65'535;
/// Some files hold the size of a whole test set as their batch.
constexpr std::int64_t mostBatch = 16'777'216;

std::string beginning(ZeroCopyInputStream &stream)
{
    const void *bytes = nullptr;
    int count = 0;
    return stream.Next(&bytes, &count) ? std::string(static_cast<const char *>(bytes), static_cast<std::size_t>(count))
                                       : std::string();
}

std::unique_ptr<::onnx::ModelProto> parseModel(const OpenStream &open, const std::string &file)
{
    const ScanResult scan = scanMessage(*open(), *::onnx::ModelProto::descriptor());
    if (scan == ScanResult::TooMany)
        throw Error(file + " consists of more than a million pieces, which no network for a small chip does; "
                           "export it without debug information");
    if (const auto message = scan == ScanResult::Damaged ? lfsPointerMessage(beginning(*open())) : std::nullopt)
        throw Error(file + " " + *message);
    auto model = std::make_unique<::onnx::ModelProto>();
    if (scan == ScanResult::Damaged || !model->ParsePartialFromZeroCopyStream(open().get()) || !model->has_graph() ||
        model->opset_import_size() == 0)
        throw Error(file + " is no ONNX model, or is damaged; export it anew or copy it again");
    return model;
}

/// Names end up in messages, tables and JSON. They may be long: some exporters join those of all nodes they fused.
const std::string &checkedName(const std::string &name, const std::string &file)
{
    if (!isPlainText(name))
        throw Error(file + " has a name that is no plain text; export it anew, or copy it again");
    return name;
}

Attribute readAttribute(::onnx::AttributeProto &attribute, ExternalData &external, const std::string &where)
{
    switch (attribute.type()) {
    case ::onnx::AttributeProto::FLOAT:
        return attribute.f();
    case ::onnx::AttributeProto::INT:
        return std::int64_t{attribute.i()};
    case ::onnx::AttributeProto::STRING:
        return attribute.s();
    case ::onnx::AttributeProto::TENSOR:
        return readTensor(*attribute.mutable_t(), external, where);
    case ::onnx::AttributeProto::INTS:
        return std::vector<std::int64_t>(attribute.ints().begin(), attribute.ints().end());
    case ::onnx::AttributeProto::FLOATS:
        return std::vector<float>(attribute.floats().begin(), attribute.floats().end());
    default:
        return std::monostate();
    }
}

bool isInteger(int element)
{
    constexpr std::array types = {::onnx::TensorProto::INT8,   ::onnx::TensorProto::UINT8, ::onnx::TensorProto::INT16,
                                  ::onnx::TensorProto::UINT16, ::onnx::TensorProto::INT32, ::onnx::TensorProto::INT64};
    return std::ranges::find(types, element) != types.end();
}

class GraphReader {
public:
    GraphReader(::onnx::GraphProto &proto, Graph &graph, ExternalData external)
        : m_proto(proto), m_graph(graph), m_external(std::move(external))
    {
    }

    void read(const std::optional<std::string> &output)
    {
        if (m_proto.node_size() > mostNodes || m_proto.initializer_size() > mostInitializers)
            fail("it has " + std::to_string(m_proto.node_size()) + " nodes and " +
                 std::to_string(m_proto.initializer_size()) + " initialisers; up to " + std::to_string(mostNodes) +
                 " and " + std::to_string(mostInitializers) + " are read");
        if (m_proto.sparse_initializer_size() > 0)
            fail("it has sparse initialisers; export it with dense ones");
        for (::onnx::TensorProto &tensor : *m_proto.mutable_initializer())
            readInitializer(tensor);
        readInput();
        for (int index = 0; index < m_proto.node_size(); ++index)
            readNode(*m_proto.mutable_node(index), index);
        readOutput(output);
        if (!m_defined.contains(m_graph.output))
            fail("nothing computes its output \"" + shortName(checkedName(m_graph.output, m_graph.file)) +
                 "\"; export the model anew");
    }

private:
    [[noreturn]] void fail(const std::string &reason) const { throw Error(m_graph.file + ": " + reason); }

    const std::string &define(const std::string &value)
    {
        if (!m_defined.insert(checkedName(value, m_graph.file)).second)
            fail("the name \"" + shortName(value) + "\" is given twice; export the model anew");
        return value;
    }

    void readInitializer(::onnx::TensorProto &tensor)
    {
        const std::string name = define(tensor.name());
        const std::string where = m_graph.file + ": the initialiser \"" + shortName(name) + "\"";
        if (hasNoValues(tensor, m_external, where))
            addMissing(name, {tensor.dims().begin(), tensor.dims().end()}, where);
        else
            add(name, readTensor(tensor, m_external, where));
    }

    void add(const std::string &name, Constant constant)
    {
        m_graph.room += static_cast<std::int64_t>(constant.count());
        m_graph.constants.emplace(name, std::move(constant));
    }

    void addMissing(const std::string &name, const Dimensions &shape, const std::string &where)
    {
        add(name, withoutValues(shape, where));
        m_missingValues += static_cast<std::int64_t>(m_graph.constants.at(name).count());
        if (m_missingValues > mostMissingValues)
            fail("its tensors without values are too large; export it with its weights");
        m_graph.missing.push_back(name);
    }

    /// What nodes read, but none as its first input: weights, and never images.
    std::unordered_set<std::string> readLater() const
    {
        std::unordered_set<std::string> values;
        for (const ::onnx::NodeProto &node : m_proto.node())
            values.insert(node.input().begin(), node.input().end());
        for (const ::onnx::NodeProto &node : m_proto.node())
            if (node.input_size() > 0)
                values.erase(node.input(0));
        return values;
    }

    /// Some files have their weights as inputs, of which the shape alone is known.
    std::vector<const ::onnx::ValueInfoProto *>
    withoutWeights(const std::vector<const ::onnx::ValueInfoProto *> &inputs)
    {
        const std::unordered_set<std::string> later = readLater();
        std::vector<const ::onnx::ValueInfoProto *> images, weights;
        for (const ::onnx::ValueInfoProto *input : inputs)
            (later.contains(input->name()) ? weights : images).push_back(input);
        if (images.size() != 1)
            return inputs;
        for (const ::onnx::ValueInfoProto *weight : weights) {
            Dimensions shape;
            for (const auto &dimension : weight->type().tensor_type().shape().dim())
                shape.push_back(dimension.has_dim_value() ? dimension.dim_value() : 0);
            const std::string name = define(weight->name());
            addMissing(name, shape, m_graph.file + ": the input \"" + shortName(name) + "\"");
        }
        return images;
    }

    /// Old files list the initialisers among the inputs.
    void readInput()
    {
        std::vector<const ::onnx::ValueInfoProto *> inputs;
        std::string names;
        for (const ::onnx::ValueInfoProto &input : m_proto.input())
            if (!m_graph.constants.contains(input.name())) {
                inputs.push_back(&input);
                names += (names.empty() ? "\"" : ", \"") + shortName(checkedName(input.name(), m_graph.file)) + "\"";
            }
        if (inputs.size() > 1)
            inputs = withoutWeights(inputs);
        if (inputs.size() != 1)
            fail("it has " + std::to_string(inputs.size()) + " inputs" + (names.empty() ? "" : ", ") + names +
                 "; export it with the image as its only input");
        m_graph.input = define(inputs[0]->name());
        readInputShape(inputs[0]->type());
    }

    void readInputShape(const ::onnx::TypeProto &type)
    {
        const std::string input = "the input \"" + shortName(m_graph.input) + "\" ";
        const int element = type.tensor_type().elem_type();
        m_graph.takesIntegers = isInteger(element);
        if (!m_graph.takesIntegers && element != ::onnx::TensorProto::FLOAT &&
            element != ::onnx::TensorProto::FLOAT16 && element != ::onnx::TensorProto::DOUBLE)
            fail(input + "takes no numbers; export the model with images of float32 as its input");
        for (const ::onnx::TensorShapeProto::Dimension &dimension : type.tensor_type().shape().dim()) {
            const std::int64_t most = m_graph.inputShape.empty() ? mostBatch : mostSize;
            if (dimension.has_dim_value() && (dimension.dim_value() < 1 || dimension.dim_value() > most))
                fail(input + "has a size of " + std::to_string(dimension.dim_value()) + "; sizes go from 1 to " +
                     std::to_string(most) + ", and are stated anew by an export");
            m_graph.inputShape.push_back(dimension.has_dim_value() ? dimension.dim_value() : 0);
        }
        if (m_graph.inputShape.size() < 2 || m_graph.inputShape.size() > 4)
            fail(input + "has " + std::to_string(m_graph.inputShape.size()) +
                 " axes; a network takes images [N, C, H, W], signals [N, C, L] or features [N, F]");
    }

    void readOutput(const std::optional<std::string> &stated)
    {
        std::string names;
        std::vector<std::string> last; // What no node reads.
        std::unordered_set<std::string> read;
        for (const ::onnx::NodeProto &node : m_proto.node())
            read.insert(node.input().begin(), node.input().end());
        for (const ::onnx::ValueInfoProto &output : m_proto.output()) {
            if (stated == output.name() || m_proto.output_size() == 1)
                m_graph.output = output.name();
            if (!read.contains(output.name()))
                last.push_back(output.name());
            constexpr std::size_t mostText = 400;
            if (names.size() < mostText)
                names += (names.empty() ? "\"" : ", \"") + checkedName(output.name(), m_graph.file) + "\"";
        }
        if (m_proto.output_size() == 0)
            fail("it has no output; export it with the class scores as its output");
        if (stated && m_graph.output != *stated)
            fail("it has no output \"" + shortName(*stated) + "\"; there is " + names);
        if (m_graph.output.empty() && last.size() == 1)
            m_graph.output = last.front();
        if (m_graph.output.empty())
            fail("it has " + std::to_string(m_proto.output_size()) + " outputs, " + names +
                 "; write that of the class scores behind the file, for example net.onnx:output=" +
                 m_proto.output(0).name());
    }

    void readNode(::onnx::NodeProto &proto, int position)
    {
        Node node;
        node.position = position;
        node.op = shortName(checkedName(proto.op_type(), m_graph.file));
        node.opInFile = node.op;
        node.domain = checkedName(proto.domain() == "ai.onnx" ? "" : proto.domain(), m_graph.file);
        for (const std::string &value : proto.input())
            node.inputs.push_back(checkedName(value, m_graph.file));
        m_inputs += node.inputs.size();
        if (m_inputs > mostInputs)
            fail("its nodes have more than " + std::to_string(mostInputs) + " inputs; take a simpler network");
        for (const std::string &value : proto.output())
            node.outputs.push_back(value.empty() ? value : define(value));
        if (node.outputs.empty() || node.outputs[0].empty())
            fail("node " + std::to_string(position) + " (" + node.op + ") has no output; export the model anew");
        node.name = checkedName(proto.name().empty() ? node.outputs[0] : proto.name(), m_graph.file);
        const std::string where = m_graph.file + ": node \"" + shortName(node.name) + "\" (" + node.op + ")";
        for (::onnx::AttributeProto &attribute : *proto.mutable_attribute())
            if (!node.attributes
                     .emplace(
                         checkedName(attribute.name(), m_graph.file),
                         readAttribute(attribute, m_external, where + ": attribute " + shortName(attribute.name())))
                     .second)
                throw Error(where + " gives the attribute " + shortName(attribute.name()) +
                            " twice; export the model anew");
        for (const auto &[name, attribute] : node.attributes)
            if (const Constant *constant = std::get_if<Constant>(&attribute))
                m_graph.room += static_cast<std::int64_t>(constant->count());
        m_graph.nodes.push_back(std::move(node));
    }

    ::onnx::GraphProto &m_proto;
    Graph &m_graph;
    ExternalData m_external;
    std::unordered_set<std::string> m_defined;
    std::size_t m_inputs = 0; ///< Of the nodes read so far.
    std::int64_t m_missingValues = 0;
};

Graph readGraph(const OpenStream &open, const std::string &file, ExternalData external,
                const std::optional<std::string> &output)
{
    Graph graph;
    graph.file = file;
    const std::unique_ptr<::onnx::ModelProto> model = parseModel(open, file);
    for (const ::onnx::OperatorSetIdProto &set : model->opset_import())
        if (set.domain().empty() || set.domain() == "ai.onnx")
            graph.opset = static_cast<int>(std::clamp<std::int64_t>(set.version(), 0, 1'000'000));
    GraphReader(*model->mutable_graph(), graph, std::move(external)).read(output);
    // Room for a few steps with each constant (dequantise, cast, transpose), and for the shapes of small models.
    graph.room = 6 * graph.room + (std::int64_t{1} << 20);
    return graph;
}

/// Beyond that protobuf does not go.
void checkSize(std::uintmax_t size, const std::string &file)
{
    if (size == 0)
        throw Error(file + " is empty; export the model anew or copy it again");
    if (size > std::numeric_limits<int>::max())
        throw Error(file + " is larger than 2 GiB; export it with its weights as external data");
}

} // namespace

Graph readModel(const std::filesystem::path &path, const std::optional<std::string> &output)
{
    const std::string file = path.string();
    std::error_code failed;
    if (std::filesystem::is_directory(path, failed))
        throw Error(file + " is no file; name the .onnx file itself");
    requireRegularFile(path);
    const OpenStream open = [&] {
        const int descriptor = ::fcntl(fileno(openToRead(path).get()), F_DUPFD_CLOEXEC, 0);
        if (descriptor < 0)
            throw Error(file + " cannot be read: " + std::strerror(errno), ErrorKind::InputOutput);
        auto stream = std::make_unique<google::protobuf::io::FileInputStream>(descriptor, 1 << 16);
        stream->SetCloseOnDelete(true);
        return stream;
    };
    const std::uintmax_t size = std::filesystem::file_size(path, failed);
    if (!failed)
        checkSize(size, file);
    return readGraph(open, file, ExternalData(path.parent_path()), output);
}

Graph readModel(std::span<const std::byte> bytes, const std::string &name, const std::optional<std::string> &output)
{
    checkSize(bytes.size(), name);
    const OpenStream open = [&] {
        return std::make_unique<google::protobuf::io::ArrayInputStream>(bytes.data(), static_cast<int>(bytes.size()));
    };
    return readGraph(open, name, ExternalData(std::nullopt), output);
}

} // namespace odimo::onnx
