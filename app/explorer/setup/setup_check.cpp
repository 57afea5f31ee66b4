// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/setup_check.h"

#include "app/explorer/base/remedy_words.h"
#include "app/explorer/setup/setup_notes.h"
#include "app/explorer/setup/setup_settings.h"
#include "core/base/error.h"
#include "core/host/open_project.h"
#include "core/host/plan/forecast.h"
#include "core/host/plan/known_times.h"
#include "core/host/plan/make_plan.h"
#include "core/host/plan/setting_text.h"
#include "core/host/plan/validate.h"
#include "core/platform/layout_mode.h"
#include "widgets/base/format.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <exception>
#include <utility>

namespace odimo::explorer {

using widgets::Finding;
using widgets::SetupField;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::SetupCheck)
};

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
    /// Empty if there is none.
    QString errorOf(SetupField field) const
    {
        const auto found = std::ranges::find_if(m_findings, [field](const Finding &finding) {
            return finding.field == field && finding.severity == Finding::Severity::Error;
        });
        return found == m_findings.end() ? QString() : found->text;
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

namespace {

/// Sentences about the fields that are wrong by themselves.
void checkTexts(Checker &checker, const widgets::SetupFields &fields)
{
    const auto error = [&](SetupField field, const QString &text) {
        checker.add(field, Finding::Severity::Error, text);
    };
    const auto read = [&](SetupField field, const QString &text, auto reader) {
        if (fields.isCustom && !text.isEmpty())
            checker.check(field, [&] {
                reader(text.toStdString());
                return QString();
            });
    };
    error(SetupField::Strengths, widgets::parseStrengths(fields.strengths).error);
    error(SetupField::Targets, widgets::parseTargets(fields.targets, fields.objective).error);
    read(SetupField::Epochs, fields.epochs, host::epochsFromText);
    read(SetupField::Images, fields.images, host::imagesFromText);
    read(SetupField::Threads, fields.threads, host::threadsFromText);
    checker.check(SetupField::Executors, [&] { return startedText(fields); });
    error(SetupField::Project, projectError(fields.project));
}

/// The field whose value the whole is refused for: the first without whose value it is not.
SetupField refusedField(const host::Settings &settings, const data::DatasetSummary &data)
{
    using Forget = void (*)(host::Settings &);
    const std::pair<SetupField, Forget> forgets[] = {{SetupField::Steering,
                                                      [](host::Settings &some) {
                                                          some.restrictions = {};
                                                      }},
                                                     {SetupField::Images,
                                                      [](host::Settings &some) {
                                                          some.images.reset();
                                                      }},
                                                     {SetupField::Epochs,
                                                      [](host::Settings &some) {
                                                          some.epochs.reset();
                                                      }},
                                                     {SetupField::Threads,
                                                      [](host::Settings &some) {
                                                          some.threads.reset();
                                                      }},
                                                     {SetupField::Quantiser,
                                                      [](host::Settings &some) {
                                                          some.style = host::Settings().style;
                                                          some.costRule = host::Settings().costRule;
                                                      }},
                                                     {SetupField::Strengths,
                                                      [](host::Settings &some) {
                                                          some.strengths.clear();
                                                      }},
                                                     {SetupField::Targets, [](host::Settings &some) {
                                                          some.targets.clear();
                                                      }}};
    for (const auto &[field, forget] : forgets) {
        host::Settings some = settings;
        forget(some);
        try {
            host::validate(some, data);
            return field;
        } catch (const Error &) { // There is another reason.
        }
    }
    return SetupField::Network;
}

/// Of settings whose fields are sound by themselves: whether they go together and with the project file, and what they
/// come to.
void checkWhole(Checker &checker, const widgets::SetupFields &fields, const host::Settings &settings,
                const data::DatasetSummary &data, const host::KnownTimes &known, SetupCheck &result)
{
    std::optional<host::Inputs> inputs;
    try {
        inputs = host::validate(settings, data);
    } catch (const std::exception &error) {
        return checker.add(refusedField(settings, data), Finding::Severity::Error, widgets::sentence(messageOf(error)));
    }
    try {
        host::checkProjectFile(fields.project.toStdString(), settings, inputs->source.network);
    } catch (const std::exception &error) {
        result.isProjectTaken = true;
        return checker.add(SetupField::Project, Finding::Severity::Error, widgets::sentence(messageOf(error)));
    }
    const host::Plan untimed = host::makePlan(settings, *inputs, std::nullopt);
    const host::Forecast forecast = host::forecast(settings, *inputs, known.of(settings, *inputs, untimed));
    result.settings = settings;
    result.plan = planValues(settings, forecast, data);
    result.cost = costNote(forecast);
    const auto note = [&](SetupField field, const QString &text) {
        checker.add(field, Finding::Severity::Information, text);
    };
    std::vector<host::StrengthCost> measured;
    if (QFileInfo::exists(fields.project))
        measured = host::measuredStrengths(
            project::Project::open(fields.project.toStdString(), project::Access::ReadOnly), settings.objective);
    note(SetupField::Strengths, strengthsText(forecast.plan, measured));
    note(SetupField::Targets, targetsText(settings, *inputs));
    if (fields.isCustom)
        note(SetupField::Preset, Text::tr("As %1, but for the values below").arg(fields.preset));
    if (QFileInfo::exists(fields.project))
        note(SetupField::Project, Text::tr("The runs are added to this project."));
}

/// `findings` are filled even if the network is refused. Throws Error then.
host::NetworkSource readNetwork(const std::string &name, const network::ZooRequest &request,
                                QList<widgets::NetworkFinding> &findings)
{
    if (!host::isNetworkFile(name))
        return host::loadNetwork(name, request);
    onnx::Import import = host::importNetwork(name, request);
    findings = shownFindings(import.findings);
    return host::sourceFrom(std::move(import), name);
}

} // namespace

SetupCheck checkSetup(const widgets::SetupFields &fields, const host::RestrictionSettings &restrictions,
                      const SummaryOf &summaryOf, const host::KnownTimes &known)
{
    Checker checker;
    std::optional<data::DatasetSummary> data;
    const std::string specification = fittedData(fields);
    checker.check(SetupField::Data, [&] {
        data = summaryOf(specification);
        return specification == fields.data.toStdString()
                   ? dataText(*data)
                   : Text::tr("%1, the size that the network reads").arg(dataText(*data));
    });
    std::optional<host::NetworkSource> source;
    QList<widgets::NetworkFinding> findings;
    checker.check(SetupField::Network, [&] {
        network::ZooRequest request;
        if (data) {
            request.input = network::Shape{data->channels, data->height, data->width};
            request.classes = static_cast<int>(data->classes.size());
        }
        source = readNetwork(fields.network.toStdString(), request, findings);
        return networkText(*source);
    });
    host::Settings settings = settingsOf(fields);
    std::optional<platform::Platform> platform;
    checker.check(SetupField::Platform, [&] {
        platform = host::platformOf(settings);
        return QString::fromStdString(platform::titleWithArray(*platform) + platform::layoutText(*platform));
    });
    SetupCheck result;
    if (source)
        result.network = chosenNetwork(fields.network, *source, platform ? &*platform : nullptr, findings);
    else
        result.network = {.text = checker.errorOf(SetupField::Network), .findings = findings};
    checkTexts(checker, fields);
    settings.data = specification;
    settings.restrictions = restrictions;
    if (!checker.hasErrors())
        checkWhole(checker, fields, settings, *data, known, result);
    result.findings = checker.findings();
    return result;
}

} // namespace odimo::explorer
