// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/figure_source.h"

#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QStringDecoder>
#include <QXmlStreamReader>

#include <string_view>

namespace odimo::widgets {

namespace {

constexpr qint64 mostBytes = qint64(1) << 18; ///< The metadata stand within so many at either end.

/// Both ends of a long file.
QByteArray endsOf(QFile &file)
{
    QByteArray bytes = file.read(mostBytes);
    if (file.size() > 2 * mostBytes && !file.seek(file.size() - mostBytes))
        return bytes;
    return bytes + file.read(mostBytes);
}

QString descriptionOfSvg(const QByteArray &bytes)
{
    QXmlStreamReader reader(bytes);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("desc"))
            return reader.readElementText();
    return {};
}

/// The string behind /Creator: UTF-16 with a byte order mark, in which a backslash takes the meaning of what follows.
QString creatorOfPdf(const QByteArray &bytes)
{
    const qsizetype key = bytes.indexOf("/Creator (");
    if (key < 0)
        return {};
    QByteArray text;
    for (qsizetype at = key + 10; at < bytes.size() && bytes[at] != ')'; ++at) {
        if (bytes[at] == '\\')
            ++at;
        if (at < bytes.size())
            text += bytes[at];
    }
    QStringDecoder decode(QStringConverter::Utf16BE);
    return decode(text);
}

QString textIn(const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("png"))
        return QImageReader(path, "png").text(QStringLiteral("Description"));
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = endsOf(file);
    if (ending == QLatin1String("svg"))
        return descriptionOfSvg(bytes);
    return ending == QLatin1String("pdf") ? creatorOfPdf(bytes) : QString::fromUtf8(bytes);
}

} // namespace

bool canBeFigure(const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    return QStringList{QStringLiteral("svg"), QStringLiteral("pdf"), QStringLiteral("png"), QStringLiteral("csv"),
                       QStringLiteral("tex"), QStringLiteral("md"),  QStringLiteral("txt")}
        .contains(ending);
}

std::optional<Origin> figureSource(const QString &path)
{
    return canBeFigure(path) ? originIn(textIn(path).toStdString()) : std::nullopt;
}

} // namespace odimo::widgets
