// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <variant>
#include <vector>

namespace odimo::widgets {

/// How a search moved the channels of the layers between the units.
struct ChannelsReplay {
    QStringList units;
    QStringList layers;
    std::vector<std::vector<QList<int>>> channels; ///< By moment and layer, on each unit.
};

/// A mapping as it came to be measured.
struct ReplayPoint {
    double cost = 0;     ///< In the unit of the axis.
    double accuracy = 0; ///< Fraction.
    QString name = {};
    bool isBaseline = false;
    bool isUntrained = false;
};

/// How the front grew: one more point in each moment.
struct FrontReplay {
    QString costTitle; ///< "Latency (kcycles)"
    std::vector<ReplayPoint> points;
};

/// What is said of one moment.
struct ReplayMoment {
    QString label;             ///< "Epoch 3 of 10"
    QString caption;           ///< "12 s, 87.10 % of the validation images, ..."
    std::vector<double> share; ///< Of the ribbon: one part above the other, in all at most 1.
};

/// What is replayed, moment by moment.
struct ReplayValues {
    QString title;       ///< "Run 7: Search 0.5"
    QString ribbonTitle; ///< What the ribbon of all moments shows.
    std::vector<ReplayMoment> moments = {};
    std::variant<ChannelsReplay, FrontReplay> subject = {};
    QString note = {};   ///< Above the picture; empty for none.
    bool isLive = false; ///< More moments are to come.

    int count() const { return static_cast<int>(moments.size()); }
};

} // namespace odimo::widgets
