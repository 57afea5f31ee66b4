// SPDX-License-Identifier: Apache-2.0
#include "core/network/tensor_file.h"

#include "core/base/checksum.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/base/safe_files.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <span>

// The format: 8 bytes length of the header, little-endian; the header, JSON padded with spaces to a multiple of 8
// bytes; the values of all tensors one after the other, without gaps.

namespace odimo::network {

namespace {

static_assert(std::endian::native == std::endian::little, "the file's numbers are copied as they stand in memory");

constexpr std::size_t lengthBytes = 8;
constexpr const char *metadataName = "__metadata__";
constexpr const char *checksumName = "checksum";

struct Entry {
    std::string name;
    ElementType type = ElementType::Float32;
    std::vector<std::int64_t> shape;
    std::int64_t begin = 0; ///< In bytes of the data.
    std::int64_t end = 0;
};

[[noreturn]] void refuse(const std::string &where, const std::string &reason)
{
    throw Error(where + " is no safetensors file, or is damaged: " + reason);
}

std::string headerText(const TensorFile &file)
{
    Json header = Json::object();
    if (!file.metadata.empty())
        header[metadataName] = file.metadata;
    std::uint64_t offset = 0;
    for (const auto &[name, tensor] : file.tensors) {
        const std::uint64_t end = offset + tensor.bytes.size();
        header[name] = {{"dtype", nameOf(tensor.type)}, {"shape", tensor.shape}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    // Metadata in another encoding must not make the weights unreadable.
    std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

/// The bytes a tensor of this shape takes, or nothing if it is negative or would not fit into `most` bytes.
std::optional<std::int64_t> bytesOf(ElementType type, const std::vector<std::int64_t> &shape, std::int64_t most)
{
    if (std::ranges::find(shape, 0) != shape.end())
        return 0;
    auto bytes = static_cast<std::int64_t>(bytesOf(type));
    for (std::int64_t dimension : shape) {
        if (dimension < 0 || dimension > most / bytes)
            return std::nullopt;
        bytes *= dimension;
    }
    return bytes;
}

ElementType elementType(const std::string &name, const std::string &where)
{
    for (const ElementType type : {ElementType::Float32, ElementType::Float64, ElementType::Int64})
        if (name == nameOf(type))
            return type;
    throw Error(where + " is " + name + "; only F32 is read"); // And F64 and I64, by this program for itself.
}

Entry readEntry(const std::string &name, const Json &json, const std::string &where, std::int64_t dataSize)
{
    JsonReader reader(json, where);
    const ElementType type = elementType(reader.text("dtype"), reader.path("dtype"));
    const std::vector<std::int64_t> shape = reader.bigIntegers("shape");
    const std::vector<std::int64_t> offsets = reader.bigIntegers("data_offsets");
    reader.finish();
    const std::optional<std::int64_t> bytes = bytesOf(type, shape, dataSize);
    if (!bytes || offsets.size() != 2 || offsets[0] < 0 || offsets[0] > dataSize || offsets[1] > dataSize ||
        offsets[1] - offsets[0] != *bytes)
        throw Error(where + ": its shape does not fit its data_offsets, or they lie outside of the file");
    return {name, type, shape, offsets[0], offsets[1]};
}

std::map<std::string, std::string> readMetadata(const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    std::map<std::string, std::string> metadata;
    for (const auto &[name, unused] : json.items())
        metadata[name] = reader.text(name);
    return metadata;
}

/// The tensors must fill the data without gap or overlap, in any order.
void checkCoverage(const std::string &where, std::vector<Entry> &entries, std::int64_t dataSize)
{
    std::ranges::sort(entries, {}, [](const Entry &entry) { return std::pair(entry.begin, entry.end); });
    std::int64_t position = 0;
    for (const Entry &entry : entries) {
        if (entry.begin != position)
            refuse(where, "\"" + entry.name + "\" does not begin where the tensor before it ends");
        position = entry.end;
    }
    if (position != dataSize)
        refuse(where,
               "it has " + std::to_string(dataSize) + " bytes of values, but describes " + std::to_string(position));
}

/// Over all of the file but its own line.
std::string checksumOf(TensorFile file)
{
    file.metadata.erase(checksumName);
    return std::to_string(checksum(toBytes(file)));
}

} // namespace

const char *nameOf(ElementType type)
{
    switch (type) {
    case ElementType::Float32:
        return "F32";
    case ElementType::Float64:
        return "F64";
    case ElementType::Int64:
        return "I64";
    }
    return "";
}

std::size_t bytesOf(ElementType type) { return type == ElementType::Float32 ? 4 : 8; }

std::vector<std::byte> toBytes(const TensorFile &file)
{
    const std::string header = headerText(file);
    const std::uint64_t length = header.size();
    std::vector<std::byte> bytes;
    const auto append = [&](const void *data, std::size_t size) {
        const auto *begin = static_cast<const std::byte *>(data);
        bytes.insert(bytes.end(), begin, begin + size);
    };
    append(&length, lengthBytes);
    append(header.data(), header.size());
    for (const auto &[name, tensor] : file.tensors)
        append(tensor.bytes.data(), tensor.bytes.size());
    return bytes;
}

TensorFile tensorsFromBytes(std::span<const std::byte> bytes, const std::string &where)
{
    if (bytes.size() < lengthBytes)
        refuse(where, "it has only " + std::to_string(bytes.size()) + " bytes");
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), lengthBytes);
    if (length > bytes.size() - lengthBytes)
        refuse(where, "its header should have " + std::to_string(length) + " bytes, but the file ends before");

    const std::string_view text(reinterpret_cast<const char *>(bytes.data()) + lengthBytes, length);
    const std::span data = bytes.subspan(lengthBytes + length);
    const Json header = parseJson(text, where);
    if (!header.is_object())
        refuse(where, "its header is no JSON object");

    TensorFile file;
    std::vector<Entry> entries;
    const auto dataSize = static_cast<std::int64_t>(data.size());
    for (const auto &[name, json] : header.items()) {
        if (name == metadataName)
            file.metadata = readMetadata(json, where + ": " + name);
        else
            entries.push_back(readEntry(name, json, where + ": " + name, dataSize));
    }
    checkCoverage(where, entries, dataSize);
    for (const Entry &entry : entries) {
        const auto values =
            data.subspan(static_cast<std::size_t>(entry.begin), static_cast<std::size_t>(entry.end - entry.begin));
        file.tensors[entry.name] = {entry.type, entry.shape, {values.begin(), values.end()}};
    }
    return file;
}

void writeSealed(const std::filesystem::path &path, const TensorFile &file)
{
    TensorFile sealed = file;
    sealed.metadata[checksumName] = checksumOf(file);
    writeDurably(path, toBytes(sealed));
}

TensorFile readSealed(const std::filesystem::path &path)
{
    TensorFile file = tensorsFromBytes(readBytes(path), path.string());
    const auto sum = file.metadata.find(checksumName);
    if (sum == file.metadata.end())
        refuse(path.string(), "it has no checksum");
    if (sum->second != checksumOf(file))
        refuse(path.string(), "its content does not fit its checksum");
    file.metadata.erase(sum);
    return file;
}

} // namespace odimo::network
