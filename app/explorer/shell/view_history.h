// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/shell/view_id.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <vector>

namespace odimo::explorer {

class SelectionModel;
class ViewArea;

/// Where the user has been in the open project, to go back and forward as in a browser. It changes nothing of the
/// project, and so has nothing to do with undo.
class ViewHistory : public QObject {
    Q_OBJECT

public:
    ViewHistory(ViewArea &views, SelectionModel &selection, QObject *parent = nullptr);

    /// Forgets everything: the first place of a project is where it stands when its events have been handled.
    void begin();
    void back();
    void forward();
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }

signals:
    void changed();

private:
    struct Place {
        ViewId view = ViewId::Front;
        qint64 run = 0;
        QString layer;
        bool operator==(const Place &) const = default;
    };

    Place place() const;
    void record();
    void go(std::size_t at);

    ViewArea &m_views;
    SelectionModel &m_selection;
    QTimer m_settled; ///< What changes together is one step.
    std::vector<Place> m_places;
    std::size_t m_at = 0;
};

} // namespace odimo::explorer
