// SPDX-License-Identifier: Apache-2.0
#include "app/cli/manual/description.h"

#include "app/cli/command_line.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <set>
#include <sstream>

namespace odimo::cli {

namespace {

/// CLI11 names types; people want to know what to write: "TEXT:{latency,energy}" is latency|energy, "INT:POSITIVE" a
/// NUMBER, and the text of an argument is what the argument is called.
std::string valueOf(const CLI::Option &option)
{
    if (option.get_type_size_max() == 0)
        return {};
    const std::string type = option.get_type_name();
    if (const std::size_t set = type.find(":{"); set != std::string::npos) {
        std::string choices = type.substr(set + 2, type.rfind('}') - set - 2);
        std::ranges::replace(choices, ',', '|');
        return choices;
    }
    const std::string plain = type.substr(0, type.find(':'));
    if (plain == "INT" || plain == "UINT" || plain == "FLOAT")
        return "NUMBER";
    return plain == "TEXT" && option.get_positional() ? capitals(option.get_name(true)) : plain;
}

std::vector<std::string> namesOf(const CLI::Option &option)
{
    if (option.get_positional())
        return {option.get_name(true)};
    std::vector<std::string> names;
    for (const std::string &letter : option.get_snames())
        names.push_back("-" + letter);
    for (const std::string &word : option.get_lnames())
        names.push_back("--" + word);
    return names;
}

/// CLI11 has sets of addresses, whose order is another each time.
std::vector<std::string> sortedNames(const std::set<CLI::Option *> &options)
{
    std::set<std::string> names;
    for (const CLI::Option *option : options)
        names.insert(option->get_name());
    return {names.begin(), names.end()};
}

OptionDescription describeOption(const CLI::Option &option)
{
    return {.names = namesOf(option),
            .value = valueOf(option),
            .meaning = option.get_description(),
            .byDefault = option.get_default_str(),
            .isRequired = option.get_required(),
            .repeats = option.get_expected_max() == CLI::detail::expected_max_vector_size,
            .needs = sortedNames(option.get_needs()),
            .excludes = sortedNames(option.get_excludes())};
}

/// All that --help shows.
void addOptions(const CLI::App &app, CommandDescription &command)
{
    for (const CLI::Option *option : app.get_options({}))
        if (!option->get_group().empty())
            (option->get_positional() ? command.arguments : command.options).push_back(describeOption(*option));
}

/// Options of which exactly one is given stand in a group without a name, which has a --help of its own.
void addGroup(const CLI::App &group, CommandDescription &command)
{
    std::vector<std::string> names;
    for (const CLI::Option *option : group.get_options({}))
        if (option != group.get_help_ptr()) {
            command.options.push_back(describeOption(*option));
            names.push_back(option->get_name());
        }
    if (group.get_require_option_min() == 1 && group.get_require_option_max() == 1)
        command.alternatives.push_back(names);
}

/// The lines below "Examples:" are commands, all others of what --help ends with are notes.
void addFooter(const std::string &footer, CommandDescription &command)
{
    std::istringstream lines(footer);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("  "))
            command.examples.push_back(line.substr(2));
        else if (!line.empty() && line != "Examples:")
            command.notes.push_back(line);
    }
}

} // namespace

CommandDescription describe(const CLI::App &app, const std::string &caller)
{
    CommandDescription command{.name = caller.empty() ? app.get_name() : caller + " " + app.get_name(),
                               .summary = app.get_description(),
                               .needsCommand = app.get_require_subcommand_min() > 0};
    addOptions(app, command);
    addFooter(app.get_footer(), command);
    for (const CLI::App *below : app.get_subcommands(std::function<bool(const CLI::App *)>{})) {
        if (below->get_name().empty())
            addGroup(*below, command);
        else
            command.commands.push_back(describe(*below, command.name));
    }
    return command;
}

std::string capitals(std::string text)
{
    for (char &letter : text)
        if (letter >= 'a' && letter <= 'z')
            letter = static_cast<char>(letter - 'a' + 'A');
    return text;
}

CommandDescription describeCommandLine()
{
    CLI::App app;
    int exitCode = 0;
    defineCommandLine(app, exitCode);
    return describe(app, {});
}

std::vector<std::string> choicesOf(const OptionDescription &option)
{
    std::vector<std::string> choices;
    std::istringstream words(option.value);
    for (std::string word; std::getline(words, word, '|');)
        choices.push_back(word);
    return choices.size() > 1 ? choices : std::vector<std::string>();
}

std::string usageOf(const CommandDescription &command)
{
    std::string usage = command.name + " [OPTIONS]";
    for (const OptionDescription &argument : command.arguments) {
        const std::string value = argument.value + (argument.repeats ? "..." : "");
        usage += argument.isRequired ? " " + value : " [" + value + "]";
    }
    if (!command.commands.empty())
        usage += command.needsCommand ? " COMMAND" : " [COMMAND]";
    return usage;
}

} // namespace odimo::cli
