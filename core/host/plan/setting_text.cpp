// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/setting_text.h"

#include "core/base/error.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <vector>

namespace odimo::host {

namespace {

/// Numbers between commas, with blanks around them; -1 for what is no whole number.
std::vector<int> wholeNumbers(std::string text)
{
    std::erase(text, ' ');
    std::vector<int> numbers;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        numbers.push_back(numberFrom<int>(text.substr(begin, end - begin)).value_or(-1));
        begin = end + 1;
    }
    return numbers;
}

} // namespace

Epochs epochsFromText(const std::string &text)
{
    const std::vector<int> epochs = wholeNumbers(text);
    if (epochs.size() != 3 || epochs[0] < 0 || epochs[1] < 1 || epochs[2] < 1)
        throw Error("'" + text +
                    "' should be three whole numbers of at least 1 (warm-up, search, fine-tuning), for example 10,3,2; "
                    "the warm-up of a network with trained weights may have 0");
    return {.warmup = epochs[0], .search = epochs[1], .finetune = epochs[2]};
}

Threads threadsFromText(const std::string &text)
{
    const std::vector<int> threads = wholeNumbers(text);
    if (threads.size() > 2 || std::ranges::min(threads) < 1)
        throw Error("'" + text +
                    "' should be two whole numbers of at least 1 (of the warm-up, and of each task beside others), for "
                    "example 8,2, or one for both");
    return {.alone = threads.front(), .beside = threads.back()};
}

std::vector<int> jobsFromText(const std::string &text)
{
    std::vector<int> jobs = wholeNumbers(text);
    if (std::ranges::min(jobs) < 0)
        throw Error("'" + text + "' should be a number of workers, at least 0, or one for each executor: 8,2");
    return jobs;
}

int imagesFromText(const std::string &text)
{
    const int images = text == "all" ? 0 : numberFrom<int>(text).value_or(-1);
    if (images < 0)
        throw Error("'" + text + "' is no number of training images; write a whole number, or all");
    return images;
}

std::string textOf(const Epochs &epochs)
{
    return std::to_string(epochs.warmup) + ", " + std::to_string(epochs.search) + ", " +
           std::to_string(epochs.finetune);
}

std::string textOf(const Threads &threads)
{
    return std::to_string(threads.alone) + ", " + std::to_string(threads.beside);
}

} // namespace odimo::host
