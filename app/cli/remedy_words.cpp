// SPDX-License-Identifier: Apache-2.0
#include "app/cli/remedy_words.h"

namespace odimo::cli {

const char *remedyWords(Remedy remedy)
{
    switch (remedy) {
    case Remedy::OtherProjectFile:
        return "name another file with --project";
    case Remedy::ExistingProject:
        return "name a file that `odimo explore` made, or a new one";
    case Remedy::FirstExploration:
        return "`odimo explore --project` makes one";
    case Remedy::NewExploration:
        return "start one without --resume";
    case Remedy::ResumeExploration:
        return "`odimo explore --resume` goes on with its exploration";
    case Remedy::InstallWorker:
        return "build or install odimo-worker there, or name it with --worker or the variable ODIMO_WORKER";
    case Remedy::DeviceCpu:
        return "use --device cpu, or an --executor that reaches a machine with a GPU";
    case Remedy::OtherSeed:
        return "try another --seed or more --epochs";
    case Remedy::LessMemory:
        return "close other programs, or use a smaller network, smaller or fewer images (--images), or fewer jobs at a "
               "time (--jobs)";
    case Remedy::FloatNumerics:
        return "use --numerics float";
    }
    return "";
}

} // namespace odimo::cli
