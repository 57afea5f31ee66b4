// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_fields.h"

#include <QObject>

class QComboBox;
class QLabel;

namespace odimo::widgets {

class SetupForm;

/// What is explored: network, data, platform, and what counts.
class NetworkFields : public QObject {
    Q_OBJECT

public:
    NetworkFields(SetupForm &form, const SetupChoices &choices, QObject *parent);

    void read(SetupFields &fields) const;
    void write(const SetupFields &fields);
    /// Below the network a link leads to what its import found.
    void setHasFindings(bool has);

signals:
    void findingsRequested();
    void browseNetworkRequested();
    void browseDataFolderRequested();
    void browseDataFileRequested();

private:
    QComboBox *m_network;
    QComboBox *m_data;
    QComboBox *m_platform;
    QComboBox *m_channels; ///< The second entry: some may be left out.
    QComboBox *m_layout;
    QComboBox *m_objective;
    QLabel *m_link;
};

} // namespace odimo::widgets
