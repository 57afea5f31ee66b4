// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUndoStack>

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace odimo::explorer {

class ActionRegistry;

/// A change of one value, for example of the split of a layer. Changes of the same `subject` that follow each other,
/// as while a handle is dragged, become one; one that ends where it began is forgotten. An empty subject is never
/// merged.
template <class Value>
class ValueEdit : public QUndoCommand {
public:
    using Apply = std::function<void(const Value &)>;

    /// `apply` is called with `after` when the command is pushed, too.
    ValueEdit(const QString &text, QString subject, Value before, Value after, Apply apply)
        : QUndoCommand(text), m_subject(std::move(subject)), m_before(std::move(before)), m_after(std::move(after)),
          m_apply(std::move(apply))
    {
    }

    void undo() override { m_apply(m_before); }
    void redo() override { m_apply(m_after); }
    int id() const override { return m_subject.isEmpty() ? -1 : 1; }

    bool mergeWith(const QUndoCommand *next) override
    {
        const auto *same = dynamic_cast<const ValueEdit *>(next);
        if (!same || same->m_subject != m_subject)
            return false;
        m_after = same->m_after;
        setText(same->text());
        setObsolete(m_after == m_before);
        return true;
    }

private:
    QString m_subject;
    Value m_before;
    Value m_after;
    Apply m_apply;
};

/// What the user changed in the open project, to be undone and redone. Zoom, selection and the start of runs do not
/// belong here.
class EditHistory : public QObject {
    Q_OBJECT

public:
    /// Ties the actions Undo and Redo to it.
    explicit EditHistory(const ActionRegistry &actions, QObject *parent = nullptr);

    /// Another project begins without a history; an empty path is no project.
    void setProject(const std::string &path);
    /// Does the command and keeps it; without a project it is only done.
    void push(std::unique_ptr<QUndoCommand> command);
    /// For macros, and for lists of what was done.
    QUndoStack &stack() { return m_stack; }
    const QUndoStack &stack() const { return m_stack; }

signals:
    /// What can be undone or redone.
    void changed();

private:
    QUndoStack m_stack;
    std::string m_project;
};

} // namespace odimo::explorer
