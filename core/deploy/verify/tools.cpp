// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/verify/tools.h"

#include "core/base/files.h"
#include "core/base/run_program.h"

#include <array>
#include <vector>

namespace odimo::deploy {

namespace {

std::string toInstall(const std::string &what, const std::string &package)
{
    return what + "; install the package " + package;
}

std::optional<std::string> missingProgram(const std::string &program, const std::string &package)
{
    if (findProgram(program))
        return std::nullopt;
    return toInstall(program + " is not installed", package);
}

/// True if the compiler links an empty program with the options.
bool links(const std::string &compiler, const std::vector<std::string> &options)
{
    constexpr int limit_s = 120;
    const TemporaryFolder folder;
    writeText(folder.path() / "empty.c", "int main(void) { return 0; }\n");
    std::vector<std::string> command = {compiler};
    command.insert(command.end(), options.begin(), options.end());
    command.insert(command.end(), {(folder.path() / "empty.c").string(), "-o", (folder.path() / "empty").string()});
    return runProgram(command, limit_s).exitCode == 0;
}

} // namespace

std::optional<std::string> missingTool(const std::string &target)
{
    if (auto missing = missingProgram("make", "make"))
        return missing;
    if (target != "rv32") {
        if (auto missing = missingProgram("cc", "gcc"))
            return missing;
        if (target == "san" && !links("cc", {"-fsanitize=address,undefined"}))
            return toInstall("the C compiler has no sanitizers", "libgcc-12-dev, or the like of the compiler");
        return std::nullopt;
    }
    constexpr const char *compiler = "riscv64-unknown-elf-gcc";
    if (auto missing = missingProgram(compiler, "gcc-riscv64-unknown-elf"))
        return missing;
    if (auto missing = missingProgram("qemu-system-riscv32", "qemu-system-misc"))
        return missing;
    if (!links(compiler,
               {"-march=rv32imc", "-mabi=ilp32", "--specs=picolibc.specs", "--crt0=semihost", "--oslib=semihost"}))
        return toInstall("the cross compiler has no C library", "picolibc-riscv64-unknown-elf");
    return std::nullopt;
}

} // namespace odimo::deploy
