// SPDX-License-Identifier: Apache-2.0
#include "app/cli/terminal.h"

#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace odimo::cli {

namespace {

bool isSet(const char *variable)
{
    const char *value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

bool isDumb()
{
    const char *name = std::getenv("TERM");
    return name == nullptr || std::string_view(name) == "dumb";
}

std::string styled(const std::string &text, const char *code, const Terminal &terminal)
{
    return terminal.colour ? std::string("\x1b[") + code + "m" + text + "\x1b[0m" : text;
}

} // namespace

Terminal terminalOf(std::FILE *stream)
{
    if (!isatty(fileno(stream)) || isDumb())
        return {};
    constexpr int usualColumns = 80;
    constexpr int usualRows = 24;
    winsize size{};
    const bool known = ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
    return {.interactive = true,
            .colour = !isSet("NO_COLOR"),
            .columns = known ? size.ws_col : usualColumns,
            .rows = known ? size.ws_row : usualRows};
}

std::string bold(const std::string &text, const Terminal &terminal) { return styled(text, "1", terminal); }

std::string dim(const std::string &text, const Terminal &terminal) { return styled(text, "2", terminal); }

void print(std::FILE *stream, const std::string &text)
{
    std::fwrite(text.data(), 1, text.size(), stream);
    std::fflush(stream);
}

} // namespace odimo::cli
