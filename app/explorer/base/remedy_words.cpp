// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/base/remedy_words.h"

#include "core/base/error.h"

#include <QCoreApplication>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::RemedyWords)
};

} // namespace

QString remedyWords(Remedy remedy)
{
    switch (remedy) {
    case Remedy::OtherProjectFile:
        return Text::tr("choose another project file");
    case Remedy::ExistingProject:
        return Text::tr("choose another file");
    case Remedy::FirstExploration:
        return Text::tr("an exploration makes one");
    case Remedy::NewExploration:
        return Text::tr("set one up and start it");
    case Remedy::ResumeExploration:
        return Text::tr("go on with Run > Finish Runs");
    case Remedy::InstallWorker:
        return Text::tr("build or install odimo-worker there, or name it in the environment variable ODIMO_WORKER");
    case Remedy::DeviceCpu:
        return Text::tr("choose the device cpu");
    case Remedy::OtherSeed:
        return Text::tr("choose another seed or a longer preset");
    case Remedy::LessMemory:
        return Text::tr("close other programs, or choose a smaller network or smaller or fewer images");
    case Remedy::FloatNumerics:
        return Text::tr("choose a run that has a mapping");
    }
    return {};
}

QString messageOf(const std::exception &failure)
{
    const Error error = errorFrom(failure);
    const QString problem = QString::fromUtf8(error.problem().c_str());
    return error.remedy() ? Text::tr("%1; %2").arg(problem, remedyWords(*error.remedy())) : problem;
}

} // namespace odimo::explorer
