// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/figures/content_source.h"

#include <QObject>

#include <optional>

namespace odimo::explorer {

struct PreviewValues;

/// Writes what a view shows as a picture or as values, with where it comes from in the file's metadata.
class ViewSaver : public QObject {
    Q_OBJECT

public:
    explicit ViewSaver(const SavedViews &views, QObject *parent = nullptr);

    const ContentSource &source() const { return m_source; }
    /// saved() or failed() follows at once.
    void save(const SaveChoice &choice, const QString &file);
    /// What save() would write, drawn, or the beginning of its text.
    PreviewValues preview(const SaveChoice &choice) const;

public slots:
    /// Asks what, how and where to.
    void ask();

signals:
    void saved(const QString &file);
    void failed(const QString &message);

private:
    void offerInMenus();
    std::optional<Content> focusedContent() const;
    void askFile(const SaveChoice &choice);
    void write(const SaveChoice &choice, const QString &file) const;

    SavedViews m_views;
    ContentSource m_source;
};

} // namespace odimo::explorer
