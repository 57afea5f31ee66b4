// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/read/message_scan.h"

#include <google/protobuf/io/coded_stream.h>

#include <limits>
#include <vector>

namespace odimo::onnx {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::io::CodedInputStream;

constexpr int mostElements = 1'000'000;
/// As deep as protobuf itself would go.
constexpr std::size_t mostDepth = 100;

/// The kinds of fields on the wire (https://protobuf.dev/programming-guides/encoding); groups, long deprecated, are
/// not part of ONNX.
enum WireType : std::uint32_t { Varint = 0, Fixed64 = 1, Delimited = 2, Fixed32 = 5 };

class Scan {
public:
    Scan(CodedInputStream &stream, const Descriptor &message) : m_stream(stream), m_open{{&message, 0}} {}

    ScanResult run()
    {
        while (true) {
            const std::uint32_t tag = m_stream.ReadTag();
            if (tag == 0) {
                if (!m_stream.ConsumedEntireMessage())
                    return ScanResult::Damaged;
                if (m_open.size() == 1)
                    return ScanResult::Fine;
                m_stream.PopLimit(m_open.back().outerLimit);
                m_open.pop_back();
            } else if (!field(tag)) {
                return ScanResult::Damaged;
            }
            if (m_elements > mostElements)
                return ScanResult::TooMany;
        }
    }

private:
    struct OpenMessage {
        const Descriptor *type;
        CodedInputStream::Limit outerLimit;
    };

    bool field(std::uint32_t tag)
    {
        const FieldDescriptor *known = m_open.back().type->FindFieldByNumber(static_cast<int>(tag >> 3));
        const bool isNumber = known && known->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE &&
                              known->cpp_type() != FieldDescriptor::CPPTYPE_STRING;
        m_elements += isNumber ? 0 : 1;
        std::uint64_t ignored = 0;
        switch (tag & 7) {
        case Varint:
            return m_stream.ReadVarint64(&ignored);
        case Fixed64:
            return m_stream.Skip(8);
        case Fixed32:
            return m_stream.Skip(4);
        case Delimited:
            return delimited(known ? known->message_type() : nullptr);
        default:
            return false;
        }
    }

    bool delimited(const Descriptor *message)
    {
        std::uint32_t size = 0;
        if (!m_stream.ReadVarint32(&size) || size > std::numeric_limits<int>::max())
            return false;
        if (!message)
            return m_stream.Skip(static_cast<int>(size));
        m_open.push_back({message, m_stream.PushLimit(static_cast<int>(size))});
        return m_open.size() <= mostDepth;
    }

    CodedInputStream &m_stream;
    std::vector<OpenMessage> m_open;
    int m_elements = 0;
};

} // namespace

ScanResult scanMessage(google::protobuf::io::ZeroCopyInputStream &stream, const Descriptor &message)
{
    CodedInputStream coded(&stream);
    return Scan(coded, message).run();
}

} // namespace odimo::onnx
