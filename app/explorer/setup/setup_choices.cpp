// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/setup_choices.h"

#include "core/data/specification.h"
#include "core/host/plan/network_source.h"
#include "core/host/plan/presets.h"
#include "core/host/plan/settings.h"
#include "core/network/zoo.h"
#include "core/platform/layout_mode.h"
#include "core/platform/platform_files.h"
#include "widgets/base/format.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::SetupChoices)
};

} // namespace

widgets::SetupChoices setupChoices()
{
    widgets::SetupChoices choices;
    choices.networks << QStringLiteral("resnet8:stem=2");
    choices.networkDescriptions << Text::tr("ResNet8 with a stride of 2 in its first layer: quick to train");
    for (const network::ZooEntry &entry : network::zoo()) {
        choices.networks << QString::fromStdString(entry.name);
        QStringList options;
        for (const std::string &option : entry.options)
            options << QString::fromStdString(option);
        choices.networkDescriptions << (options.isEmpty() ? QString::fromStdString(entry.description)
                                                          : Text::tr("%1; options: %2")
                                                                .arg(QString::fromStdString(entry.description),
                                                                     options.join(Text::tr(", "))));
    }
    for (const std::string &name : data::datasetNames())
        choices.data << QString::fromStdString(name);
    const std::string usual = host::Settings().platform;
    choices.platforms << QString::fromStdString(usual); // What stands in the field at first.
    for (const std::string &name : platform::platformNames())
        if (name != usual)
            choices.platforms << QString::fromStdString(name);
    for (const QString &name : choices.platforms)
        choices.platformDescriptions << QString::fromStdString(
            platform::titleWithArray(platform::loadPlatform(name.toStdString())));
    using enum host::Baselines;
    for (const host::Baselines baselines : {Preset, All, None})
        choices.baselines << QString::fromLatin1(host::nameOf(baselines));
    for (const protocol::CostRule rule : {protocol::CostRule::JointStaircase, protocol::CostRule::Published})
        choices.costRules << QString::fromLatin1(protocol::nameOf(rule));
    for (const protocol::QuantiserStyle style :
         {protocol::QuantiserStyle::Corrected, protocol::QuantiserStyle::Published})
        choices.quantisers << QString::fromLatin1(protocol::nameOf(style));
    using enum platform::LayoutMode;
    for (const platform::LayoutMode mode : {Paper, HostConversion, HardwareShuffle}) {
        choices.layouts << QString::fromLatin1(platform::nameOf(mode));
        choices.layoutTitles << widgets::sentence(QString::fromLatin1(platform::titleOf(mode)));
    }
    for (const mapping::Engine &engine : mapping::engines())
        choices.engines.push_back({.name = QString::fromStdString(engine.name),
                                   .description = QString::fromStdString(engine.summary),
                                   .hasStrengths = engine.trains()});
    for (const std::string &name : host::presetNames())
        choices.presets << QString::fromStdString(name);
    choices.devices << QStringLiteral("cpu") << QStringLiteral("cuda");
    using enum protocol::Precision;
    for (const protocol::Precision precision : {Automatic, Full, Mixed})
        choices.precisions << QString::fromLatin1(protocol::nameOf(precision));
    return choices;
}

QString suggestedProjectName(const widgets::SetupFields &fields)
{
    static const QRegularExpression unfit(QStringLiteral("[^A-Za-z0-9_.-]+"));
    static const QRegularExpression format(QStringLiteral("(\\.tar)?\\.(tar|gz|tgz|zip|npz)$"));
    QString data = QFileInfo(QString::fromStdString(data::sourceOf(fields.data.toStdString()))).fileName();
    data.remove(format);
    const bool isFile = host::isNetworkFile(fields.network.toStdString());
    const QString network = isFile ? QFileInfo(fields.network).completeBaseName() : fields.network;
    QString name = QStringLiteral("%1-%2-%3").arg(data, network, QFileInfo(fields.platform).completeBaseName());
    name.replace(unfit, QStringLiteral("-"));
    return name + QStringLiteral(".odimo");
}

} // namespace odimo::explorer
