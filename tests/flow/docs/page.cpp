// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/docs/page.h"

#include "core/base/files.h"
#include "tests/flow/docs/lines.h"

#include <algorithm>
#include <array>
#include <regex>
#include <sstream>

namespace odimo::docs {

namespace {

constexpr std::array knownMarks{"not run", "run before", "exit code", "figures vary"};
/// Written from the help of the program, with its usage lines and examples, which take hours.
constexpr const char *commandReference = "docs/command-reference.md";
/// Data and texts: there is nothing in them to run.
constexpr std::array languagesOfData{"json", "text", "c", "tex"};

/// Without its colon a comment is a name alone: a mark without a text.
Mark markOf(const std::string &comment)
{
    const auto colon = comment.find(':');
    return {trimmed(comment.substr(0, colon)),
            colon == std::string::npos ? std::string() : trimmed(comment.substr(colon + 1))};
}

bool isFence(const std::string &line) { return line.starts_with("```"); }

/// Goes through a page line by line; a mark counts for the next line that is not empty.
class Reader {
public:
    explicit Reader(const std::vector<std::string> &lines) : m_lines(lines) {}

    void readInto(Page &page)
    {
        while (m_at < m_lines.size()) {
            const std::string &line = m_lines[m_at];
            if (line.starts_with("<!--"))
                readComment(page);
            else if (isFence(line))
                page.blocks.push_back(block());
            else {
                if (!trimmed(line).empty())
                    m_marks.clear();
                ++m_at;
            }
        }
    }

private:
    void readComment(Page &page)
    {
        std::string comment = m_lines[m_at++].substr(4);
        while (comment.find("-->") == std::string::npos && m_at < m_lines.size())
            comment += "\n" + m_lines[m_at++];
        const Mark mark = markOf(comment.substr(0, comment.find("-->")));
        if (mark.name == "continues")
            page.continues = mark.text;
        else
            m_marks.push_back(mark);
    }

    Block block()
    {
        Block block{.line = static_cast<int>(m_at) + 1, .language = {}, .lines = {}, .marks = {}};
        std::istringstream(m_lines[m_at++].substr(3)) >> block.language;
        while (m_at < m_lines.size() && !isFence(m_lines[m_at]))
            block.lines.push_back(m_lines[m_at++]);
        ++m_at;
        block.marks.swap(m_marks);
        return block;
    }

    const std::vector<std::string> &m_lines;
    std::size_t m_at = 0;
    std::vector<Mark> m_marks;
};

template <std::size_t count>
bool isOneOf(const std::array<const char *, count> &names, const std::string &name)
{
    return std::ranges::any_of(names, [&](const char *each) { return name == each; });
}

bool isPrompt(const std::string &line) { return line.starts_with("$ "); }

/// A line that a reader would type, wherever it stands.
bool looksLikeCommand(const std::string &line)
{
    static const std::regex command(R"(^(\$ \S.*|(odimo|odimo-worker|odimo-explorer) [a-z-].*))");
    return std::regex_match(line, command);
}

class FaultFinder {
public:
    explicit FaultFinder(const Page &page) : m_page(page) {}

    std::vector<std::string> find()
    {
        for (const Block &block : m_page.blocks)
            look(block);
        lookBesideBlocks();
        return m_faults;
    }

private:
    void add(int line, const std::string &fault)
    {
        m_faults.push_back(m_page.name + ":" + std::to_string(line) + ": " + fault);
    }

    void look(const Block &block)
    {
        for (const Mark &mark : block.marks)
            if (!isOneOf(knownMarks, mark.name))
                add(block.line, "no mark is called \"" + mark.name + "\"");
            else if (mark.text.empty())
                add(block.line, "the mark \"" + mark.name + "\" says nothing after its colon");
        if (block.mark("not run") || hasCommands(block))
            return;
        if (!isOneOf(languagesOfData, block.language))
            add(block.line, "the block \"" + block.language + "\" is neither run nor marked with a reason");
        else if (std::ranges::any_of(block.lines, looksLikeCommand))
            add(block.line, "a command in a block that is not run");
    }

    /// Indented code is code too.
    void lookBesideBlocks()
    {
        bool isInside = false;
        for (std::size_t at = 0; at < m_page.lines.size(); ++at) {
            const std::string &line = m_page.lines[at];
            if (isFence(line))
                isInside = !isInside;
            else if (!isInside && line.starts_with("    ") && looksLikeCommand(trimmed(line)))
                add(static_cast<int>(at) + 1, "a command outside of a block");
        }
        if (isInside)
            add(static_cast<int>(m_page.lines.size()), "the last block has no end");
    }

    const Page &m_page;
    std::vector<std::string> m_faults;
};

} // namespace

std::optional<std::string> Block::mark(const std::string &name) const
{
    const auto found = std::ranges::find(marks, name, &Mark::name);
    return found == marks.end() ? std::nullopt : std::optional(found->text);
}

Page pageOf(const std::string &name, const std::string &markdown)
{
    Page page{.name = name, .lines = linesOf(markdown), .blocks = {}, .continues = {}};
    Reader(page.lines).readInto(page);
    return page;
}

std::filesystem::path sourceRoot() { return std::filesystem::path(ODIMO_TEST_DATA).parent_path(); }

std::vector<Page> pages()
{
    std::vector<Page> pages{pageOf("README.md", readText(sourceRoot() / "README.md"))};
    for (const auto &entry : std::filesystem::directory_iterator(sourceRoot() / "docs"))
        if (entry.path().extension() == ".md")
            pages.push_back(pageOf("docs/" + entry.path().filename().string(), readText(entry.path())));
    std::ranges::sort(pages, {}, &Page::name);
    return pages;
}

bool hasCommands(const Block &block)
{
    return block.language.empty() || block.language == "sh" ||
           (block.language == "console" && std::ranges::any_of(block.lines, isPrompt));
}

std::vector<Command> commandsOf(const Block &block)
{
    const bool isSession = block.language == "console";
    std::vector<Command> commands;
    bool goesOn = false;
    for (std::size_t at = 0; at < block.lines.size(); ++at) {
        const std::string &line = block.lines[at];
        if (goesOn)
            commands.back().text += "\n" + line;
        else if (isSession && !isPrompt(line)) {
            if (!commands.empty())
                commands.back().shown.push_back(line);
            continue;
        } else if (!isSession && trimmed(line).empty())
            continue;
        else
            commands.push_back({block.line + 1 + static_cast<int>(at), isSession ? line.substr(2) : line, {}});
        goesOn = line.ends_with("\\");
    }
    return commands;
}

std::vector<std::string> faultsOf(const Page &page)
{
    return page.name == commandReference ? std::vector<std::string>() : FaultFinder(page).find();
}

} // namespace odimo::docs
