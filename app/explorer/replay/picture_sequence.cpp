// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/replay/picture_sequence.h"

#include "core/base/error.h"
#include "widgets/replay/replay_picture.h"

#include <QFile>
#include <QImage>

namespace odimo::explorer {

int writePictures(const widgets::ReplayValues &values, const QFont &font, const QPalette &palette,
                  const std::filesystem::path &folder, const QString &name, const Origin &source)
{
    const auto fileOf = [&](int moment) {
        return folder / QStringLiteral("%1-%2.png").arg(name).arg(moment + 1, 4, 10, QLatin1Char('0')).toStdString();
    };
    for (int moment = 0; moment < values.count(); ++moment)
        if (std::filesystem::exists(std::filesystem::symlink_status(fileOf(moment))))
            throw Error("the pictures are not written, because " + fileOf(moment).string() +
                            " exists; choose another folder",
                        ErrorKind::InputOutput);
    for (int moment = 0; moment < values.count(); ++moment) {
        QImage image = widgets::replayImage(values, moment, font, palette);
        const widgets::ReplayMoment &shown = values.moments[static_cast<std::size_t>(moment)];
        image.setText(QStringLiteral("Title"), values.title + QStringLiteral(" – ") + shown.label);
        image.setText(QStringLiteral("Description"), // As figures have it, which lead back to what they show.
                      shown.caption + QLatin1Char('\n') + QString::fromStdString(originLine(source)));
        if (!image.save(QString::fromStdString(fileOf(moment).string()), "PNG"))
            throw Error("the picture " + fileOf(moment).string() +
                            " cannot be written; see whether the folder is write-protected or the disk full",
                        ErrorKind::InputOutput);
    }
    return values.count();
}

} // namespace odimo::explorer
