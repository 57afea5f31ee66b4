// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/dropped_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <array>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::DroppedFile)
};

DroppedFile::Use useOf(const QString &path)
{
    if (path.isEmpty())
        return DroppedFile::Use::None;
    if (path.endsWith(QLatin1String(".odimo")))
        return DroppedFile::Use::Project;
    if (path.endsWith(QLatin1String(".onnx")))
        return DroppedFile::Use::Network;
    constexpr std::array archives{".tar.gz", ".tgz", ".tar", ".zip", ".npz"};
    const bool isArchive = std::ranges::any_of(
        archives, [&](const char *extension) { return path.endsWith(QLatin1String(extension), Qt::CaseInsensitive); });
    return isArchive || QFileInfo(path).isDir() ? DroppedFile::Use::Data : DroppedFile::Use::None;
}

} // namespace

QString DroppedFile::hint() const
{
    const QString name = QFileInfo(path).fileName();
    switch (use) {
    case Use::None:
        return {};
    case Use::Project:
        return Text::tr("Drop it to open %1").arg(name);
    case Use::Network:
        return Text::tr("Drop it to explore the network %1").arg(name);
    case Use::Data:
        return Text::tr("Drop it to train on %1").arg(name);
    }
    return {};
}

DroppedFile droppedFile(const QMimeData &dragged)
{
    const QList<QUrl> urls = dragged.urls();
    const QString path = urls.size() == 1 ? QFileInfo(urls.first().toLocalFile()).filePath() : QString();
    return {useOf(path), path};
}

} // namespace odimo::explorer
