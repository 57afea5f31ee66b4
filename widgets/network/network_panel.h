// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/attributes_model.h"
#include "widgets/network/network_picture.h"
#include "widgets/network/network_scene.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QMenu;
class QSplitter;
class QToolButton;

namespace odimo::widgets {

class EmptyState;
class NetworkCanvas;
class NetworkLegend;
class NetworkMinimap;
class NetworkNote;
class NetworkSearch;
class TableView;

/// The network view: drawing, overview, legend, search, colours, and the attributes of the selected node.
class NetworkPanel : public QWidget {
    Q_OBJECT

public:
    explicit NetworkPanel(QWidget *parent = nullptr);

    /// Shows it once it has a layout; the same network keeps its view, its selection and its closed blocks.
    void setNetwork(const NetworkValues &values);
    void showNothing();
    /// Says why there is none.
    void showNothing(const QString &title, const QString &text);
    /// Above the network; an empty one goes away.
    void setNote(const QString &text);
    /// What tells more about the network than the note, or why there is none.
    void offer(QAction &action);
    /// The answer to layoutWanted; one to an earlier question is dropped.
    void place(int question, const network::GraphLayout &layout);

    void setColoring(NodeColoring coloring);
    NodeColoring coloring() const;
    /// By name; an unknown one selects nothing.
    void select(const QString &node);
    QString selected() const;
    bool isLayerSelected() const;
    void closeBlocks();
    void openBlocks();
    void find();
    void findNext() { goToMatch(1); }
    void findPrevious() { goToMatch(-1); }
    NetworkPicture picture() const;

    NetworkCanvas &canvas() { return *m_canvas; }
    NetworkScene &scene() { return m_scene; }
    NetworkMinimap &minimap() { return *m_minimap; }
    NetworkSearch &search() { return *m_search; }
    TableView &attributes() { return *m_attributes; }
    EmptyState &emptyState() { return *m_emptyState; }
    NetworkNote &note() { return *m_note; }

signals:
    /// The menu of the selected node opens; whoever knows more to do with it adds actions.
    void menuRequested(QMenu &menu);
    /// The user chose a node; empty for none.
    void nodeSelected(const QString &node);
    void layoutWanted(int question, const odimo::network::BoxGraph &graph, const odimo::network::LayoutGaps &gaps);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildBar(QLayout &bar);
    void buildAttributes();
    void fillColorings();
    void askForLayout();
    void applyStyle();
    void choose(int shown);
    void toggleBlock(int shown);
    void showMenu(int shown, const QPoint &at);
    void setClosed(std::set<int> closed);
    const NetworkNode &selectedValues() const;
    void showSelected();
    void showMatches();
    void goToMatch(int by);

    NetworkValues m_values;
    std::set<int> m_closed;
    int m_selected = -1; ///< Node of the network.
    std::vector<int> m_matches;
    int m_match = -1;
    int m_question = 0;
    ShownNetwork m_waiting; ///< For its layout.
    bool m_startsOver = true;

    NetworkScene m_scene;
    NetworkCanvas *m_canvas;
    NetworkMinimap *m_minimap;
    NetworkLegend *m_legend;
    NetworkNote *m_note;
    NetworkSearch *m_search;
    QComboBox *m_colorings;
    QToolButton *m_fold;
    QSplitter *m_content = nullptr;
    QWidget *m_side = nullptr; ///< Title and attributes, while a node is selected.
    QLabel *m_title;
    AttributesModel m_model;
    TableView *m_attributes;
    EmptyState *m_emptyState;
};

} // namespace odimo::widgets
