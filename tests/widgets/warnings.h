// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>
#include <QTest>

#include <utility>

namespace odimo::tests {

/// Collects Qt's warnings for the life of the object; a test that leaves any fails. One that is made before the tests
/// begin, as the member of a test class is, starts with their first events: Qt Test puts its own handler in place
/// between.
class WarningCollector {
public:
    WarningCollector()
    {
        if (QTest::currentTestFunction())
            install();
        else
            QMetaObject::invokeMethod(
                &m_context, [this] { install(); }, Qt::QueuedConnection);
    }
    ~WarningCollector()
    {
        if (m_isInstalled)
            qInstallMessageHandler(s_previous);
    }

    QStringList takeAll() { return std::exchange(s_warnings, {}); }

private:
    void install()
    {
        s_previous = qInstallMessageHandler(take);
        m_isInstalled = true;
    }

    static void take(QtMsgType type, const QMessageLogContext &context, const QString &text)
    {
        // The offscreen platform says this of every floating window, of raising one and of windows that become docks.
        const bool isKnown = text.startsWith(QLatin1String("This plugin does not support"));
        if ((type == QtWarningMsg || type == QtCriticalMsg) && !isKnown)
            s_warnings << text;
        s_previous(type, context, text);
    }

    QObject m_context;
    bool m_isInstalled = false;
    inline static QtMessageHandler s_previous = nullptr;
    inline static QStringList s_warnings;
};

} // namespace odimo::tests
