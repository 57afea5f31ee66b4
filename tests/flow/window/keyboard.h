// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>
#include <QStringList>
#include <QTest>
#include <QWidget>
#include <QWindow>

namespace odimo::flow {

/// What goes to the program from a keyboard: to whichever window or popup has the focus, shortcuts first.
class Keyboard {
public:
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QGuiApplication::focusWindow(), key, modifiers);
    }

    static void press(const QKeySequence &shortcut) { QTest::keySequence(QGuiApplication::focusWindow(), shortcut); }

    static void type(const QString &text)
    {
        for (const QChar letter : text)
            QTest::keyClick(QGuiApplication::focusWindow(), letter.toLatin1());
    }

    /// Presses Tab until the field with this accessible name, or the button with these words, has the focus; false if
    /// none ever gets it.
    static bool tabTo(const QString &name)
    {
        constexpr int mostFields = 150;
        QStringList passed;
        for (int field = 0; field < mostFields; ++field) {
            const QWidget *focus = QApplication::focusWidget();
            if (focus && (focus->accessibleName() == name ||
                          focus->property("text").toString().remove(QLatin1Char('&')) == name))
                return true;
            passed << (focus ? focus->accessibleName() + focus->property("text").toString() : QString());
            press(Qt::Key_Tab);
        }
        passed.removeDuplicates();
        qInfo() << "Tab does not reach" << name << "but" << passed;
        return false;
    }

    /// In place of what the field says.
    static bool fill(const QString &name, const QString &text)
    {
        if (!tabTo(name))
            return false;
        press(Qt::Key_A, Qt::ControlModifier);
        type(text);
        return true;
    }
};

} // namespace odimo::flow
