// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/setup_check.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace odimo::widgets {
class SetupPanel;
}

namespace odimo::explorer {

class Background;

/// Checks the setup in the background a moment after it has changed, and knows whether it can be started.
class SetupController : public QObject {
    Q_OBJECT

public:
    SetupController(widgets::SetupPanel &panel, Background &background, QObject *parent = nullptr);

    /// Present if the fields as they stand can be started.
    const std::optional<host::Settings> &settings() const { return m_settings; }
    /// Why they cannot; empty if they can.
    QString obstacle() const { return m_obstacle; }
    /// Why what the steering asks for cannot be kept; empty if it can.
    QString steeringFinding() const { return m_steeringFinding; }
    /// What every mapping of the next exploration must keep to.
    void setWishes(const host::Wishes &wishes);
    bool isChecking() const { return m_checking; }

signals:
    void checked();

private:
    void changed();
    void check();
    void take(const SetupCheck &check);

    widgets::SetupPanel &m_panel;
    Background &m_background;
    std::shared_ptr<DataSummaries> m_summaries = std::make_shared<DataSummaries>();
    QTimer m_delay;
    std::optional<host::Settings> m_settings;
    host::Wishes m_wishes;
    QString m_obstacle;
    QString m_steeringFinding;
    int m_request = 0;
    bool m_checking = true;
};

} // namespace odimo::explorer
