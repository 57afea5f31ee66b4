// SPDX-License-Identifier: Apache-2.0
#include "app/cli/manual/man_page.h"

#include "core/base/version.h"

namespace odimo::cli {

namespace {

std::string bold(const std::string &text) { return "\\fB" + manText(text) + "\\fR"; }
std::string italic(const std::string &text) { return "\\fI" + manText(text) + "\\fR"; }

/// Summaries and meanings are written without a stop at their end.
std::string sentence(const std::string &text) { return manText(text) + (text.ends_with('.') ? "" : "."); }

std::string joined(const std::vector<std::string> &words, const std::string &between)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : between) + bold(word);
    return text;
}

/// Choices are typed as they are, all other values are placeholders.
std::string valueText(const OptionDescription &option)
{
    const std::vector<std::string> choices = choicesOf(option);
    return choices.empty() ? italic(option.value) : joined(choices, "|");
}

std::string tagOf(const OptionDescription &option)
{
    if (!option.names.front().starts_with('-'))
        return valueText(option);
    return joined(option.names, ", ") + (option.value.empty() ? "" : " " + valueText(option)) +
           (option.repeats ? " ..." : "");
}

std::string optionText(const OptionDescription &option)
{
    std::string text = ".TP\n" + tagOf(option) + "\n" + sentence(option.meaning);
    if (!option.byDefault.empty())
        text += " Default: " + bold(option.byDefault) + ".";
    if (option.isRequired && option.names.front().starts_with('-'))
        text += " Required.";
    if (!option.needs.empty())
        text += " Only with " + joined(option.needs, ", ") + ".";
    if (!option.excludes.empty())
        text += " Not with " + joined(option.excludes, ", ") + ".";
    return text + "\n";
}

std::string optionsText(const CommandDescription &command)
{
    std::string text;
    for (const OptionDescription &argument : command.arguments)
        text += optionText(argument);
    for (const OptionDescription &option : command.options)
        text += optionText(option);
    for (const std::vector<std::string> &group : command.alternatives)
        text += ".PP\nExactly one of " + joined(group, ", ") + " is given.\n";
    return text;
}

std::string synopsisOf(const CommandDescription &command)
{
    const std::string usage = usageOf(command);
    return bold(command.name) + manText(usage.substr(command.name.size())) + "\n";
}

std::string examplesText(const CommandDescription &command)
{
    std::string text = ".nf\n";
    for (const std::string &example : command.examples)
        text += manText(example) + "\n";
    return command.examples.empty() ? std::string() : ".SH EXAMPLES\n" + text + ".fi\n";
}

/// odimo-verify-run for "odimo verify-run".
std::string pageName(const CommandDescription &command)
{
    std::string name = command.name;
    for (char &letter : name)
        if (letter == ' ')
            letter = '-';
    return name;
}

std::string head(const CommandDescription &command)
{
    const std::string name = pageName(command);
    return ".\\\" Written by odimo_manual from the command line itself.\n.TH " + manText(capitals(name)) +
           " 1 \"\" \"odimo " + version() + "\" \"ODiMO Explorer\"\n.SH NAME\n" + manText(name) + " \\- " +
           manText(command.summary) + "\n.SH SYNOPSIS\n" + synopsisOf(command);
}

std::string commandPage(const CommandDescription &command)
{
    std::string text = head(command);
    for (const CommandDescription &below : command.commands)
        text += ".br\n" + synopsisOf(below);
    text += ".SH DESCRIPTION\n" + sentence(command.summary) + "\n";
    for (const std::string &note : command.notes)
        text += ".PP\n" + manText(note) + "\n";
    text += ".SH OPTIONS\n" + optionsText(command);
    for (const CommandDescription &below : command.commands)
        text += ".SH " + manText(capitals(below.name.substr(command.name.size() + 1))) + "\n" +
                sentence(below.summary) + "\n" + optionsText(below);
    return text + examplesText(command) + ".SH SEE ALSO\n.BR odimo (1)\n";
}

std::string programPage(const CommandDescription &program)
{
    std::string text = head(program) + ".SH DESCRIPTION\n" + manText(program.summary) + "\n";
    for (const std::string &note : program.notes)
        text += ".PP\n" + manText(note) + "\n";
    text += ".SH COMMANDS\n";
    for (const CommandDescription &command : program.commands)
        text += ".TP\n.BR " + manText(pageName(command)) + " (1)\n" + sentence(command.summary) + "\n";
    text += ".SH OPTIONS\n" + optionsText(program) + examplesText(program);
    text += ".SH ENVIRONMENT\n"
            ".TP\n.B ODIMO_WORKER\nThe path of odimo\\-worker, if it does not lie beside the program.\n"
            ".TP\n.B ODIMO_RESOURCES\nThe folder of platforms and of the C of exported packages, if it is not the one "
            "that was installed.\n"
            ".TP\n.B ODIMO_DATA\nA folder of data sets that are known by name.\n"
            ".TP\n.B NO_COLOR\nIf it is set, nothing is coloured.\n";
    return text + ".SH SEE ALSO\n.BR odimo\\-explorer (1),\n.BR odimo\\-worker (1)\n";
}

} // namespace

std::string manText(const std::string &text)
{
    std::string written;
    bool isBold = false;
    bool beginsLine = true;
    for (const char letter : text) {
        if (letter == '\n')
            written += "\n.br\n";
        else if (letter == '\\')
            written += "\\e";
        else if (letter == '-')
            written += "\\-";
        else if (letter == '`')
            written += (isBold = !isBold) ? "\\fB" : "\\fR";
        else if (beginsLine && (letter == '.' || letter == '\'')) // These two would make the line a request.
            written += std::string("\\&") + letter;
        else
            written += letter;
        beginsLine = letter == '\n';
    }
    return written;
}

std::vector<ManualPage> manualPages(const CommandDescription &program)
{
    std::vector<ManualPage> pages = {{pageName(program) + ".1", programPage(program)}};
    for (const CommandDescription &command : program.commands)
        pages.push_back({pageName(command) + ".1", commandPage(command)});
    return pages;
}

} // namespace odimo::cli
