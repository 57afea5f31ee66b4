// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/own_words.h"

#include <QCoreApplication>
#include <QList>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::OwnWords)
};

struct Wording {
    QLatin1String ofCommandLine;
    QString ofWindow;
};

QList<Wording> wordings()
{
    return {
        {QLatin1String("name another file with --project"), Text::tr("choose another project file")},
        {QLatin1String("start one without --resume"), Text::tr("start one")},
        {QLatin1String("name it with --worker or the variable"), Text::tr("name it in the environment variable")},
        {QLatin1String("use --device cpu, or an executor that reaches a machine with one"),
         Text::tr("choose the device cpu")},
        {QLatin1String("name a file that `odimo explore` made, or a new one"), Text::tr("choose another file")},
        {QLatin1String("`odimo explore --project` makes one"), Text::tr("an exploration makes one")},
        {QLatin1String("state its size with --input-shape CxHxW"),
         Text::tr("write its size behind the file, for example net.onnx:input=3x224x224")},
        {QLatin1String("--data takes"), Text::tr("the field Data takes")},
        {QLatin1String("(--preset standard)"), Text::tr("(preset standard)")},
    };
}

} // namespace

QString inOwnWords(QString message)
{
    for (const Wording &wording : wordings())
        message.replace(wording.ofCommandLine, wording.ofWindow);
    return message;
}

} // namespace odimo::explorer
