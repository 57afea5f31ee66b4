// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/docs/sources.h"

#include "core/base/files.h"
#include "tests/flow/docs/lines.h"

#include <algorithm>
#include <filesystem>
#include <regex>

namespace odimo::docs {

namespace {

/// Goes through code from token to token, as far as literals and comments need it.
class LiteralReader {
public:
    explicit LiteralReader(const std::string &code) : m_code(code) {}

    std::vector<std::string> read()
    {
        bool isBeside = false; // Only spaces since the last literal.
        while (m_at < m_code.size()) {
            if (startsWith("//"))
                m_at = std::min(m_code.find('\n', m_at), m_code.size());
            else if (startsWith("'"))
                skipCharacter();
            else if (startsWith("R\"(") || startsWith("\"")) {
                const std::string literal = startsWith("R") ? rawLiteral() : plainLiteral();
                if (isBeside)
                    m_literals.back() += literal;
                else
                    m_literals.push_back(literal);
                isBeside = true;
                continue;
            } else if (!std::isspace(static_cast<unsigned char>(m_code[m_at++])))
                isBeside = false;
        }
        return m_literals;
    }

private:
    bool startsWith(const char *text) const { return m_code.compare(m_at, std::string(text).size(), text) == 0; }

    /// A character, or the mark between digits of a number: '"', '\'' and 1'000.
    void skipCharacter()
    {
        const std::size_t length = m_code.compare(m_at + 1, 1, "\\") == 0 ? 4 : 3;
        m_at += m_code.compare(m_at + length - 1, 1, "'") == 0 ? length : 1;
    }

    std::string rawLiteral()
    {
        const std::size_t begin = m_at + 3, end = m_code.find(")\"", begin);
        m_at = std::min(end, m_code.size() - 2) + 2;
        return m_code.substr(begin, end - begin);
    }

    std::string plainLiteral()
    {
        std::string text;
        for (++m_at; m_at < m_code.size() && m_code[m_at] != '"'; ++m_at) {
            if (m_code[m_at] == '\\')
                text += m_code[++m_at] == 'n' ? '\n' : m_code[m_at];
            else
                text += m_code[m_at];
        }
        ++m_at;
        return text;
    }

    const std::string &m_code;
    std::size_t m_at = 0;
    std::vector<std::string> m_literals;
};

} // namespace

std::vector<std::string> literalsOf(const std::string &code) { return LiteralReader(code).read(); }

std::vector<std::string> literalsIn(const std::vector<std::string> &folders)
{
    std::vector<std::string> literals;
    for (const std::string &folder : folders)
        for (const auto &entry : std::filesystem::recursive_directory_iterator(sourceRoot() / folder))
            if (entry.path().extension() == ".cpp" || entry.path().extension() == ".h") {
                const std::vector<std::string> found = literalsOf(readText(entry.path()));
                literals.insert(literals.end(), found.begin(), found.end());
            }
    return literals;
}

std::vector<std::string> withoutMnemonics(std::vector<std::string> texts)
{
    for (std::string &text : texts)
        std::erase(text, '&');
    return texts;
}

std::vector<std::string> partsOf(const std::string &message)
{
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= message.size();) {
        const std::size_t to = std::min(message.find("...", from), message.size());
        // The words between two names may come from another literal than the spaces around them.
        if (const std::string part = trimmed(message.substr(from, to - from));
            part.size() > 1) // More than a full stop.
            parts.push_back(part);
        from = to + 3;
    }
    return parts;
}

std::vector<std::string> emphasised(const Page &page)
{
    static const std::regex part(R"(`[^`]*`|\*\*[^*]*\*\*|\*([^*\s][^*]*)\*)");
    std::vector<std::string> names;
    bool isCode = false;
    for (const std::string &line : page.lines) {
        isCode = isCode != line.starts_with("```");
        if (isCode)
            continue;
        for (std::sregex_iterator match(line.begin(), line.end(), part), end; match != end; ++match)
            if ((*match)[1].matched)
                names.push_back((*match)[1]);
    }
    return names;
}

} // namespace odimo::docs
