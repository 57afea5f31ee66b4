// SPDX-License-Identifier: Apache-2.0
#include "core/integer/executor.h"

#include "core/integer/execution.h"

#include <algorithm>
#include <atomic>
#include <future>

namespace odimo::integer {

namespace {

/// The images of one call, which threads take one after the other.
class SharedImages {
public:
    SharedImages(const QuantisedNetwork &network, std::size_t count, const ImageSource &image)
        : m_prepared(prepared(network)), m_image(image), m_logits(count)
    {
    }

    std::vector<CodeTensor> run(std::size_t threads)
    {
        std::vector<std::future<void>> others;
        for (std::size_t thread = 1; thread < threads; ++thread)
            others.push_back(std::async(std::launch::async, [this] { take(); }));
        take();
        for (std::future<void> &other : others)
            other.get(); // Throws what the thread threw.
        return std::move(m_logits);
    }

private:
    /// Once a thread leaves, even by an exception, there are no images left to take.
    struct Ending {
        SharedImages &images;
        ~Ending() { images.m_next = images.m_logits.size(); }
    };

    void take()
    {
        const Ending ending{*this};
        Execution execution(m_prepared);
        const int output = m_prepared.network.network.output();
        for (std::size_t index = m_next++; index < m_logits.size(); index = m_next++) {
            execution.run(m_image(index));
            m_logits[index] = execution.tensor(output);
        }
    }

    const PreparedNetwork m_prepared;
    const ImageSource &m_image;
    std::vector<CodeTensor> m_logits;
    std::atomic<std::size_t> m_next = 0;
};

} // namespace

CodeTensor inputCodes(const QuantisedNetwork &network, std::span<const float> image)
{
    CodeTensor made{network.network.inputShape(), {}};
    made.codes.reserve(image.size());
    for (const float value : image)
        made.codes.push_back(static_cast<std::int16_t>(inputCode(value, network.ranges.front())));
    return made;
}

std::vector<CodeTensor> execute(const QuantisedNetwork &network, const CodeTensor &input)
{
    const PreparedNetwork ready = prepared(network);
    Execution execution(ready);
    execution.run(input);
    std::vector<CodeTensor> made;
    for (int node = 0; node <= network.network.output(); ++node)
        made.push_back(execution.tensor(node));
    return made;
}

std::vector<CodeTensor> logitsOf(const QuantisedNetwork &network, std::size_t count, const ImageSource &image,
                                 int threads)
{
    const std::size_t useful =
        std::clamp(static_cast<std::size_t>(threads), std::size_t{1}, std::max(count, std::size_t{1}));
    return SharedImages(network, count, image).run(useful);
}

} // namespace odimo::integer
