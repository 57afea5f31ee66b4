// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/help/help_browser.h"

#include <QResizeEvent>
#include <QTextBlock>

namespace odimo::widgets {

namespace {

bool isCode(const QTextBlock &block) { return block.blockFormat().hasProperty(QTextFormat::BlockCodeFence); }

} // namespace

HelpBrowser::HelpBrowser(HelpImages images, QWidget *parent) : QTextBrowser(parent), m_images(std::move(images))
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // The width for pictures must not depend on their heights.
}

void HelpBrowser::showPage(const QString &markdown)
{
    m_shown.clear();
    setMarkdown(markdown);
    styleBlocks();
}

/// Qt leaves no room around code and little above headings.
void HelpBrowser::styleBlocks()
{
    const double gap = fontMetrics().height() / 2.0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        if (isCode(block)) {
            format.setBackground(palette().alternateBase());
            format.setNonBreakableLines(block.text().contains(QLatin1String("  "))); // Columns stay, sentences wrap.
            format.setTopMargin(isCode(block.previous()) ? 0 : gap);
            format.setBottomMargin(isCode(block.next()) ? 0 : gap);
        } else if (format.headingLevel() > 0 && block != document()->begin()) {
            format.setTopMargin(2 * gap);
        } else {
            continue;
        }
        QTextCursor(block).setBlockFormat(format);
    }
}

void HelpBrowser::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        styleBlocks();
}

QImage HelpBrowser::imageFor(const QUrl &name) const
{
    const double ratio = devicePixelRatioF();
    const double room = viewport()->width() - 2 * document()->documentMargin();
    QImage image = m_images ? m_images(name.toString(), static_cast<int>(room * ratio)) : QImage();
    image.setDevicePixelRatio(ratio);
    return image;
}

QVariant HelpBrowser::loadResource(int type, const QUrl &name)
{
    if (type != QTextDocument::ImageResource)
        return QTextBrowser::loadResource(type, name);
    if (!m_shown.contains(name))
        m_shown << name;
    return imageFor(name);
}

void HelpBrowser::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    if (viewport()->width() == m_width)
        return;
    m_width = viewport()->width();
    for (const QUrl &name : m_shown)
        document()->addResource(QTextDocument::ImageResource, name, imageFor(name));
    if (!m_shown.isEmpty())
        document()->markContentsDirty(0, document()->characterCount());
}

} // namespace odimo::widgets
