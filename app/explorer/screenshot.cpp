// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/screenshot.h"

#include "app/explorer/main_window.h"
#include "core/base/error.h"

#include <QApplication>
#include <QPixmap>
#include <QRegularExpression>
#include <QTimer>

namespace odimo::explorer {

std::optional<QSize> sizeFromText(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

void saveScreenshot(MainWindow &window, const QString &file)
{
    QTimer awake; // Keeps the event loop turning while the background works.
    awake.start(20);
    while (window.isBusy())
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QApplication::processEvents();
    if (!window.grab().save(file, "PNG"))
        throw Error("The screenshot cannot be written to " + file.toStdString() + ".", ErrorKind::InputOutput);
}

} // namespace odimo::explorer
