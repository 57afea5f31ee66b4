// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QtGlobal>

namespace odimo::tests {

/// Collects Qt's warnings for the life of the object; a test that leaves any fails.
class WarningCollector {
public:
    WarningCollector() { s_previous = qInstallMessageHandler(take); }
    ~WarningCollector() { qInstallMessageHandler(s_previous); }

    QStringList takeAll() { return std::exchange(s_warnings, {}); }

private:
    static void take(QtMsgType type, const QMessageLogContext &context, const QString &text)
    {
        // The offscreen platform says this of every floating window, of raising one and of windows that become docks.
        const bool isKnown = text.startsWith(QLatin1String("This plugin does not support"));
        if ((type == QtWarningMsg || type == QtCriticalMsg) && !isKnown)
            s_warnings << text;
        s_previous(type, context, text);
    }

    inline static QtMessageHandler s_previous = nullptr;
    inline static QStringList s_warnings;
};

} // namespace odimo::tests
