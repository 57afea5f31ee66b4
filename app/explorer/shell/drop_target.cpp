// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/drop_target.h"

#include "app/explorer/shell/drop_overlay.h"

#include <QDropEvent>
#include <QMimeData>
#include <QWidget>

namespace odimo::explorer {

DropTarget::DropTarget(QWidget &window, QObject *parent)
    : QObject(parent), m_window(window), m_overlay(new DropOverlay(window))
{
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

DroppedFile DropTarget::fileOf(const QDropEvent &drag) const
{
    DroppedFile file = droppedFile(*drag.mimeData());
    if (file.use == DroppedFile::Use::Project && m_isComparable) {
        file.hasChoice = m_obstacle.isEmpty();
        if (!file.hasChoice || drag.position().x() > m_window.width() / 2.0)
            file.use = DroppedFile::Use::Comparison;
    }
    if (file.use != DroppedFile::Use::Comparison && !m_obstacle.isEmpty())
        file = {.use = DroppedFile::Use::None, .path = file.path, .refusal = m_obstacle};
    return file;
}

/// A drag that is of no use is let in all the same, or else nobody would say when it leaves; only its drop is refused.
bool DropTarget::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_window)
        return QObject::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove: {
        auto *drag = static_cast<QDropEvent *>(event);
        if (!drag->mimeData()->hasUrls())
            return QObject::eventFilter(watched, event);
        const DroppedFile file = fileOf(*drag);
        m_overlay->show(file);
        if (event->type() == QEvent::DragEnter || file.use != DroppedFile::Use::None)
            drag->acceptProposedAction();
        else
            drag->ignore();
        return true;
    }
    case QEvent::DragLeave:
        m_overlay->hide();
        return true;
    case QEvent::Drop: {
        auto *drop = static_cast<QDropEvent *>(event);
        m_overlay->hide();
        const DroppedFile file = fileOf(*drop);
        if (file.use == DroppedFile::Use::None)
            return true;
        drop->acceptProposedAction();
        emit dropped(file);
        return true;
    }
    default:
        return QObject::eventFilter(watched, event);
    }
}

} // namespace odimo::explorer
