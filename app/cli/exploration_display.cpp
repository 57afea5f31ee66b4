// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exploration_display.h"

#include <utility>

namespace odimo::cli {

namespace {

constexpr std::chrono::milliseconds redrawInterval{100};
constexpr const char *stopMessage = "stopping at the next batch; what is done is kept, `--resume` goes on from there "
                                    "(press Ctrl-C again to end at once)";

} // namespace

ExplorationDisplay::ExplorationDisplay(std::FILE *stream) : m_stream(stream), m_terminal(terminalOf(stream)) {}

void ExplorationDisplay::show(const host::Notice &notice)
{
    const std::lock_guard lock(m_mutex);
    apply(m_state, notice);
    const std::optional<std::string> line = lastingLine(m_state, notice);
    const bool epochOnTerminal = m_terminal.interactive && std::holds_alternative<host::EpochStored>(notice);
    if (line && !epochOnTerminal && isNews(notice, *line))
        say(*line);
    else if (std::chrono::steady_clock::now() - m_lastRedraw >= redrawInterval)
        redraw();
}

void ExplorationDisplay::announceStop()
{
    const std::lock_guard lock(m_mutex);
    m_state.stopping = true;
    say(stopMessage);
}

void ExplorationDisplay::finish()
{
    const std::lock_guard lock(m_mutex);
    eraseBlock();
    print(m_stream, {});
}

bool ExplorationDisplay::isNews(const host::Notice &notice, const std::string &line)
{
    const auto *changed = std::get_if<host::RunChanged>(&notice);
    return !changed || std::exchange(m_lastLineOfRun[changed->run.id], line) != line;
}

void ExplorationDisplay::say(const std::string &line)
{
    eraseBlock();
    print(m_stream, line + "\n");
    redraw();
}

void ExplorationDisplay::redraw()
{
    if (!m_terminal.interactive)
        return;
    m_terminal = terminalOf(m_stream); // The window may have changed its size.
    const std::vector<std::string> lines = liveLines(m_state, m_terminal);
    eraseBlock();
    std::string text;
    for (const std::string &line : lines)
        text += line + "\n";
    print(m_stream, text);
    m_blockLines = lines.size();
    m_lastRedraw = std::chrono::steady_clock::now();
}

void ExplorationDisplay::eraseBlock()
{
    if (m_blockLines == 0)
        return;
    const std::string up = "\x1b[" + std::to_string(std::exchange(m_blockLines, 0)) + "A";
    control(m_stream, up + "\r\x1b[J");
}

} // namespace odimo::cli
