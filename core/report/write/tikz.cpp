// SPDX-License-Identifier: Apache-2.0
#include "core/report/write/tikz.h"

#include "core/base/tikz_picture.h"
#include "core/report/figure/colors.h"

#include <algorithm>

namespace odimo::report {

namespace {

std::string lightColor(const Paint &paint)
{
    if (paint.ink == Ink::Unit)
        return unitColors[colorOf(paint.unit)];
    return std::ranges::find(inkColors, paint.ink, &InkColors::ink)->light;
}

TikzPlace tikzPlace(const Place &place) { return {.x = place.x, .y = place.y}; }

TikzAnchor tikzAnchor(Anchor anchor)
{
    switch (anchor) {
    case Anchor::Begin:
        return TikzAnchor::Begin;
    case Anchor::Middle:
        return TikzAnchor::Middle;
    case Anchor::End:
        return TikzAnchor::End;
    }
    return TikzAnchor::Begin;
}

void add(TikzPicture &picture, const Line &line)
{
    TikzLine drawn{.from = tikzPlace(line.places.front()),
                   .color = lightColor(line.paint),
                   .width = line.width,
                   .opacity = line.isThin ? 0.5 : 1};
    for (std::size_t place = 1; place < line.places.size(); ++place)
        drawn.steps.push_back({.to = tikzPlace(line.places[place])});
    picture.add(drawn);
}

void add(TikzPicture &picture, const Box &box)
{
    const bool hasHatch = box.paint.ink == Ink::Unit && isHatched(box.paint.unit);
    picture.add(TikzBox{.corner = tikzPlace(box.corner),
                        .width = box.width,
                        .height = box.height,
                        .fill = lightColor(box.paint),
                        .hatch = hasHatch ? hatchColor : "",
                        .comment = box.hint});
}

void add(TikzPicture &picture, const Marker &marker)
{
    const std::string color = lightColor(marker.paint);
    const double radius = marker.size / 2;
    switch (marker.shape) {
    case Shape::Disc:
        return picture.add(TikzDisc{.center = tikzPlace(marker.place), .radius = radius, .fill = color});
    case Shape::Ring:
        return picture.add(TikzDisc{
            .center = tikzPlace(marker.place), .radius = radius, .fill = lightColor({Ink::Paper}), .outline = color});
    case Shape::Circle:
        return picture.add(TikzDisc{.center = tikzPlace(marker.place), .radius = radius, .outline = color});
    case Shape::Square:
        return picture.add(TikzBox{.corner = {marker.place.x - radius, marker.place.y - radius},
                                   .width = marker.size,
                                   .height = marker.size,
                                   .fill = color,
                                   .comment = marker.hint});
    }
}

void add(TikzPicture &picture, const Label &label)
{
    picture.add(TikzLabel{.place = tikzPlace(label.place),
                          .text = label.text,
                          .anchor = tikzAnchor(label.anchor),
                          .size = label.size,
                          .color = lightColor(label.paint),
                          .isBold = label.isBold,
                          .isUpwards = label.isUpwards,
                          .hasHalo = label.hasHalo});
}

} // namespace

std::string tikzText(const Drawing &drawing)
{
    TikzPicture picture;
    for (const Element &element : drawing.elements)
        std::visit([&picture](const auto &each) { add(picture, each); }, element);
    return picture.text();
}

} // namespace odimo::report
