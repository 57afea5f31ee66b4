// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/weight_histogram.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <map>
#include <string>

namespace odimo::explorer {

class Background;

/// The histograms of the weights of one run, read from its project in the background.
class WeightReader : public QObject {
    Q_OBJECT

public:
    explicit WeightReader(Background &background, QObject *parent = nullptr);

    /// changed() follows, unless this run is read or was read already.
    void read(const std::filesystem::path &project, qint64 run);
    void forget();
    bool isReading() const { return m_isReading; }
    /// Of the run that was asked for last; null if there is none.
    const mapping::WeightHistogram *histogram(const std::string &layer) const;
    /// Why there is none: it is being read, or a sentence of what is wrong.
    QString reason() const { return m_reason; }

signals:
    void changed();

private:
    using Histograms = std::map<std::string, mapping::WeightHistogram>;

    Background &m_background;
    std::filesystem::path m_project;
    qint64 m_run = 0;
    Histograms m_histograms;
    QString m_reason;
    bool m_isReading = false;
};

} // namespace odimo::explorer
