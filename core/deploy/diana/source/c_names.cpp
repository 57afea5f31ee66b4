// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/c_names.h"

#include <set>
#include <string_view>

namespace odimo::deploy {

namespace {

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::size_t longest = 60; // Of an identifier, before what makes it unique.

bool isLetter(char character) { return letters.find(character) != std::string_view::npos; }

/// Constants are the same in capitals, so names that differ in case only are one.
std::string uniqueIdentifier(const std::string &name, std::set<std::string> &taken)
{
    std::string plain;
    for (const char character : name.substr(0, longest))
        plain += isLetter(character) ? character : '_';
    if (plain.empty() || plain.front() == '_' || (plain.front() >= '0' && plain.front() <= '9'))
        plain = "n" + plain; // Nothing else may begin an identifier of ours.
    std::string unique = plain;
    for (int number = 2; !taken.insert(upperCase(unique)).second; ++number)
        unique = plain + "_" + std::to_string(number);
    return unique;
}

} // namespace

CNames::CNames(const ChipProgram &program)
{
    std::set<std::string> takenByTensors, takenBySteps;
    for (const ChipTensor &tensor : program.tensors)
        tensors.push_back(uniqueIdentifier(tensor.name, takenByTensors));
    for (const ChipStep &step : program.steps)
        steps.push_back(uniqueIdentifier(step.name, takenBySteps));
}

std::string upperCase(const std::string &name)
{
    std::string made = name;
    for (char &character : made)
        if (character >= 'a' && character <= 'z')
            character = static_cast<char>(character - 'a' + 'A');
    return made;
}

std::string plainName(const std::string &name)
{
    constexpr std::string_view marks = " ._-";
    std::string made;
    for (const char character : name)
        made += isLetter(character) || marks.find(character) != std::string_view::npos ? character : '_';
    return made;
}

} // namespace odimo::deploy
