// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace odimo::widgets {

/// The table of the program: whole rows, quiet grid, and copying of the selected rows (of all, if none is selected) as
/// tab-separated text with a header line. Letters and digits that are typed go to a row that begins with them, before
/// they are shortcuts of the window.
class TableView : public QTableView {
    Q_OBJECT

public:
    explicit TableView(QWidget *parent = nullptr);
    QString selectedText() const;
    /// Makes the row of a valid index current, or, of one that is not valid, none. The current column stays.
    void setCurrentRow(const QModelIndex &index);
    /// What is typed is searched in this column; the first, unless another is set.
    void setSearchColumn(int column) { m_searchColumn = column; }
    void keyboardSearch(const QString &text) override;

public slots:
    void copy() const;

signals:
    /// The menu of a row opens; whoever knows more to do with it adds actions. The index may be invalid.
    void menuRequested(QMenu &menu, const QModelIndex &at);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setRowHeight();

    int m_searchColumn = 0;
};

} // namespace odimo::widgets
