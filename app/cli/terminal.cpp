// SPDX-License-Identifier: Apache-2.0
#include "app/cli/terminal.h"

#include "app/cli/visible_text.h"
#include "core/base/error.h"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
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

/// Why a stream took no more; 0 while it takes everything. Several threads print.
std::atomic<int> outputFailure = 0;
std::atomic<int> messageFailure = 0;

std::atomic<int> &failureOf(std::FILE *stream) { return stream == stdout ? outputFailure : messageFailure; }

void write(std::FILE *stream, std::string_view text)
{
    // After a gap nothing that follows would be read as it was meant.
    if (failureOf(stream) == 0 && std::fwrite(text.data(), 1, text.size(), stream) != text.size())
        failureOf(stream) = errno;
}

void flush(std::FILE *stream)
{
    if (failureOf(stream) == 0 && std::fflush(stream) != 0)
        failureOf(stream) = errno;
}

/// A stream that was closed before the program started is no failure as long as nothing was written to it.
void close(std::FILE *stream)
{
    flush(stream);
    if (std::fclose(stream) != 0 && errno != EBADF && failureOf(stream) == 0)
        failureOf(stream) = errno;
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
    write(stream, visible(text));
    flush(stream);
}

void control(std::FILE *stream, const std::string &sequence) { write(stream, sequence); }

void closeOutput()
{
    close(stdout);
    if (outputFailure != 0)
        throw Error(std::string("the output could not be written to the end: ") + std::strerror(outputFailure) +
                        "; what is there is incomplete",
                    ErrorKind::InputOutput);
    close(stderr);
    if (messageFailure != 0)
        throw Error(std::string("messages could not be written: ") + std::strerror(messageFailure),
                    ErrorKind::InputOutput);
}

} // namespace odimo::cli
