// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/read/external_data.h"

#include "core/base/error.h"
#include "core/onnx/read/git_lfs.h"

#include <algorithm>
#include <fstream>

namespace odimo::onnx {

namespace fs = std::filesystem;

namespace {

constexpr const char *remedy = "; move the data beside the model, or export the model with its weights inside";

std::string sentenceOf(const std::string &location, const std::string &where)
{
    return where + " lies in the file \"" + location + "\", ";
}

/// Enough bytes to recognise a pointer of Git LFS.
std::string beginning(const fs::path &file)
{
    std::string text(200, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

} // namespace

/// Of the folder and the location; links are not followed.
fs::path ExternalData::inFolder(const std::string &location, const std::string &where) const
{
    if (!m_folder)
        throw Error(sentenceOf(location, where) +
                    "but only the model itself is at hand; export the model with its weights inside");
    const fs::path relative(location);
    if (location.empty() || relative.is_absolute() || std::ranges::find(relative, "..") != relative.end())
        throw Error(sentenceOf(location, where) + "which is outside of the model's own folder" + remedy);
    return (m_folder->empty() ? fs::path(".") : *m_folder) / relative;
}

bool ExternalData::isMissing(const ExternalPlace &place, const std::string &where) const
{
    std::error_code failed;
    return fs::symlink_status(inFolder(place.location, where), failed).type() == fs::file_type::not_found;
}

fs::path ExternalData::resolve(const std::string &location, const std::string &where) const
{
    const std::string sentence = sentenceOf(location, where);
    const fs::path path = inFolder(location, where);
    std::error_code failed;
    const fs::path folder = fs::canonical(m_folder->empty() ? fs::path(".") : *m_folder, failed);
    const fs::path file = failed ? fs::path() : fs::canonical(path, failed);
    if (failed || !fs::is_regular_file(file, failed))
        throw Error(sentence + "which is no readable file" + remedy);
    if (std::ranges::mismatch(folder, file).in1 != folder.end())
        throw Error(sentence + "a link that leads outside of the model's own folder" + remedy);
    return file;
}

std::vector<std::byte> ExternalData::read(const ExternalPlace &place, std::uint64_t size, const std::string &where)
{
    const fs::path file = resolve(place.location, where);
    std::error_code failed;
    const std::uint64_t available = fs::file_size(file, failed);
    constexpr std::uint64_t mostPointerBytes = 1024;
    const bool mayBePointer = !failed && available < mostPointerBytes;
    if (const auto message = lfsPointerMessage(mayBePointer ? beginning(file) : std::string()))
        throw Error(where + " lies in the file \"" + place.location + "\", which " + *message);
    if (failed || place.offset > available || size > available - place.offset || place.length.value_or(size) != size)
        throw Error(where + " needs " + std::to_string(size) + " bytes from " + std::to_string(place.offset) +
                    " on in \"" + place.location + "\", which the file, or the length stated, does not have; " +
                    "copy model and data anew");
    std::uint64_t &used = m_used[file];
    if (size > available - used)
        throw Error(where + ": the tensors in \"" + place.location + "\" overlap; export the model anew");
    used += size;

    std::vector<std::byte> bytes(size);
    std::ifstream stream(file, std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(place.offset));
    if (!stream.read(reinterpret_cast<char *>(bytes.data()), static_cast<std::streamsize>(size)))
        throw Error(file.string() + " cannot be read to its end", ErrorKind::InputOutput);
    return bytes;
}

} // namespace odimo::onnx
