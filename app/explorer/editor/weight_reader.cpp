// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/editor/weight_reader.h"

#include "app/explorer/base/background.h"
#include "core/host/deliver/trained_run.h"
#include "widgets/base/format.h"

namespace odimo::explorer {

namespace {

constexpr int intervals = 81; // Odd, so that one interval lies around 0.

} // namespace

WeightReader::WeightReader(Background &background, QObject *parent) : QObject(parent), m_background(background) {}

void WeightReader::read(const std::filesystem::path &project, qint64 run)
{
    if (run == m_run && project == m_project)
        return;
    m_project = project;
    m_run = run;
    m_histograms.clear();
    m_isReading = true;
    m_reason = tr("The weights are being read...");
    const auto isWanted = [this, project, run] {
        return m_run == run && m_project == project;
    };
    m_background.run(
        *this,
        [project, run] {
            const project::Project opened = project::Project::open(project, project::Access::ReadOnly);
            const project::Run found = opened.run(run);
            const mapping::TrainedNetwork trained = host::trainedNetworkOf(found, opened);
            Histograms histograms;
            for (const mapping::LayerMapping &layer : found.mapping.value_or(mapping::Mapping()).layers)
                histograms[layer.layer] = mapping::weightHistogram(trained, layer, opened.setup().platform, intervals);
            return histograms;
        },
        [this, isWanted](Histograms histograms) {
            if (!isWanted())
                return;
            m_histograms = std::move(histograms);
            m_isReading = false;
            m_reason.clear();
            emit changed();
        },
        [this, isWanted](const QString &message) {
            if (!isWanted())
                return;
            m_isReading = false;
            m_reason = widgets::sentence(message);
            emit changed();
        });
}

void WeightReader::forget()
{
    m_project.clear();
    m_run = 0;
    m_isReading = false;
    m_histograms.clear();
    m_reason.clear();
}

const mapping::WeightHistogram *WeightReader::histogram(const std::string &layer) const
{
    const auto found = m_histograms.find(layer);
    return found == m_histograms.end() ? nullptr : &found->second;
}

} // namespace odimo::explorer
