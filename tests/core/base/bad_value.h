// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QTest>

#include <nlohmann/json.hpp>

namespace odimo {

/// The columns of a table of bad values. Each row replaces one value of a JSON document, at a JSON pointer, by another
/// JSON text, and has the beginning or more of the message that must follow.
inline void addBadValueColumns()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("message");
}

inline void addBadValue(const char *name, const char *pointer, const char *value, const char *message)
{
    QTest::newRow(name) << QString(pointer) << QString(value) << QString(message);
}

/// The document with the bad value of the current row.
inline nlohmann::json withBadValue(nlohmann::json document)
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    document[nlohmann::json::json_pointer(pointer.toStdString())] = nlohmann::json::parse(value.toStdString());
    return document;
}

} // namespace odimo
