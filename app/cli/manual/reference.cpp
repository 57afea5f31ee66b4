// SPDX-License-Identifier: Apache-2.0
#include "app/cli/manual/reference.h"

#include <algorithm>

namespace odimo::cli {

namespace {

constexpr const char *beginning =
    "# Command reference\n\n"
    "Every command of `odimo` with all its options, written from the command line itself: it says the same as\n"
    "`odimo COMMAND --help` and the manual pages (`man odimo-explore`). What the results mean, and examples of them, "
    "are in\n"
    "[command-line.md](command-line.md).\n\n";

/// Text in a cell of a table: words in `backquotes` stay as they are, but for the bar, which would end the cell.
std::string cell(const std::string &text)
{
    std::string written;
    bool isCode = false;
    for (const char letter : text) {
        if (letter == '`')
            isCode = !isCode;
        if (letter == '|' || (!isCode && (letter == '<' || letter == '*')))
            written += '\\';
        written += letter == '\n' ? std::string("<br>") : std::string(1, letter);
    }
    return written;
}

std::string code(const std::string &text) { return "`" + text + "`"; }

std::string codeList(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : ", ") + code(word);
    return text;
}

std::string nameOf(const OptionDescription &option)
{
    if (!option.names.front().starts_with('-'))
        return code(option.value);
    std::vector<std::string> names = option.names;
    if (!option.value.empty())
        names.back() += " " + option.value;
    return codeList(names) + (option.repeats ? " ..." : "");
}

std::string meaningOf(const OptionDescription &option)
{
    return option.meaning + (option.needs.empty() ? "" : "; only with " + codeList(option.needs)) +
           (option.excludes.empty() ? "" : "; not with " + codeList(option.excludes));
}

std::string rowOf(const OptionDescription &option)
{
    const std::string byDefault = option.isRequired          ? "required"
                                  : option.byDefault.empty() ? ""
                                                             : code(option.byDefault);
    return "| " + cell(nameOf(option)) + " | " + cell(byDefault) + " | " + cell(meaningOf(option)) + " |\n";
}

bool isHelp(const OptionDescription &option) { return std::ranges::find(option.names, "--help") != option.names.end(); }

std::string optionsTable(const CommandDescription &command)
{
    std::string rows;
    for (const OptionDescription &argument : command.arguments)
        rows += rowOf(argument);
    for (const OptionDescription &option : command.options)
        rows += isHelp(option) ? "" : rowOf(option);
    std::string text = rows.empty() ? "" : "| option | default | meaning |\n|---|---|---|\n" + rows + "\n";
    for (const std::vector<std::string> &group : command.alternatives)
        text += "Exactly one of " + codeList(group) + " is given.\n\n";
    return text;
}

std::string indented(const std::vector<std::string> &lines)
{
    std::string text;
    for (const std::string &line : lines)
        text += "    " + line + "\n";
    return text;
}

/// `depth` is that of the heading.
std::string sectionOf(const CommandDescription &command, std::size_t depth)
{
    std::string text = std::string(depth, '#') + " " + command.name + "\n\n" + cell(command.summary) +
                       (command.summary.ends_with('.') ? "" : ".") + "\n\n" + indented({usageOf(command)}) + "\n" +
                       optionsTable(command);
    if (!command.examples.empty())
        text += "Examples:\n\n" + indented(command.examples) + "\n";
    for (const std::string &note : command.notes)
        text += cell(note) + "\n\n";
    return text;
}

std::string sectionsOf(const CommandDescription &command, std::size_t depth)
{
    std::string text = sectionOf(command, depth);
    for (const CommandDescription &below : command.commands)
        text += sectionsOf(below, depth + 1);
    return text;
}

} // namespace

std::string commandReference(const CommandDescription &program)
{
    std::string text = beginning + sectionOf(program, 2);
    for (const CommandDescription &command : program.commands)
        text += sectionsOf(command, 2);
    text.pop_back(); // The page ends with one line end.
    return text;
}

} // namespace odimo::cli
