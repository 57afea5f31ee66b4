// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QProcessEnvironment>

#include <filesystem>

namespace odimo {

/// Has a program started under tests/preload/file_operations.cpp; `setting` is one of its variables, "KILL" or so.
inline void watchDisk(QProcess &process, const std::filesystem::path &folder, const QString &setting,
                      const QString &value)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("LD_PRELOAD", FILE_OPERATIONS);
    environment.insert("ODIMO_DISK", QString::fromStdString(folder.string()));
    environment.insert("ODIMO_DISK_" + setting, value);
    environment.insert("ASAN_OPTIONS", "verify_asan_link_order=0");
    process.setProcessEnvironment(environment);
}

} // namespace odimo
