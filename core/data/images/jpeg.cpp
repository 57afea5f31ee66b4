// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/data/images/image_decoders.h"

#include <array>
#include <csetjmp>
#include <cstdio> // jpeglib.h needs it and does not include it.
#include <string>

#include <jerror.h>
#include <jpeglib.h>

namespace odimo::data {

namespace {

/// A block of 8x8 pixels takes at least one bit, so that no file holds more pixels a byte.
constexpr std::uint64_t mostPixelsPerByte = 64 * 8;
/// Honest progressive files have about ten; each costs a pass over the whole image.
constexpr int mostScans = 500;

struct Decompressor : jpeg_decompress_struct {
    Decompressor() : jpeg_decompress_struct{} {}
    ~Decompressor() { jpeg_destroy_decompress(this); }
    Decompressor(const Decompressor &) = delete;
    Decompressor &operator=(const Decompressor &) = delete;
};

/// Decodes in steps. libjpeg reports a failure by a call that must not return, so each step runs under setjmp and may
/// not hold anything that has a destructor.
class JpegReader {
public:
    explicit JpegReader(std::span<const std::uint8_t> bytes) : m_bytes(bytes)
    {
        m_info.err = jpeg_std_error(&m_errors);
        m_info.client_data = this;
        m_errors.error_exit = [](j_common_ptr info) {
            readerOf(info).leave(info);
        };
        m_errors.emit_message = [](j_common_ptr info, int level) {
            if (level < 0 && !isHarmless(info->err->msg_code))
                readerOf(info).leave(info);
        };
        m_progress.progress_monitor = [](j_common_ptr info) {
            if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > mostScans)
                readerOf(info).leave(info);
        };
        guarded([](JpegReader &reader) {
            jpeg_create_decompress(&reader.m_info);
            reader.m_info.progress = &reader.m_progress;
            jpeg_mem_src(&reader.m_info, reader.m_bytes.data(), reader.m_bytes.size());
            jpeg_read_header(&reader.m_info, TRUE);
        });
        checkHeader();
    }
    JpegReader(const JpegReader &) = delete;
    JpegReader &operator=(const JpegReader &) = delete;

    ImageShape shape() const
    {
        return {m_info.num_components, static_cast<int>(m_info.image_height), static_cast<int>(m_info.image_width)};
    }

    void readPixels(std::vector<std::uint8_t> &pixels)
    {
        m_next = pixels.data();
        guarded([](JpegReader &reader) {
            jpeg_decompress_struct &info = reader.m_info;
            info.out_color_space = info.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
            jpeg_start_decompress(&info);
            while (info.output_scanline < info.output_height) {
                jpeg_read_scanlines(&info, &reader.m_next, 1);
                reader.m_next += std::size_t{info.output_width} * info.output_components;
            }
            jpeg_finish_decompress(&info);
        });
    }

private:
    static JpegReader &readerOf(j_common_ptr info) { return *static_cast<JpegReader *>(info->client_data); }

    /// Warnings that tell nothing about the pixels.
    static bool isHarmless(int message)
    {
        return message == JWRN_ADOBE_XFORM || message == JWRN_JFIF_MAJOR || message == JWRN_BOGUS_ICC;
    }

    [[noreturn]] void leave(j_common_ptr info)
    {
        info->err->format_message(info, m_reason.data());
        std::longjmp(m_jump, 1);
    }

    void guarded(void (*step)(JpegReader &))
    {
        if (setjmp(m_jump) == 0) {
            step(*this);
            return;
        }
        throw Error("is a damaged JPEG image (" + std::string(m_reason.data()) + ")");
    }

    void checkHeader() const
    {
        checkImageSize(m_info.image_width, m_info.image_height);
        if (m_info.num_components != 1 && m_info.num_components != 3)
            throw Error("is a JPEG image of " + std::to_string(m_info.num_components) +
                        " channels (CMYK has four); save it as RGB or grey");
        if (std::uint64_t{m_info.image_width} * m_info.image_height / mostPixelsPerByte > m_bytes.size())
            throw Error("is truncated: it says it is " + std::to_string(m_info.image_width) + " x " +
                        std::to_string(m_info.image_height) + " pixels, which " + std::to_string(m_bytes.size()) +
                        " bytes cannot hold");
    }

    std::span<const std::uint8_t> m_bytes;
    jpeg_error_mgr m_errors = {};
    Decompressor m_info;
    jpeg_progress_mgr m_progress = {};
    std::jmp_buf m_jump = {};
    std::array<char, JMSG_LENGTH_MAX> m_reason = {};
    JSAMPROW m_next = nullptr;
};

} // namespace

bool isJpeg(std::span<const std::uint8_t> bytes)
{
    return bytes.size() >= 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF;
}

ImageShape jpegShape(std::span<const std::uint8_t> bytes) { return JpegReader(bytes).shape(); }

Image decodeJpeg(std::span<const std::uint8_t> bytes)
{
    JpegReader reader(bytes);
    Image image{.shape = reader.shape(), .pixels = {}};
    image.pixels.resize(std::size_t{1} * image.shape.channels * image.shape.height * image.shape.width);
    reader.readPixels(image.pixels);
    return image;
}

} // namespace odimo::data
