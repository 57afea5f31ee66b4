// SPDX-License-Identifier: Apache-2.0
#include "core/data/sampling.h"

#include "core/base/error.h"
#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace odimo::data {

namespace {

enum Purpose : std::uint64_t { SplitSeed = 11, SubsetSeed, OrderSeed };

/// The given images by class, each class in random order.
std::vector<std::vector<int>> shuffledClasses(std::span<const std::int32_t> labels, std::span<const int> indices,
                                              Random random)
{
    std::vector<std::vector<int>> classes;
    for (const int index : indices) {
        const auto label = static_cast<std::size_t>(labels[index]);
        if (label >= classes.size())
            classes.resize(label + 1);
        classes[label].push_back(index);
    }
    for (std::vector<int> &members : classes)
        shuffle(members, random);
    return classes;
}

/// Shares `count` among the classes by their sizes: whole parts first, what is left to the largest remainders.
std::vector<std::size_t> shares(const std::vector<std::vector<int>> &classes, std::size_t count, std::size_t total)
{
    std::vector<std::size_t> share;
    std::vector<std::size_t> remainder;
    for (const std::vector<int> &members : classes) {
        share.push_back(members.size() * count / total);
        remainder.push_back(members.size() * count % total);
    }
    std::vector<std::size_t> order(classes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t label) { return remainder[label]; });
    const std::size_t left = count - std::accumulate(share.begin(), share.end(), std::size_t{0});
    for (std::size_t rank = 0; rank < left; ++rank)
        ++share[order[rank]];
    return share;
}

/// Classes with less than `least` of their images get so many, from those that have most.
void raise(std::vector<std::size_t> &share, const std::vector<std::vector<int>> &classes, std::size_t least)
{
    for (std::size_t label = 0; label < classes.size(); ++label)
        while (share[label] < std::min(least, classes[label].size())) {
            const auto richest = std::ranges::max_element(share);
            if (*richest <= least)
                return;
            --*richest;
            ++share[label];
        }
}

/// The chosen images of every class; as stratifiedSubset.
std::vector<std::vector<int>> chosenOfClasses(std::span<const std::int32_t> labels, std::span<const int> indices,
                                              int count, std::uint64_t seed, int leastOfEach)
{
    auto classes = shuffledClasses(labels, indices, Random(deriveSeed(seed, SubsetSeed)));
    if (count <= 0 || static_cast<std::size_t>(count) >= indices.size())
        return classes;
    auto share = shares(classes, static_cast<std::size_t>(count), indices.size());
    raise(share, classes, static_cast<std::size_t>(leastOfEach));
    for (std::size_t label = 0; label < classes.size(); ++label)
        classes[label].resize(share[label]);
    return classes;
}

} // namespace

Split stratifiedSplit(std::span<const std::int32_t> labels, double validationFraction, std::uint64_t seed)
{
    if (!(validationFraction > 0 && validationFraction < 1))
        throw Error("the validation fraction is " + std::to_string(validationFraction) +
                    "; it should be between 0 and 1");
    std::vector<int> all(labels.size());
    std::iota(all.begin(), all.end(), 0);

    Split split;
    const auto classes = shuffledClasses(labels, all, Random(deriveSeed(seed, SplitSeed)));
    for (std::size_t label = 0; label < classes.size(); ++label) {
        const std::vector<int> &members = classes[label];
        if (members.size() == 1)
            throw Error("class " + std::to_string(label) +
                        " has one training image; training and validation need one each, so give it more");
        if (members.empty())
            continue;
        const auto wanted = std::lround(validationFraction * static_cast<double>(members.size()));
        const auto middle = members.begin() + std::clamp<long>(wanted, 1, static_cast<long>(members.size()) - 1);
        split.validation.insert(split.validation.end(), members.begin(), middle);
        split.train.insert(split.train.end(), middle, members.end());
    }
    std::ranges::sort(split.train);
    std::ranges::sort(split.validation);
    return split;
}

std::vector<int> stratifiedSubset(std::span<const std::int32_t> labels, std::span<const int> indices, int count,
                                  std::uint64_t seed, int leastOfEach)
{
    std::vector<int> subset;
    for (const std::vector<int> &members : chosenOfClasses(labels, indices, count, seed, leastOfEach))
        subset.insert(subset.end(), members.begin(), members.end());
    std::ranges::sort(subset);
    return subset;
}

std::vector<int> stratifiedSample(std::span<const std::int32_t> labels, std::span<const int> indices, int count,
                                  std::uint64_t seed)
{
    struct Place {
        double along = 0; ///< Of the way through its class, 0 to 1.
        int index = 0;
    };
    std::vector<Place> places;
    for (const std::vector<int> &members : chosenOfClasses(labels, indices, count, seed, 0))
        for (std::size_t rank = 0; rank < members.size(); ++rank)
            places.push_back({(static_cast<double>(rank) + 0.5) / static_cast<double>(members.size()), members[rank]});
    std::ranges::stable_sort(places, {}, &Place::along);
    std::vector<int> sample;
    for (const Place &place : places)
        sample.push_back(place.index);
    return sample;
}

std::vector<int> epochOrder(std::span<const int> indices, std::uint64_t seed, int epoch)
{
    std::vector<int> order(indices.begin(), indices.end());
    Random random(deriveSeed(deriveSeed(seed, OrderSeed), static_cast<std::uint64_t>(epoch)));
    shuffle(order, random);
    return order;
}

} // namespace odimo::data
