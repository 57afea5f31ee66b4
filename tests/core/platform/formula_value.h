// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>
#include <string_view>

namespace odimo::samples {

/// What a reader gets who types a calculation of numbers, + * /, parentheses, ceil() and max() into a calculator; units
/// behind numbers are read over.
class FormulaValue {
public:
    static double of(const std::string &text)
    {
        FormulaValue formula(text);
        return formula.sum();
    }

private:
    explicit FormulaValue(std::string_view text) : m_rest(text) {}

    void skipSpace()
    {
        while (m_rest.starts_with(' '))
            m_rest.remove_prefix(1);
    }
    bool take(std::string_view sign)
    {
        skipSpace();
        if (!m_rest.starts_with(sign))
            return false;
        m_rest.remove_prefix(sign.size());
        return true;
    }
    double sum()
    {
        double value = product();
        while (take("+"))
            value += product();
        return value;
    }
    double product()
    {
        double value = operand();
        while (true) {
            if (take("*"))
                value *= operand();
            else if (take("/"))
                value /= operand();
            else
                return value;
        }
    }
    double operand()
    {
        if (take("ceil(")) {
            const double value = std::ceil(sum());
            take(")");
            return value;
        }
        if (take("max(")) {
            double value = sum();
            while (take(","))
                value = std::max(value, sum());
            take(")");
            return value;
        }
        if (take("(")) {
            const double value = sum();
            take(")");
            return value;
        }
        skipSpace();
        std::size_t used = 0;
        const double value = std::stod(std::string(m_rest), &used);
        m_rest.remove_prefix(used);
        skipSpace();
        while (!m_rest.empty() && std::isalpha(static_cast<unsigned char>(m_rest.front())))
            m_rest.remove_prefix(1);
        return value;
    }

    std::string_view m_rest;
};

} // namespace odimo::samples
