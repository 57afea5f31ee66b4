// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/verify/verify.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/list_text.h"
#include "core/base/number_text.h"
#include "core/base/run_program.h"
#include "core/deploy/verify/telling_line.h"
#include "core/deploy/verify/tools.h"

#include <algorithm>
#include <array>
#include <map>
#include <sstream>
#include <utility>

namespace odimo::deploy {

namespace {

constexpr const char *stopped = "it was stopped";

/// What the test program of a package has printed.
struct Printed {
    std::map<std::pair<int, std::string>, std::string> checksums;
    std::optional<std::uint64_t> instructions;
    bool isPassed = false; ///< It says so itself.
};

/// "image 0 tensor conv1 crc 1a2b3c4d", "instructions 123", "PASS"; names of tensors may have spaces.
Printed readOutput(const std::string &output)
{
    Printed printed;
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t tensor = line.find(" tensor "), crc = line.find(" crc ");
        if (line == "PASS")
            printed.isPassed = true;
        else if (line.starts_with("instructions "))
            printed.instructions = numberFrom<std::uint64_t>(line.substr(13));
        else if (line.starts_with("image ") && tensor != std::string::npos && crc != std::string::npos)
            if (const auto image = numberFrom<int>(line.substr(6, tensor - 6)))
                printed.checksums[{*image, line.substr(tensor + 8, crc - tensor - 8)}] = line.substr(crc + 5, 8);
    }
    return printed;
}

/// The first tensor that is missing or differs, in the order of images; empty if all are right.
std::string differenceOf(const ReadPackage &package, const Printed &printed)
{
    for (const auto &[image, tensor, expected] : package.checksums) {
        const auto found = printed.checksums.find({image, tensor});
        const std::string where = "image " + std::to_string(image) + ", tensor " + tensor;
        if (found == printed.checksums.end())
            return where + " was not computed";
        if (found->second != expected)
            return where + " has the checksum " + found->second + " instead of " + expected;
    }
    return {};
}

TargetResult runTarget(const ReadPackage &package, const VerifyTarget &target, const VerifySettings &settings)
{
    TargetResult result{.target = target.name};
    if (settings.stop.stop_requested()) {
        result.reason = stopped;
        return result;
    }
    if (const std::optional<std::string> missing = missingTool(target.name)) {
        result.reason = *missing;
        return result;
    }
    const TemporaryFolder build;
    const EndedProgram ended =
        runProgram({"make", "--silent", "-C", package.folder.string(), "--file=Makefile",
                    "BUILD=" + build.path().string(), "OPTIMISE=" + settings.optimisation, target.goal},
                   settings.limit_s, settings.stop);
    if (ended.isStopped) {
        result.reason = stopped;
        return result;
    }
    // The emulator shows what the program prints on its stderr.
    const Printed printed = readOutput(ended.output + "\n" + ended.errors);
    result.verdict = Verdict::Fail;
    result.instructions = printed.instructions;
    result.tensors = static_cast<int>(printed.checksums.size());
    if (ended.isTooLong)
        result.reason = "it did not end within " + std::to_string(settings.limit_s) + " s";
    else if (ended.exitCode != 0 && !printed.checksums.contains({package.images - 1, "output"}))
        result.reason = tellingLine(ended); // It ended before all was computed.
    else if (const std::string difference = differenceOf(package, printed); !difference.empty())
        result.reason = difference;
    else if (ended.exitCode != 0 || !printed.isPassed)
        result.reason = tellingLine(ended);
    else
        result.verdict = Verdict::Pass;
    if (result.verdict == Verdict::Pass && settings.images.count() > 0 && target.program[0] != '\0') {
        ImageRun run = runImages(build.path() / target.program, settings.images, settings.processes, settings.limit_s,
                                 settings.stop);
        if (settings.stop.stop_requested()) {
            result.verdict = Verdict::Skipped;
            result.reason = stopped;
            return result;
        }
        if (run.result.images > 0)
            result.images = run.result;
        result.reason = std::move(run.problem);
        result.verdict = result.reason.empty() ? Verdict::Pass : Verdict::Fail;
    }
    return result;
}

bool isChosen(const VerifySettings &settings, const VerifyTarget &target)
{
    return settings.targets.empty() ||
           std::ranges::find(settings.targets, std::string(target.name)) != settings.targets.end();
}

void checkTargets(const VerifySettings &settings)
{
    std::string known;
    for (const VerifyTarget &target : verifyTargets())
        addToList(known, target.name);
    for (const std::string &name : settings.targets)
        if (std::ranges::none_of(verifyTargets(), [&](const VerifyTarget &target) { return name == target.name; }))
            throw Error("there is no target '" + name + "' to verify; there are " + known);
}

} // namespace

std::span<const VerifyTarget> verifyTargets()
{
    static constexpr std::array all = {
        VerifyTarget{"host", "this machine", "test", "host/test"},
        VerifyTarget{"san", "this machine, address and undefined-behaviour sanitizers", "san", "san/test"},
        VerifyTarget{"rv32", "RV32IMC under emulation", "qemu", ""},
    };
    return all;
}

Receipt verifyPackage(const ReadPackage &package, const VerifySettings &settings)
{
    checkTargets(settings);
    Receipt receipt{.networkHash = package.networkHash, .targets = {}, .memory = package.memory};
    for (const VerifyTarget &target : verifyTargets())
        if (isChosen(settings, target))
            receipt.targets.push_back(runTarget(package, target, settings));
    return receipt;
}

} // namespace odimo::deploy
