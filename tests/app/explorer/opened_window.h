// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/explorer/main_window.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>
#include <utility>

namespace odimo::tests {

/// Settings of the program that nobody has changed yet, in "settings.ini" of the folder.
inline std::unique_ptr<explorer::UserSettings> freshSettings(const QTemporaryDir &folder)
{
    const QString file = folder.filePath(QStringLiteral("settings.ini"));
    QFile::remove(file);
    return std::make_unique<explorer::UserSettings>(file);
}

/// A window that shows the project and has nothing left to do. The test ends if it does not get there.
inline std::unique_ptr<explorer::MainWindow> openedWindow(explorer::UserSettings &settings, const QString &project,
                                                          explorer::MakeExploration make = explorer::makeExploration)
{
    auto window = std::make_unique<explorer::MainWindow>(settings, std::move(make));
    window->show();
    window->openProject(project);
    if (!QTest::qWaitFor([&] { return window->projects().project() && !window->isBusy(); }))
        qFatal("the project did not open");
    return window;
}

} // namespace odimo::tests
