// SPDX-License-Identifier: Apache-2.0
#include "core/data/images/image_decoding.h"

#include "core/base/error.h"
#include "core/data/images/image_file.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

namespace odimo::data {

namespace {

/// Files are read one after the other and decoded side by side, this many bytes at once.
constexpr std::size_t batchBytes = std::size_t{16} << 20;
constexpr std::size_t batchFiles = 1024;
constexpr std::uint64_t mostFileBytes = std::uint64_t{256} << 20;

class Decoder {
public:
    Decoder(const Source &source, const ImageListing &listing, const std::string &cacheKey)
        : m_source(source), m_files(*source.files), m_cacheKey(cacheKey), m_shape(source.options.image),
          m_resizes(source.options.image.has_value()), m_slots(listing.train)
    {
        m_slots.insert(m_slots.end(), listing.test.begin(), listing.test.end());
        m_trainSlots = listing.train.size();
        m_failures.assign(m_slots.size(), "");
    }

    DecodedImages decode()
    {
        readAndDecode();
        checkSizes();
        return collect();
    }

private:
    struct Job {
        std::size_t slot;
        std::vector<std::uint8_t> bytes;
    };

    void readAndDecode()
    {
        std::vector<std::size_t> wanted;
        std::map<std::size_t, std::size_t> slotOfFile;
        for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
            const std::size_t file = m_slots[slot].file;
            slotOfFile[file] = slot;
            if (const std::uint64_t size = m_files.files()[file].size; size <= mostFileBytes)
                wanted.push_back(file);
            else
                m_failures[slot] = "has " + std::to_string(size >> 20) + " MiB; the limit for an image is " +
                                   std::to_string(mostFileBytes >> 20);
        }
        std::vector<Job> batch;
        std::size_t bytes = 0;
        m_files.visit(wanted, [&](std::size_t file, FileTree::Content content) {
            const std::size_t slot = slotOfFile.at(file);
            if (!content.failure.empty()) {
                m_failures[slot] = content.failure;
                m_allWereRead = false;
                return;
            }
            bytes += content.bytes.size();
            batch.push_back({slot, std::move(content.bytes)});
            if (bytes >= batchBytes || batch.size() >= batchFiles) {
                decodeBatch(batch);
                batch.clear();
                bytes = 0;
            }
        });
        decodeBatch(batch);
    }

    void decodeBatch(const std::vector<Job> &batch)
    {
        std::size_t first = 0;
        while (first < batch.size() && !m_entry)
            decodeOne(batch[first++]);
        std::atomic<std::size_t> next = first;
        const auto work = [&] {
            for (std::size_t at = next++; at < batch.size(); at = next++)
                decodeOne(batch[at]);
        };
        std::vector<std::jthread> helpers;
        for (unsigned helper = 1; helper < std::thread::hardware_concurrency(); ++helper)
            helpers.emplace_back(work);
        work();
    }

    void decodeOne(const Job &job)
    {
        try {
            if (m_sizesDiffer) // There will be no result: what remains is to list the sizes.
                count(imageShape(job.bytes));
            else
                place(job.slot, decodeImage(job.bytes));
        } catch (const Error &error) {
            m_failures[job.slot] = error.what();
        } catch (const std::bad_alloc &) {
            m_failures[job.slot] = "needs more memory than there is";
        }
    }

    void place(std::size_t slot, Image image)
    {
        if (!m_resizes)
            count(image.shape);
        if (!m_entry)
            startEntry(m_shape.value_or(image.shape));
        if (image.shape != *m_shape) {
            if (!m_resizes)
                return;
            image = resized(image, *m_shape);
        }
        std::memcpy(m_entry->pixels().data() + slot * image.pixels.size(), image.pixels.data(), image.pixels.size());
    }

    void startEntry(const ImageShape &shape)
    {
        m_shape = shape;
        const std::size_t imageBytes = std::size_t{1} * shape.channels * shape.height * shape.width;
        m_entry.emplace(m_cacheKey, imageBytes * m_slots.size());
    }

    void count(const ImageShape &shape)
    {
        const std::lock_guard lock(m_sizesMutex);
        ++m_sizes[shape];
        m_sizesDiffer = m_sizes.size() > 1;
    }

    /// Throws Error that names the sizes met, the most frequent first.
    void checkSizes() const
    {
        if (!m_sizesDiffer)
            return;
        std::vector<std::pair<int, ImageShape>> sizes;
        for (const auto &[shape, number] : m_sizes)
            sizes.emplace_back(number, shape);
        std::ranges::sort(sizes, std::greater());
        constexpr std::size_t most = 4;
        std::string met;
        for (std::size_t at = 0; at < std::min(sizes.size(), most); ++at)
            met += (at > 0 ? ", " : "") + print(sizes[at].second) + " (" + std::to_string(sizes[at].first) + ")";
        if (sizes.size() > most)
            met += " and " + std::to_string(sizes.size() - most) + " more";
        throw Error(m_files.name() + " holds images of " + std::to_string(sizes.size()) + " sizes: " + met +
                    "; bring them to one, for example with " +
                    withImage(print(m_source.specification), sizes.front().second));
    }

    /// Closes the gaps that files left which could not be decoded.
    DecodedImages collect()
    {
        DecodedImages decoded;
        for (std::size_t slot = 0; slot < m_slots.size(); ++slot)
            if (!m_failures[slot].empty())
                decoded.problems.push_back({m_files.files()[m_slots[slot].file].path, m_failures[slot]});
        if (!m_entry)
            throw Error(m_files.name() + ": none of the " + std::to_string(m_slots.size()) +
                        " images can be read; the first, " + decoded.problems.front().place + ", " +
                        decoded.problems.front().what);
        for (Images *images : {&decoded.train, &decoded.test}) {
            images->channels = m_shape->channels;
            images->height = m_shape->height;
            images->width = m_shape->width;
        }
        const std::size_t imageBytes = decoded.train.imageBytes();
        std::uint8_t *pixels = m_entry->pixels().data();
        std::size_t kept = 0;
        for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
            if (!m_failures[slot].empty())
                continue;
            if (kept != slot)
                std::memcpy(pixels + kept * imageBytes, pixels + slot * imageBytes, imageBytes);
            (slot < m_trainSlots ? decoded.train : decoded.test).labels.push_back(m_slots[slot].label);
            ++kept;
        }
        if (!m_allWereRead) // They may be readable next time, without having changed.
            m_entry->forget();
        return m_entry->keep(std::move(decoded));
    }

    const Source &m_source;
    const FileTree &m_files;
    const std::string &m_cacheKey;
    std::optional<ImageShape> m_shape;
    bool m_resizes;
    std::vector<LabelledFile> m_slots; ///< Training, then test images: where each goes.
    std::size_t m_trainSlots = 0;
    std::vector<std::string> m_failures; ///< Of each slot; empty if it is filled.
    bool m_allWereRead = true;
    std::optional<NewCacheEntry> m_entry;
    std::mutex m_sizesMutex;
    std::map<ImageShape, int> m_sizes;
    std::atomic<bool> m_sizesDiffer = false;
};

} // namespace

DecodedImages decodeImages(const Source &source, const ImageListing &listing, const std::string &cacheKey)
{
    return Decoder(source, listing, cacheKey).decode();
}

} // namespace odimo::data
