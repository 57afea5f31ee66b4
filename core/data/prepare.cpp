// SPDX-License-Identifier: Apache-2.0
#include "core/data/prepare.h"

#include "core/base/error.h"
#include "core/data/images/image_set.h"
#include "core/data/normalisation.h"
#include "core/data/images/resize.h"
#include "core/data/test_split.h"

#include <algorithm>
#include <map>

namespace odimo::data {

namespace {

/// Leaves out images whose label stands for no class; one problem for each such label.
void dropUnknownLabels(Images &images, const std::string &kind, std::size_t classes, std::vector<Problem> &problems)
{
    std::map<std::int32_t, std::vector<int>> unknown;
    std::vector<int> good;
    for (int index = 0; index < images.count(); ++index) {
        const std::int32_t label = images.labels[static_cast<std::size_t>(index)];
        if (label >= 0 && static_cast<std::size_t>(label) < classes)
            good.push_back(index);
        else
            unknown[label].push_back(index);
    }
    for (const auto &[label, members] : unknown)
        problems.push_back({kind + " image " + std::to_string(members.front()),
                            "has the label " + std::to_string(label) +
                                ", which is out of range: the classes are 0 to " + std::to_string(classes - 1) +
                                (members.size() > 1 ? "; " + std::to_string(members.size()) + " images have it" : "")});
    if (!unknown.empty())
        images = pick(images, good);
}

void findEmptyClasses(const RawDataset &data, std::vector<Problem> &problems)
{
    std::vector<bool> isTrained(data.classes.size());
    for (const std::int32_t label : data.train.labels)
        isTrained[static_cast<std::size_t>(label)] = true;
    for (std::size_t label = 0; label < data.classes.size(); ++label)
        if (!isTrained[label])
            problems.push_back({"class '" + data.classes[label] + "'", "has no training image"});
}

int shortSide(const Images &images) { return std::min(images.height, images.width); }

Augmentation chosenAugmentation(const Dataset &dataset, AugmentationKind kind)
{
    const int shift = dataset.augmentation.shift > 0 ? dataset.augmentation.shift : shortSide(dataset.train) / 8;
    switch (kind) {
    case AugmentationKind::None:
        return {};
    case AugmentationKind::Shift:
        return {.shift = shift, .flip = false};
    case AugmentationKind::ShiftAndFlip:
        return {.shift = shift, .flip = true};
    }
    return {};
}

/// Shifts stay as large as they were, measured by the image.
void resizeAll(Dataset &dataset, const ImageShape &shape)
{
    const int before = shortSide(dataset.train);
    for (Images *images : {&dataset.train, &dataset.test})
        if (shapeOf(*images) != shape)
            *images = resized(*images, shape);
    int &shift = dataset.augmentation.shift;
    shift = (shift * shortSide(dataset.train) + before / 2) / before;
}

void checkSomeAreLeft(const Images &images, const std::string &kind, const Source &source,
                      const std::vector<Problem> &problems)
{
    if (images.count() > 0)
        return;
    std::string reason;
    if (!problems.empty())
        reason = ": " + problems.front().place + " " + problems.front().what;
    throw Error(source.specification.source + " has no " + kind + " image that can be used" + reason);
}

} // namespace

Dataset prepare(RawDataset found, const Source &source)
{
    std::vector<Problem> &problems = found.problems;
    if (found.classes.empty())
        throw Error(source.specification.source + " has no label from 0 on, so that there are no classes");
    dropUnknownLabels(found.train, "training", found.classes.size(), problems);
    if (found.test)
        dropUnknownLabels(*found.test, "test", found.classes.size(), problems);
    checkSomeAreLeft(found.train, "training", source, problems);
    findEmptyClasses(found, problems);
    if (!found.test) {
        const TestSplit split = splitOffTest(found.train.labels, found.classes, source.options, problems);
        found.test = pick(found.train, split.test);
        found.train = pick(found.train, split.train);
    }
    checkSomeAreLeft(*found.test, "test", source, problems);

    Dataset dataset{.name = print(source.specification),
                    .classes = std::move(found.classes),
                    .train = std::move(found.train),
                    .test = std::move(*found.test),
                    .augmentation = found.augmentation,
                    .problems = std::move(problems)};
    if (const std::optional<ImageShape> &image = source.options.image)
        resizeAll(dataset, *image);
    if (!source.options.normalisation.empty())
        for (Images *images : {&dataset.train, &dataset.test})
            normalise(*images, source.options.normalisation);
    if (shapeOf(dataset.train) != shapeOf(dataset.test))
        throw Error(source.specification.source + ": the training images are " + print(shapeOf(dataset.train)) +
                    " and the test images " + print(shapeOf(dataset.test)) + "; give them one size with " +
                    withImage(dataset.name, shapeOf(dataset.train)));
    if (source.options.augmentation)
        dataset.augmentation = chosenAugmentation(dataset, *source.options.augmentation);
    return dataset;
}

} // namespace odimo::data
