// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/setup_check.h"

#include "app/explorer/base/remedy_words.h"
#include "core/base/error.h"
#include "core/data/specification.h"
#include "core/host/plan/named_files.h"
#include "core/host/plan/presets.h"
#include "core/host/plan/validate.h"
#include "core/network/zoo.h"
#include "core/onnx/finding_groups.h"
#include "core/platform/layout_mode.h"
#include "widgets/base/format.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <exception>

namespace odimo::explorer {

using widgets::Finding;
using widgets::SetupField;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::SetupCheck)
};

QString networkText(const host::NetworkSource &source)
{
    const network::Network &network = source.network;
    std::int64_t operations = 0;
    int layers = 0;
    for (int node = 0; node <= network.output(); ++node) {
        operations += network::macs(network, node);
        layers += network::isLayer(network.node(node)) ? 1 : 0;
    }
    const QString text =
        Text::tr("%1 layers, %2 million MACs").arg(layers).arg(QLocale().toString(double(operations) / 1e6, 'f', 1));
    return source.parameters ? Text::tr("%1; its trained weights take the place of the warm-up").arg(text) : text;
}

QList<widgets::NetworkFinding> shownFindings(const std::vector<onnx::Finding> &findings)
{
    QList<widgets::NetworkFinding> shown;
    for (const onnx::FindingGroup &group : onnx::groupFindings(findings))
        shown.append({QString::fromLatin1(onnx::verdictName(group.verdict)), QString::fromStdString(group.node),
                      QString::fromStdString(group.op), QString::fromStdString(group.text)});
    return shown;
}

QString dataText(const data::DatasetSummary &data)
{
    const QLocale locale;
    const QString text = Text::tr("%1 classes, images of %2x%3x%4: %5 to train, %6 to test")
                             .arg(data.classes.size())
                             .arg(data.channels)
                             .arg(data.height)
                             .arg(data.width)
                             .arg(locale.toString(data.trainImages), locale.toString(data.testImages));
    const auto number = [&](double value) {
        return locale.toString(value, 'g', 4);
    };
    if (data.kind == data::ValueKind::Features)
        return Text::tr("%1; features from %2 to %3").arg(text, number(data.least), number(data.most));
    if (data.isNormalised)
        return Text::tr("%1; normalised to %2 to %3").arg(text, number(data.least), number(data.most));
    return text;
}

host::Settings settingsOf(const widgets::SetupFields &fields)
{
    host::Settings settings;
    settings.network = fields.network.toStdString();
    settings.data = fields.data.toStdString();
    settings.platform = fields.platform.toStdString();
    settings.layout = fields.layout.toStdString();
    settings.objective = fields.objective;
    settings.preset = fields.preset.toStdString();
    settings.engine = fields.engine.toStdString();
    settings.strengths = widgets::parseStrengths(fields.strengths).values;
    settings.targets = widgets::parseTargets(fields.targets).values;
    if (fields.start != 0)
        settings.startRun = fields.start;
    if (fields.points > 0)
        settings.points = fields.points;
    settings.budget_s = 60.0 * fields.budget_min;
    settings.seed = fields.seed;
    settings.device = fields.device.toStdString();
    if (!fields.precision.isEmpty())
        settings.precision = protocol::precisionFromName(fields.precision.toStdString());
    return settings;
}

QString projectError(const QString &path)
{
    if (path.isEmpty())
        return Text::tr("Name the file that keeps the results.");
    const QFileInfo file(path);
    if (file.isDir())
        return Text::tr("This is a folder. Add the name of a file.");
    if (file.exists() && !file.isWritable())
        return Text::tr("This file cannot be written. Choose another one.");
    const QFileInfo folder(file.absolutePath());
    if (!folder.isDir())
        return Text::tr("The folder %1 does not exist.").arg(folder.filePath());
    if (!folder.isWritable())
        return Text::tr("The folder %1 cannot be written.").arg(folder.filePath());
    return {};
}

/// The data with the size of the images that the network insists on; as it stands if that cannot be told, which the
/// checks of the fields will say.
std::string fittedData(const widgets::SetupFields &fields)
{
    const std::string data = fields.data.toStdString();
    try {
        const std::optional<network::Shape> input = host::fixedInput(fields.network.toStdString());
        return input ? host::fitted(data, *input, host::Fit::Offered) : data;
    } catch (const Error &) {
        return data;
    }
}

/// Collects findings; one failed check does not keep the others from being made.
class Checker {
public:
    template <typename Check>
    void check(SetupField field, Check check)
    {
        try {
            add(field, Finding::Severity::Information, check());
        } catch (const std::exception &error) {
            add(field, Finding::Severity::Error, widgets::sentence(messageOf(error)));
        }
    }
    void add(SetupField field, Finding::Severity severity, const QString &text)
    {
        if (!text.isEmpty())
            m_findings.append({field, severity, text});
    }
    bool hasErrors() const
    {
        return std::ranges::any_of(m_findings,
                                   [](const Finding &finding) { return finding.severity == Finding::Severity::Error; });
    }
    const QList<Finding> &findings() const { return m_findings; }

private:
    QList<Finding> m_findings;
};

} // namespace

