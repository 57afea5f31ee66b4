// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace odimo::cli {

/// An option or an argument, as the command line itself has it.
struct OptionDescription {
    std::vector<std::string> names; ///< "-o", "--output"; of an argument its one name, "project".
    std::string value{};            ///< What stands for its value, "PROJECT"; empty for a flag.
    std::string meaning{};          ///< May have words in `backquotes`.
    std::string byDefault{};        ///< Empty if none is stated.
    bool isRequired = false;
    bool repeats = false;                ///< May be given several times.
    std::vector<std::string> needs{};    ///< Options without which it is refused; sorted.
    std::vector<std::string> excludes{}; ///< Options with which it is refused; sorted.
};

struct CommandDescription {
    std::string name; ///< As it is typed: "odimo project prune".
    std::string summary;
    std::vector<OptionDescription> arguments{}; ///< In their order.
    std::vector<OptionDescription> options{};
    std::vector<std::vector<std::string>> alternatives{}; ///< Groups of options of which exactly one is given.
    std::vector<std::string> examples{};                  ///< One command a line.
    std::vector<std::string> notes{};                     ///< Sentences below the examples.
    bool needsCommand = false;                            ///< One of `commands` has to be named.
    std::vector<CommandDescription> commands{};
};

/// The whole command line of `odimo`, from the same definitions that its --help is printed from.
CommandDescription describeCommandLine();

/// Of any command; `caller` is what is typed before its name.
CommandDescription describe(const CLI::App &app, const std::string &caller);

/// The words that an option chooses from, of a value such as "latency|energy"; empty for any other.
std::vector<std::string> choicesOf(const OptionDescription &option);

/// The text with capitals for its letters from a to z, as placeholders and titles are written.
std::string capitals(std::string text);

/// How the command is called: "odimo show [OPTIONS] PROJECT".
std::string usageOf(const CommandDescription &command);

} // namespace odimo::cli
