// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/dropped_file.h"

#include "widgets/base/figure_source.h"

#include <QCoreApplication>
#include <QDir>
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
    if (path.endsWith(QLatin1String(".odimo")))
        return DroppedFile::Use::Project;
    if (path.endsWith(QLatin1String(".onnx")))
        return DroppedFile::Use::Network;
    constexpr std::array archives{".tar.gz", ".tgz", ".tar", ".zip", ".npz"};
    const bool isArchive = std::ranges::any_of(
        archives, [&](const char *extension) { return path.endsWith(QLatin1String(extension), Qt::CaseInsensitive); });
    return isArchive || QFileInfo(path).isDir() ? DroppedFile::Use::Data : DroppedFile::Use::None;
}

/// Where it was, or beside the figure, if both were moved.
QString projectOf(const Origin &source, const QString &figure)
{
    const QString project = QString::fromStdString(source.project);
    const QString beside = QFileInfo(figure).dir().filePath(QFileInfo(project).fileName());
    for (const QString &path : {project, beside})
        if (path.endsWith(QLatin1String(".odimo")) && QFileInfo(path).isFile())
            return QFileInfo(path).absoluteFilePath();
    return {};
}

DroppedFile droppedFigure(const QString &path)
{
    std::optional<Origin> source = widgets::figureSource(path);
    if (!source)
        return {.path = path, .refusal = Text::tr("Nothing in this file says which project it comes from.")};
    const QString project = projectOf(*source, path);
    if (project.isEmpty())
        return {.path = path,
                .refusal = Text::tr("It comes from the project %1, which is not there any more. Put the project "
                                    "beside this file, and drop it again.")
                               .arg(QString::fromStdString(source->project))};
    source->project = project.toStdString();
    return {.use = DroppedFile::Use::Figure, .path = path, .source = *source};
}

} // namespace

QString DroppedFile::hint() const
{
    const QString name = QFileInfo(path).fileName();
    switch (use) {
    case Use::None:
        return name.isEmpty() ? Text::tr("Nothing to drop here") : Text::tr("%1 cannot be dropped here").arg(name);
    case Use::Project:
        return Text::tr("Open %1").arg(name);
    case Use::Comparison:
        return Text::tr("Compare with %1").arg(name);
    case Use::Network:
        return Text::tr("Explore the network %1").arg(name);
    case Use::Data:
        return Text::tr("Train on %1").arg(name);
    case Use::Figure:
        return source.run == 0 ? Text::tr("Show where %1 comes from").arg(name)
                               : Text::tr("Show run %1, where %2 comes from").arg(source.run).arg(name);
    }
    return {};
}

QString DroppedFile::explanation() const
{
    switch (use) {
    case Use::None:
        return refusal;
    case Use::Project:
        return hasChoice ? Text::tr("The project takes the place of the one that is open. Drop it on the right half to "
                                    "compare both.")
                         : Text::tr("The project takes the place of the one that is open.");
    case Use::Comparison:
        return hasChoice
                   ? Text::tr("Both projects are shown side by side. Drop it on the left half to open it instead.")
                   : Text::tr("Both projects are shown side by side; the exploration goes on.");
    case Use::Network:
        return Text::tr("It becomes the network of the setup; nothing starts yet.");
    case Use::Data:
        return QFileInfo(path).isDir() ? Text::tr("The folder becomes the data of the setup: images in one folder for "
                                                  "each class, or files of a known dataset.")
                                       : Text::tr("It becomes the data of the setup; nothing starts yet.");
    case Use::Figure:
        return Text::tr("From the project %1.").arg(QString::fromStdString(source.project));
    }
    return {};
}

DroppedFile droppedFile(const QMimeData &dragged)
{
    const QList<QUrl> urls = dragged.urls();
    if (urls.size() > 1)
        return {.refusal = Text::tr("Drop one file at a time.")};
    const QUrl url = urls.value(0);
    if (!url.isLocalFile())
        return {.refusal = Text::tr("It is not a file on this computer.")};
    const QString path = QFileInfo(url.toLocalFile()).filePath();
    if (widgets::canBeFigure(path))
        return droppedFigure(path);
    DroppedFile file{.use = useOf(path), .path = path};
    if (file.use == DroppedFile::Use::None)
        file.refusal =
            Text::tr("The window takes projects (*.odimo), networks (*.onnx), data: a folder, an archive (*.tar.gz, "
                     "*.tar, *.zip) or arrays (*.npz), and figures and tables that it has written.");
    return file;
}

} // namespace odimo::explorer
