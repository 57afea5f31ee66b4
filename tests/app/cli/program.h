// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace odimo::cli {

/// What a program has left behind.
struct Ended {
    int exitCode = -1; ///< 128 + signal for a program that was ended by one, as a shell reports it.
    QByteArray output;
    QByteArray errors;
};

inline QString programPath(const QString &program) { return qEnvironmentVariable("ODIMO_BIN") + "/" + program; }

inline Ended collect(QProcess &process)
{
    constexpr int longestRun_ms = 240'000;
    if (!process.waitForFinished(longestRun_ms)) {
        process.kill();
        process.waitForFinished();
    }
    const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 128 + process.exitCode();
    return {.exitCode = code, .output = process.readAllStandardOutput(), .errors = process.readAllStandardError()};
}

/// Runs the built `odimo` to its end.
inline Ended runOdimo(const QStringList &arguments)
{
    QProcess process;
    process.start(programPath("odimo"), arguments);
    process.closeWriteChannel();
    return collect(process);
}

} // namespace odimo::cli
