// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSvgGenerator>

#include <memory>

namespace odimo::widgets {

class ClipRecorder;

/// Writes SVG with clipping, which QSvgGenerator leaves out: what lies outside would be seen.
class ClippedSvg : public QSvgGenerator {
public:
    ClippedSvg();
    ~ClippedSvg() override;
    ClippedSvg(const ClippedSvg &) = delete;
    ClippedSvg &operator=(const ClippedSvg &) = delete;

    /// What the generator has written, with the clipping that was recorded meanwhile.
    QString withClips(QString svg) const;

protected:
    QPaintEngine *paintEngine() const override;

private:
    std::unique_ptr<ClipRecorder> m_recorder;
};

} // namespace odimo::widgets
