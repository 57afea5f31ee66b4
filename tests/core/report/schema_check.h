// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <string>

namespace odimo::tests {

/// The part of JSON Schema that resources/report-schema.json uses, and no more: a word that it does not know is a
/// finding too.
class SchemaCheck {
public:
    explicit SchemaCheck(const Json &schema) : m_schema(schema) {}

    /// The first thing that is wrong, with its path; empty if nothing is.
    std::string problemOf(const Json &value) const { return problem(value, m_schema, "$"); }

private:
    static bool isType(const Json &value, const std::string &type)
    {
        return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
               (type == "string" && value.is_string()) || (type == "number" && value.is_number()) ||
               (type == "integer" && value.is_number_integer()) || (type == "boolean" && value.is_boolean()) ||
               (type == "null" && value.is_null());
    }

    static bool hasType(const Json &value, const Json &types)
    {
        if (types.is_string())
            return isType(value, types.get<std::string>());
        for (const Json &type : types)
            if (isType(value, type.get<std::string>()))
                return true;
        return false;
    }

    std::string problemOfProperties(const Json &value, const Json &schema, const std::string &path) const
    {
        for (const auto &[name, each] : value.items()) {
            const bool isKnown = schema.contains("properties") && schema["properties"].contains(name);
            const Json rule = isKnown ? schema["properties"][name] : schema.value("additionalProperties", Json(true));
            if (rule == Json(false))
                return path + "." + name + " is not in the schema";
            if (rule.is_object())
                if (std::string found = problem(each, rule, path + "." + name); !found.empty())
                    return found;
        }
        for (const Json &name : schema.value("required", Json::array()))
            if (!value.contains(name.get<std::string>()))
                return path + "." + name.get<std::string>() + " is missing";
        return {};
    }

    std::string problemOfItems(const Json &value, const Json &schema, const std::string &path) const
    {
        if (value.size() < schema.value("minItems", std::size_t(0)) ||
            value.size() > schema.value("maxItems", value.size()))
            return path + " has " + std::to_string(value.size()) + " items";
        for (std::size_t item = 0; item < value.size(); ++item)
            if (std::string found = problem(value[item], schema["items"], path + "[" + std::to_string(item) + "]");
                !found.empty())
                return found;
        return {};
    }

    std::string problem(const Json &value, const Json &schema, const std::string &path) const
    {
        for (const auto &[word, rule] : schema.items()) {
            std::string found;
            if (word == "type" && !hasType(value, rule))
                return path + " is no " + rule.dump();
            if (word == "const" && value != rule)
                return path + " is not " + rule.dump();
            if (word == "enum" && std::find(rule.begin(), rule.end(), value) == rule.end())
                return path + " is none of " + rule.dump();
            if (word == "$ref")
                found = problem(value, m_schema.at(Json::json_pointer(rule.get<std::string>().substr(1))), path);
            if (word == "anyOf") {
                for (const Json &choice : rule)
                    if (found = problem(value, choice, path); found.empty())
                        break;
            }
            if (word == "required" && value.is_object())
                found = problemOfProperties(value, schema, path);
            if (word == "additionalProperties" && !schema.contains("required") && value.is_object())
                found = problemOfProperties(value, schema, path);
            if (word == "items" && value.is_array())
                found = problemOfItems(value, schema, path);
            if (!found.empty())
                return found;
        }
        return {};
    }

    const Json &m_schema;
};

} // namespace odimo::tests
