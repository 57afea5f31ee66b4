// SPDX-License-Identifier: Apache-2.0
#include "app/cli/manual/completion.h"

namespace odimo::cli {

namespace {

/// What is the same whatever the commands are.
constexpr const char *completes = R"bash(
# Sets COMPREPLY for the word under the cursor.
_odimo() {
    local command=odimo argument=0 value= joins= word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ $word == [:=] ]]; then # Readline cuts words there: "resnet8:stem=2", "--objective=energy".
            [[ -n $value ]] || joins=1
        elif [[ -n $joins ]]; then
            joins=
        elif [[ -n $value ]]; then
            value=
        elif [[ $word == -* ]]; then
            value=$(_odimo_takes "$command" "$word")
        elif [[ " $(_odimo_commands "$command") " == *" $word "* ]]; then
            command+=" $word"
        else
            argument=$((argument + 1))
        fi
    done

    local current=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    if [[ -n $joins || $current == : ]]; then
        return
    fi
    [[ $current != = ]] || current=
    if [[ -z $value && $current != -* ]]; then
        value=$(_odimo_takes "$command" $((argument + 1)))
    fi
    case $value in
    @project)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -X '!*.odimo' -- "$current"; compgen -d -- "$current")
        ;;
    @folder)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        ;;
    @*) ;; # Left to readline, which completes names of files.
    *)
        if [[ -z $value && $current != -* ]]; then
            value=$(_odimo_commands "$command")
        fi
        mapfile -t COMPREPLY < <(compgen -W "${value:-$(_odimo_options "$command")}" -- "$current")
        ;;
    esac
}

complete -o default -F _odimo odimo
)bash";

std::string quoted(const std::string &text) { return "\"" + text + "\""; }

/// What completes a value: "@project", "@folder", "@any", or the words to choose from; empty for a flag.
std::string kindOf(const OptionDescription &option)
{
    if (option.value.empty())
        return {};
    if (option.value == "PROJECT")
        return "@project";
    if (option.value == "FOLDER")
        return "@folder";
    std::string words;
    for (const std::string &choice : choicesOf(option))
        words += (words.empty() ? "" : " ") + choice;
    return words.empty() ? "@any" : words;
}

/// `others`: a pattern of bash for what may follow the name.
std::string caseOf(const std::string &name, const std::string &words, const std::string &others = {})
{
    return words.empty() ? std::string() : "    " + quoted(name) + others + ") echo " + quoted(words) + " ;;\n";
}

std::string commandCases(const CommandDescription &command)
{
    std::string words;
    for (const CommandDescription &below : command.commands)
        words += (words.empty() ? "" : " ") + below.name.substr(command.name.size() + 1);
    std::string text = caseOf(command.name, words);
    for (const CommandDescription &below : command.commands)
        text += commandCases(below);
    return text;
}

std::string optionCases(const CommandDescription &command)
{
    std::string words;
    for (const OptionDescription &option : command.options)
        for (const std::string &name : option.names)
            words += (words.empty() ? "" : " ") + name;
    std::string text = caseOf(command.name, words);
    for (const CommandDescription &below : command.commands)
        text += optionCases(below);
    return text;
}

std::string valueCases(const CommandDescription &command)
{
    std::string text;
    int number = 0;
    for (const OptionDescription &argument : command.arguments)
        text += argument.repeats ? caseOf(command.name + " ", kindOf(argument), "[0-9]*")
                                 : caseOf(command.name + " " + std::to_string(++number), kindOf(argument));
    for (const OptionDescription &option : command.options)
        for (const std::string &name : option.names)
            text += caseOf(command.name + " " + name, kindOf(option));
    for (const CommandDescription &below : command.commands)
        text += valueCases(below);
    return text;
}

/// A function of bash that looks its arguments up.
std::string lookup(const std::string &comment, const std::string &name, const std::string &cases)
{
    return "\n# " + comment + "\n" + name + "() {\n    case \"$*\" in\n" + cases + "    esac\n}\n";
}

} // namespace

std::string bashCompletion(const CommandDescription &program)
{
    return "# Completion of odimo for bash; written by odimo_manual from the command line itself.\n" +
           lookup("The commands below a command.", "_odimo_commands", commandCases(program)) +
           lookup("The options of a command.", "_odimo_options", optionCases(program)) +
           lookup("What an option of a command takes, or its first, second ... argument: words, or a kind of file.",
                  "_odimo_takes", valueCases(program)) +
           completes;
}

} // namespace odimo::cli
