// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>

#include <algorithm>
#include <cstdlib>

namespace odimo::tests {

/// How far two reduced pictures are from each other, as shares of black to white.
struct PictureDifference {
    double mean = 1;
    double worstBlock = 1; ///< The mean of the block where it is largest: a part of the window that looks otherwise.
};

/// So small that letters are grey, and so the same with another version of a font; in 32 levels of each colour, which
/// keeps the file small.
inline QImage reduced(const QImage &screenshot, const QSize &size)
{
    constexpr int levels = 31, white = 255;
    // In two steps: Qt's smooth scaling looks at few pixels of a much larger picture.
    QImage small = screenshot.scaled(4 * size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                       .scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                       .convertToFormat(QImage::Format_RGB888);
    for (int y = 0; y < small.height(); ++y) {
        uchar *line = small.scanLine(y);
        for (int at = 0; at < 3 * small.width(); ++at)
            line[at] = static_cast<uchar>((line[at] * levels + white / 2) / white * white / levels);
    }
    return small;
}

/// Of pictures of one size and of Format_RGB888; another size is as far as can be.
inline PictureDifference difference(const QImage &one, const QImage &other)
{
    constexpr int block = 10;
    if (one.size() != other.size())
        return {};
    const auto meanOf = [&](const QRect &part) {
        std::int64_t sum = 0;
        for (int y = part.top(); y <= part.bottom(); ++y)
            for (int at = 3 * part.left(); at < 3 * (part.right() + 1); ++at)
                sum += std::abs(one.constScanLine(y)[at] - other.constScanLine(y)[at]);
        return static_cast<double>(sum) / (255.0 * 3 * part.width() * part.height());
    };
    PictureDifference found{.mean = meanOf(one.rect()), .worstBlock = 0};
    for (int y = 0; y < one.height(); y += block)
        for (int x = 0; x < one.width(); x += block)
            found.worstBlock = std::max(found.worstBlock, meanOf(QRect(x, y, block, block) & one.rect()));
    return found;
}

} // namespace odimo::tests