data::DatasetSummary DataSummaries::of(const std::string &specification)
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_known.find(specification);
    if (known != m_known.end())
        return known->second;
    return m_known.emplace(specification, data::summarise(data::loadDataset(specification))).first->second;
}

SetupCheck checkSetup(const widgets::SetupFields &fields, const host::RestrictionSettings &restrictions,
                      const SummaryOf &summaryOf)
{
    Checker checker;
    std::optional<data::DatasetSummary> data;
    const std::string specification = fittedData(fields);
    checker.check(SetupField::Data, [&] {
        data = summaryOf(specification);
        return specification == fields.data.toStdString()
                   ? dataText(*data)
                   : Text::tr("%1; resized for the network").arg(dataText(*data));
    });
    SetupCheck result;
    checker.check(SetupField::Network, [&] {
        network::ZooRequest request;
        if (data) {
            request.input = network::Shape{data->channels, data->height, data->width};
            request.classes = static_cast<int>(data->classes.size());
        }
        const std::string name = fields.network.toStdString();
        if (!host::isNetworkFile(name))
            return networkText(host::loadNetwork(name, request));
        onnx::Import import = host::importNetwork(name, request);
        result.ofNetwork = shownFindings(import.findings);
        return networkText(host::sourceFrom(std::move(import), name));
    });
    checker.check(SetupField::Platform, [&] {
        const platform::Platform platform = host::platformOf(settingsOf(fields));
        return QString::fromStdString(platform::titleWithArray(platform) + platform::layoutText(platform));
    });
    checker.add(SetupField::Strengths, Finding::Severity::Error, widgets::parseStrengths(fields.strengths).error);
    checker.add(SetupField::Targets, Finding::Severity::Error, widgets::parseTargets(fields.targets).error);
    checker.add(SetupField::Project, Finding::Severity::Error, projectError(fields.project));

    host::Settings settings = settingsOf(fields);
    settings.data = specification;
    const auto validate = [&](SetupField field) {
        if (!checker.hasErrors())
            checker.check(field, [&] {
                host::validate(settings, *data);
                return QString();
            });
    };
    validate(SetupField::Network);
    settings.restrictions = restrictions;
    if (restrictions != host::RestrictionSettings())
        validate(SetupField::Steering);
    if (!checker.hasErrors()) {
        result.settings = settings;
        if (QFileInfo::exists(fields.project))
            checker.add(SetupField::Project, Finding::Severity::Information,
                        Text::tr("The runs are added to this project."));
    }
    result.findings = checker.findings();
    return result;
}

widgets::SetupFields fieldsOf(const std::optional<host::Settings> &settings, const widgets::SetupFields &present)
{
    widgets::SetupFields fields = present;
    if (!settings)
        return fields;
    const auto listed = [](const std::vector<double> &values, double unit) {
        QStringList texts;
        for (const double value : values)
            texts << QString::number(value / unit, 'g', 10);
        return texts.join(QStringLiteral(", "));
    };
    fields.platform = QString::fromStdString(settings->platform);
    fields.layout = QString::fromStdString(settings->layout);
    fields.objective = settings->objective;
    fields.engine = QString::fromStdString(
        settings->strengths.empty() && !settings->startRun ? settings->engine : host::engineOf(*settings).name);
    fields.strengths = listed(settings->strengths, 1);
    fields.targets = listed(settings->targets, 0.01);
    fields.start = settings->startRun.value_or(0);
    fields.points = settings->points.value_or(0);
    fields.preset = QString::fromStdString(settings->preset);
    fields.budget_min = std::max(1, static_cast<int>(settings->budget_s / 60));
    fields.seed = settings->seed;
    fields.device = QString::fromStdString(settings->device);
    fields.precision = QString::fromLatin1(protocol::nameOf(settings->precision));
    return fields;
}

QStringList filesNamedBy(const widgets::SetupFields &fields)
{
    QStringList files;
    for (const std::string &file :
         host::filesNamedBy({fields.network.toStdString(), fields.data.toStdString(), fields.platform.toStdString()}))
        files << QString::fromStdString(file);
    return files;
}

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
    for (const std::string &name : platform::platformNames())
        choices.platforms << QString::fromStdString(name);
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
    const QString data = QFileInfo(QString::fromStdString(data::sourceOf(fields.data.toStdString()))).fileName();
    const bool isFile = host::isNetworkFile(fields.network.toStdString());
    const QString network = isFile ? QFileInfo(fields.network).completeBaseName() : fields.network;
    QString name = QStringLiteral("%1-%2-%3").arg(data, network, QFileInfo(fields.platform).completeBaseName());
    name.replace(unfit, QStringLiteral("-"));
    return name + QStringLiteral(".odimo");
}

} // namespace odimo::explorer
