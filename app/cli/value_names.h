// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace odimo::cli {

/// What --help shows for the value of an option. Completion offers the words between bars, project files for `PROJECT`
/// and folders for `FOLDER`.
inline constexpr const char *projectValue = "PROJECT";
inline constexpr const char *networkValue = "NETWORK";
inline constexpr const char *dataValue = "DATA";
inline constexpr const char *platformValue = "PLATFORM";
inline constexpr const char *fileValue = "FILE";
inline constexpr const char *folderValue = "FOLDER";
inline constexpr const char *objectiveValues = "latency|energy";
inline constexpr const char *deviceValues = "cpu|cuda";
inline constexpr const char *precisionValues = "auto|full|mixed";
inline constexpr const char *layoutValues = "paper|host_conversion|hardware_shuffle";

} // namespace odimo::cli
