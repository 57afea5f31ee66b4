// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/clipped_svg.h"

#include <QPaintEngine>
#include <QPainterPath>
#include <QRegularExpression>

#include <optional>
#include <utility>
#include <vector>

namespace odimo::widgets {

namespace {

constexpr int markOfClip = -987654; ///< A place where nothing is drawn.

QPaintEngine::PaintEngineFeatures featuresOf(const QPaintEngine &engine)
{
    QPaintEngine::PaintEngineFeatures features;
    for (unsigned bit = 1; bit != 0; bit <<= 1)
        if (engine.hasFeature(QPaintEngine::PaintEngineFeatures::fromInt(static_cast<int>(bit))))
            features |= QPaintEngine::PaintEngineFeatures::fromInt(static_cast<int>(bit));
    return features;
}

QString pathData(const QPainterPath &path)
{
    QString data;
    for (const QPolygonF &polygon : path.toSubpathPolygons()) {
        for (qsizetype corner = 0; corner < polygon.size(); ++corner)
            data += QStringLiteral("%1%2,%3 ")
                        .arg(QLatin1Char(corner == 0 ? 'M' : 'L'))
                        .arg(polygon[corner].x())
                        .arg(polygon[corner].y());
        data += QLatin1String("Z ");
    }
    return data.trimmed();
}

} // namespace

/// Stands before the engine of the generator: passes everything on, and where the clipping changes it draws a mark into
/// the file. The generator writes one group for each state of the painter, and the mark is the last in its group.
class ClipRecorder : public QPaintEngine {
public:
    explicit ClipRecorder(QPaintEngine &writer) : QPaintEngine(featuresOf(writer)), m_writer(writer) {}

    bool begin(QPaintDevice *device) override { return m_writer.begin(device); }
    bool end() override { return m_writer.end(); }
    Type type() const override { return m_writer.type(); }

    void updateState(const QPaintEngineState &now) override
    {
        if (!m_hasGroup) {
            writer().updateState(now);
            m_hasGroup = true;
        }
        if (now.state() & (DirtyClipPath | DirtyClipRegion))
            setClip(now);
        if (now.state() & DirtyClipEnabled)
            m_isEnabled = now.isClipEnabled();
        const std::optional<QPainterPath> clip = m_isEnabled ? m_clip : std::nullopt;
        if (clip != m_written) {
            m_written = clip;
            m_clips.push_back(clip);
            QPainterPath mark(QPointF(markOfClip, static_cast<double>(m_clips.size() - 1)));
            mark.lineTo(0, 0);
            writer().drawPath(mark);
        }
        writer().updateState(now);
    }

    void drawRects(const QRect *rects, int count) override { writer().drawRects(rects, count); }
    void drawRects(const QRectF *rects, int count) override { writer().drawRects(rects, count); }
    void drawLines(const QLine *lines, int count) override { writer().drawLines(lines, count); }
    void drawLines(const QLineF *lines, int count) override { writer().drawLines(lines, count); }
    void drawEllipse(const QRectF &rect) override { writer().drawEllipse(rect); }
    void drawEllipse(const QRect &rect) override { writer().drawEllipse(rect); }
    void drawPath(const QPainterPath &path) override { writer().drawPath(path); }
    void drawPoints(const QPointF *points, int count) override { writer().drawPoints(points, count); }
    void drawPoints(const QPoint *points, int count) override { writer().drawPoints(points, count); }
    void drawPolygon(const QPointF *points, int count, PolygonDrawMode mode) override
    {
        writer().drawPolygon(points, count, mode);
    }
    void drawPolygon(const QPoint *points, int count, PolygonDrawMode mode) override
    {
        writer().drawPolygon(points, count, mode);
    }
    void drawPixmap(const QRectF &rect, const QPixmap &pixmap, const QRectF &part) override
    {
        writer().drawPixmap(rect, pixmap, part);
    }
    void drawTextItem(const QPointF &at, const QTextItem &text) override { writer().drawTextItem(at, text); }
    void drawTiledPixmap(const QRectF &rect, const QPixmap &pixmap, const QPointF &offset) override
    {
        writer().drawTiledPixmap(rect, pixmap, offset);
    }
    void drawImage(const QRectF &rect, const QImage &image, const QRectF &part, Qt::ImageConversionFlags flags) override
    {
        writer().drawImage(rect, image, part, flags);
    }

    /// In the order of their marks; absent: nothing is clipped from there on.
    const std::vector<std::optional<QPainterPath>> &clips() const { return m_clips; }

private:
    /// It asks for the state of the painter, which the painter gives to this engine alone.
    QPaintEngine &writer()
    {
        constexpr QPaintEngineState *QPaintEngine::*stateOf = &ClipRecorder::state;
        m_writer.*stateOf = state;
        return m_writer;
    }

    void setClip(const QPaintEngineState &now)
    {
        if (now.clipOperation() == Qt::NoClip) {
            m_clip.reset();
            return;
        }
        QPainterPath path;
        if (now.state() & DirtyClipPath)
            path = now.clipPath();
        else
            path.addRegion(now.clipRegion());
        path = now.transform().map(path);
        m_clip = m_clip && now.clipOperation() == Qt::IntersectClip ? m_clip->intersected(path) : path;
    }

    QPaintEngine &m_writer;
    bool m_hasGroup = false;
    bool m_isEnabled = false;
    std::optional<QPainterPath> m_clip;    ///< In units of the file.
    std::optional<QPainterPath> m_written; ///< That holds where the file is.
    std::vector<std::optional<QPainterPath>> m_clips;
};

ClippedSvg::ClippedSvg() : m_recorder(std::make_unique<ClipRecorder>(*QSvgGenerator::paintEngine())) {}

ClippedSvg::~ClippedSvg() = default;

QPaintEngine *ClippedSvg::paintEngine() const { return m_recorder.get(); }

QString ClippedSvg::withClips(QString svg) const
{
    static const QRegularExpression mark(QStringLiteral("<path [^>]*\"M%1,([0-9]+)[^>]*/>\\s*</g>").arg(markOfClip));
    QString definitions, written;
    bool isClipped = false;
    qsizetype from = 0;
    for (QRegularExpressionMatchIterator marks = mark.globalMatch(svg); marks.hasNext();) {
        const QRegularExpressionMatch found = marks.next();
        const qsizetype index = found.captured(1).toLongLong();
        const std::optional<QPainterPath> &clip = m_recorder->clips()[static_cast<std::size_t>(index)];
        written += QStringView(svg).mid(from, found.capturedStart() - from);
        written += QLatin1String("</g>\n") + QLatin1String(isClipped ? "</g>\n" : "");
        if (clip) {
            definitions +=
                QStringLiteral("<clipPath id=\"clip%1\"><path d=\"%2\"/></clipPath>\n").arg(index).arg(pathData(*clip));
            written += QStringLiteral("<g clip-path=\"url(#clip%1)\">\n").arg(index);
        }
        isClipped = clip.has_value();
        from = found.capturedEnd();
    }
    written += QStringView(svg).mid(from);
    if (isClipped)
        written.replace(written.lastIndexOf(QLatin1String("</svg>")), 0, QStringLiteral("</g>\n"));
    return written.replace(QLatin1String("<defs>"), QLatin1String("<defs>\n") + definitions);
}

} // namespace odimo::widgets
