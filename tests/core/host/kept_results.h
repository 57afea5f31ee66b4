// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/host/samples.h"

namespace odimo::samples {

/// "7 search 1", an epoch that a project holds; lone_host.cpp tells of each in the same words.
inline QStringList epochsOf(const project::Project &project)
{
    QStringList epochs;
    for (const project::Run &run : project.runs())
        for (const project::Epoch &epoch : project.epochs(run.id))
            epochs << QString("%1 %2 %3").arg(run.id).arg(epoch.result.phase.c_str()).arg(epoch.result.epoch);
    return epochs;
}

/// The epochs that a host has told of on its output, and nothing else of that.
inline QStringList epochsToldIn(const QByteArray &output)
{
    QStringList epochs;
    for (const QString &line : QString::fromUtf8(output).split('\n'))
        if (line.startsWith("epoch "))
            epochs << line.mid(6);
    return epochs;
}

/// What an exploration has come to.
inline QString frontTextOf(const ExplorationFixture &fixture)
{
    QString front;
    for (const host::FrontEntry &entry : host::frontOf(fixture.open(), mapping::Objective::Latency).points)
        front += QString("%1 %2 %3; ").arg(entry.run).arg(entry.cost.latency_cycles).arg(entry.accuracy);
    return front;
}

/// The front of an exploration that nothing disturbs.
inline QString undisturbedFront(const char *worker)
{
    const ExplorationFixture fixture(worker);
    fixture.explore();
    return frontTextOf(fixture);
}

/// Goes on with an exploration that was broken off anywhere, be it before there was a project.
inline host::Outcome finish(const ExplorationFixture &fixture)
{
    const bool isBegun = std::filesystem::exists(fixture.project()) && !fixture.open().document("settings").empty();
    return isBegun ? fixture.resume() : fixture.explore();
}

} // namespace odimo::samples
