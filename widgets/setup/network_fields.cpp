// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/network_fields.h"

#include "core/platform/left_out.h"
#include "widgets/base/note_label.h"
#include "widgets/setup/setup_form.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace odimo::widgets {

namespace {

QLatin1String noneSuffix()
{
    return {platform::noneSuffix.data(), static_cast<qsizetype>(platform::noneSuffix.size())};
}

} // namespace

NetworkFields::NetworkFields(SetupForm &form, const SetupChoices &choices, QObject *parent)
    : QObject(parent), m_network(editableComboBox(choices.networks, choices.networkDescriptions, tr("Network"))),
      m_data(editableComboBox(choices.data, {}, tr("Data"))),
      m_platform(editableComboBox(choices.platforms, choices.platformDescriptions, tr("Platform"))),
      m_channels(comboBox({tr("All are computed"), tr("Some may be left out")}, tr("Channels"))),
      m_layout(comboBox({tr("As the platform says")}, tr("Layout conversions"))),
      m_objective(comboBox({tr("Latency"), tr("Energy")}, tr("Objective"))), m_link(new QLabel)
{
    for (qsizetype index = 0; index < choices.layouts.size(); ++index)
        m_layout->addItem(choices.layoutTitles.value(index, choices.layouts[index]), choices.layouts[index]);
    m_network->setToolTip(tr("A network of the zoo, options after a colon (resnet8:stem=2,width=8), or an ONNX file, "
                             "which can be dropped on the window too"));
    m_data->setToolTip(
        tr("The name of a data set, or the path of a folder, of a .tar.gz or .zip archive or of an .npz "
           "file: IDX, CIFAR, images in a folder for each class, or NumPy arrays. Options follow a colon, "
           "for example photos:image=3x64x64,skip_bad=yes"));
    m_platform->setToolTip(tr("A platform by name, or the path of its JSON file"));
    m_channels->setToolTip(
        tr("Whether mappings may leave channels out, of which a constant remains: the width of layers "
           "is searched together with the units"));
    m_layout->setToolTip(
        tr("What it costs to bring a tensor from the memory layout of one unit into that of another. The published "
           "costs do not count it"));
    m_objective->setToolTip(tr("What the mappings save, at as little loss of accuracy as possible"));
    auto *browseNetwork = browseButton(tr("Choose an ONNX file"));
    connect(browseNetwork, &QToolButton::clicked, this, &NetworkFields::browseNetworkRequested);
    auto *browse = browseButton(tr("Choose a folder or file of data"));
    auto *menu = new QMenu(browse);
    menu->addAction(tr("Folder…"), this, &NetworkFields::browseDataFolderRequested);
    menu->addAction(tr("Archive or NumPy file…"), this, &NetworkFields::browseDataFileRequested);
    browse->setMenu(menu);
    browse->setPopupMode(QToolButton::InstantPopup);
    m_link->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_link->setObjectName(QStringLiteral("networkFindings"));
    m_link->setTextFormat(Qt::RichText);
    m_link->setText(QStringLiteral("<a href=\"#\">%1</a>").arg(tr("What the import found…")));
    connect(m_link, &QLabel::linkActivated, this, &NetworkFields::findingsRequested);

    form.addHeading(tr("Network and data"));
    form.addRow({tr("&Network"), m_network, browseNetwork, SetupField::Network, m_link});
    form.addRow({tr("&Data"), m_data, browse, SetupField::Data});
    form.addRow({.label = tr("&Platform"), .field = m_platform, .finding = SetupField::Platform});
    form.addRow({.label = tr("Channe&ls"), .field = m_channels});
    form.addRow({.label = tr("La&youts"), .field = m_layout});
    form.addRow({.label = tr("&Objective"), .field = m_objective});
    for (QComboBox *box : {m_network, m_data, m_platform, m_channels, m_layout, m_objective})
        form.watch(box);
    setHasFindings(false);
}

void NetworkFields::read(SetupFields &fields) const
{
    fields.network = NoteLabel::unbroken(m_network->currentText()).trimmed();
    fields.data = NoteLabel::unbroken(m_data->currentText()).trimmed();
    fields.platform = m_platform->currentText().trimmed();
    if (m_channels->currentIndex() == 1 && !fields.platform.isEmpty() && !fields.platform.endsWith(noneSuffix()))
        fields.platform += noneSuffix();
    fields.layout = m_layout->currentData().toString();
    fields.objective = m_objective->currentIndex() == 0 ? mapping::Objective::Latency : mapping::Objective::Energy;
}

void NetworkFields::write(const SetupFields &fields)
{
    m_network->setCurrentText(fields.network);
    m_data->setCurrentText(fields.data);
    const bool leavesOut = fields.platform.endsWith(noneSuffix());
    m_platform->setCurrentText(leavesOut ? fields.platform.chopped(noneSuffix().size()) : fields.platform);
    m_channels->setCurrentIndex(leavesOut ? 1 : 0);
    choose(*m_layout, fields.layout);
    m_objective->setCurrentIndex(fields.objective == mapping::Objective::Latency ? 0 : 1);
}

void NetworkFields::setHasFindings(bool has) { m_link->setVisible(has); }

} // namespace odimo::widgets
