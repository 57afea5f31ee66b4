// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QTextBrowser>

#include <functional>

namespace odimo::widgets {

/// A picture by the name that pages give it, at most so many pixels wide; null if there is none of that name.
using HelpImages = std::function<QImage(const QString &name, int mostPixels)>;

/// Shows pages: code on a ground of its own, pictures as wide as there is room for and sharp on every screen.
class HelpBrowser : public QTextBrowser {
    Q_OBJECT

public:
    explicit HelpBrowser(HelpImages images, QWidget *parent = nullptr);

    void showPage(const QString &markdown);

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void styleBlocks();
    QImage imageFor(const QUrl &name) const;

    HelpImages m_images;
    QList<QUrl> m_shown; ///< Pictures of the page.
    int m_width = 0;     ///< That they were made for.
};

} // namespace odimo::widgets
