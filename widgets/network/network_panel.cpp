// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_panel.h"

#include "widgets/base/empty_state.h"
#include "widgets/base/icons.h"
#include "widgets/base/table_view.h"
#include "widgets/network/network_canvas.h"
#include "widgets/network/network_legend.h"
#include "widgets/network/network_minimap.h"
#include "widgets/network/network_note.h"
#include "widgets/network/network_search.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace odimo::widgets {

namespace {

bool isSameNetwork(const NetworkValues &one, const NetworkValues &other)
{
    return std::ranges::equal(one.nodes, other.nodes, [](const NetworkNode &left, const NetworkNode &right) {
        return left.name == right.name && left.inputs == right.inputs && left.shape == right.shape &&
               left.operation == right.operation;
    });
}

} // namespace

NetworkPanel::NetworkPanel(QWidget *parent)
    : QWidget(parent), m_canvas(new NetworkCanvas(m_scene)), m_minimap(new NetworkMinimap(m_scene, *m_canvas)),
      m_legend(new NetworkLegend(m_scene)), m_note(new NetworkNote), m_search(new NetworkSearch),
      m_colorings(new QComboBox), m_fold(new QToolButton), m_title(new QLabel), m_attributes(new TableView)
{
    buildAttributes();
    auto *bar = new QHBoxLayout;
    buildBar(*bar);
    auto *drawing = new QWidget;
    auto *column = new QVBoxLayout(drawing);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_note);
    column->addLayout(bar);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_legend);
    m_side = new QWidget;
    auto *beside = new QVBoxLayout(m_side);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->setSpacing(0);
    beside->addWidget(m_title);
    beside->addWidget(m_attributes, 1);
    m_content = new QSplitter;
    m_content->addWidget(drawing);
    m_content->addWidget(m_side);
    m_content->setStretchFactor(0, 1);
    const int letter = fontMetrics().averageCharWidth();
    m_content->setSizes({100 * letter, 46 * letter});
    m_emptyState = new EmptyState(*m_content, QStringLiteral("network"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_emptyState);

    connect(m_canvas, &NetworkCanvas::nodeChosen, this, &NetworkPanel::choose);
    connect(m_canvas, &NetworkCanvas::foldRequested, this, &NetworkPanel::toggleBlock);
    connect(m_canvas, &NetworkCanvas::menuWanted, this, &NetworkPanel::showMenu);
    connect(m_search, &NetworkSearch::queryChanged, this, [this] {
        m_match = -1;
        showMatches();
    });
    connect(m_search, &NetworkSearch::nextWanted, this, &NetworkPanel::findNext);
    connect(m_search, &NetworkSearch::previousWanted, this, &NetworkPanel::findPrevious);
    applyStyle();
    showNothing();
}

void NetworkPanel::buildBar(QLayout &bar)
{
    const int space = fontMetrics().averageCharWidth();
    bar.setContentsMargins(space, space / 2, space, space / 2);
    bar.setSpacing(space);
    bar.addWidget(m_search);
    auto *label = new QLabel(tr("&Colour:"));
    label->setBuddy(m_colorings);
    bar.addWidget(label);
    m_colorings->setAccessibleName(tr("What the colours of the nodes say"));
    bar.addWidget(m_colorings);
    m_fold->setAutoRaise(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    bar.addWidget(m_fold);
    auto *fit = new QToolButton;
    fit->setObjectName(QStringLiteral("fit"));
    fit->setIcon(themedIcon(QStringLiteral("fit")));
    fit->setAutoRaise(true);
    fit->setFocusPolicy(Qt::StrongFocus);
    fit->setToolTip(tr("Show the whole network (F); Home shows it at 100 %"));
    fit->setAccessibleName(tr("Show the whole network"));
    bar.addWidget(fit);
    fillColorings();
    connect(fit, &QToolButton::clicked, m_canvas, &NetworkCanvas::fit);
    connect(m_fold, &QToolButton::clicked, this, [this] { m_closed.empty() ? closeBlocks() : openBlocks(); });
    connect(m_colorings, &QComboBox::currentIndexChanged, this, &NetworkPanel::applyStyle);
}

void NetworkPanel::buildAttributes()
{
    const int space = fontMetrics().averageCharWidth();
    m_attributes->setModel(&m_model);
    m_attributes->setWordWrap(true);
    m_attributes->setTextElideMode(Qt::ElideMiddle);
    m_attributes->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_attributes->horizontalHeader()->setStretchLastSection(true);
    m_attributes->setAccessibleName(tr("Attributes of the selected node"));
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setContentsMargins(space, space, space, space);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
}

/// What the project cannot say yet stands there all the same, disabled.
void NetworkPanel::fillColorings()
{
    if (m_colorings->count() == 0)
        for (const NodeColoring coloring : {NodeColoring::Units, NodeColoring::Cycles, NodeColoring::Energy,
                                            NodeColoring::Sensitivity, NodeColoring::Idle})
            m_colorings->addItem(coloringTitle(coloring), static_cast<int>(coloring));
    auto &items = dynamic_cast<QStandardItemModel &>(*m_colorings->model());
    for (int row = 1; row < items.rowCount(); ++row) {
        const auto coloring = static_cast<NodeColoring>(m_colorings->itemData(row).toInt());
        const bool isKnown = m_values.has(coloring);
        items.item(row)->setEnabled(isKnown);
        items.item(row)->setToolTip(isKnown                                 ? QString()
                                    : coloring == NodeColoring::Sensitivity ? tr("Needs the analysis of the network")
                                                                            : tr("Needs a run with a mapping"));
    }
    if (coloring() != NodeColoring::Units && !m_values.has(coloring()))
        setColoring(NodeColoring::Units);
}

void NetworkPanel::setNetwork(const NetworkValues &values)
{
    const bool isSame = isSameNetwork(m_values, values);
    m_values = values;
    fillColorings();
    m_legend->setUnits(values.units);
    if (isSame && !m_emptyState->isEmpty()) {
        if (m_waiting.nodes.empty())
            m_scene.setValues(shownNetwork(m_values, m_closed));
        else
            askForLayout();
        showSelected();
        return;
    }
    m_closed.clear();
    m_selected = -1;
    m_startsOver = true;
    m_emptyState->showContent();
    askForLayout();
}

void NetworkPanel::showNothing()
{
    showNothing(tr("No network yet"), tr("The network of a project is drawn here as soon as one is open."));
}

void NetworkPanel::showNothing(const QString &title, const QString &text)
{
    m_values = {};
    m_closed.clear();
    m_selected = -1;
    m_scene.show({});
    m_waiting = {};
    ++m_question;
    setNote({});
    m_emptyState->showText(title, text);
}

void NetworkPanel::setNote(const QString &text) { m_note->showNote(text); }

void NetworkPanel::offer(QAction &action)
{
    m_note->offer(action);
    m_emptyState->offer(action);
}

void NetworkPanel::askForLayout()
{
    m_waiting = shownNetwork(m_values, m_closed);
    const QFont &font = m_scene.style().font;
    emit layoutWanted(++m_question, boxGraph(m_waiting, font), layoutGaps(font));
}

void NetworkPanel::place(int question, const network::GraphLayout &layout)
{
    if (question != m_question || m_waiting.nodes.empty())
        return;
    m_scene.show(drawingOf(std::exchange(m_waiting, {}), layout, m_scene.style().font));
    m_fold->setText(m_closed.empty() ? tr("Close blocks") : tr("Open blocks"));
    m_fold->setToolTip(m_closed.empty() ? tr("Show each residual block as one node") : tr("Show all nodes"));
    m_fold->setVisible(!m_values.blocks.empty());
    if (std::exchange(m_startsOver, false))
        m_canvas->showBeginning();
    showMatches();
    showSelected();
    if (m_scene.selected() >= 0)
        m_canvas->reveal(m_scene.selected());
}

void NetworkPanel::setColoring(NodeColoring coloring)
{
    m_colorings->setCurrentIndex(m_colorings->findData(static_cast<int>(coloring)));
}

NodeColoring NetworkPanel::coloring() const { return static_cast<NodeColoring>(m_colorings->currentData().toInt()); }

void NetworkPanel::applyStyle()
{
    m_scene.setStyle({.font = font(), .palette = palette(), .coloring = coloring()});
    m_legend->update();
}

void NetworkPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyStyle();
        if (event->type() == QEvent::FontChange && !m_values.nodes.empty())
            askForLayout();
    }
    QWidget::changeEvent(event);
}

void NetworkPanel::choose(int shown)
{
    m_selected = shown < 0 ? -1 : m_scene.network().nodes[static_cast<std::size_t>(shown)].node;
    showSelected();
    if (shown >= 0)
        m_canvas->reveal(shown);
    emit nodeSelected(selected());
}

void NetworkPanel::select(const QString &node)
{
    const int index = m_values.find(node);
    if (index == m_selected)
        return;
    m_selected = index;
    showSelected();
    if (m_scene.selected() >= 0)
        m_canvas->reveal(m_scene.selected());
}

QString NetworkPanel::selected() const
{
    return m_selected < 0 ? QString() : m_values.nodes[static_cast<std::size_t>(m_selected)].name;
}

bool NetworkPanel::isLayerSelected() const
{
    return m_selected >= 0 && m_values.nodes[static_cast<std::size_t>(m_selected)].outChannels > 0;
}

/// Of a closed block the sums, where its last node is selected.
const NetworkNode &NetworkPanel::selectedValues() const
{
    if (m_scene.selected() >= 0)
        if (const ShownNode &shown = m_scene.network().nodes[static_cast<std::size_t>(m_scene.selected())];
            shown.node == m_selected)
            return shown.values;
    return m_values.nodes[static_cast<std::size_t>(m_selected)];
}

void NetworkPanel::showSelected()
{
    m_scene.select(
        m_selected < 0 || m_scene.isEmpty() ? -1 : m_scene.network().shownAs[static_cast<std::size_t>(m_selected)]);
    if (m_selected < 0) {
        m_canvas->setAccessibleDescription(tr("The nodes of the network; arrow keys walk along its edges"));
    } else {
        const NetworkNode &node = selectedValues();
        m_title->setText(node.name);
        m_model.setAttributes(node.attributes);
        m_canvas->setAccessibleDescription(QStringLiteral("%1, %2, %3").arg(node.name, node.operation, node.shape));
    }
    m_side->setVisible(m_selected >= 0);
    m_content->refresh(); // At once, for what is revealed next.
    m_attributes->resizeRowsToContents();
}

void NetworkPanel::toggleBlock(int shown)
{
    const ShownNode &node = m_scene.network().nodes[static_cast<std::size_t>(shown)];
    if (node.fold == FoldState::None)
        return;
    std::set<int> closed = m_closed;
    if (node.fold == FoldState::Closed)
        closed.erase(node.node);
    else
        closed.insert(node.node);
    setClosed(std::move(closed));
}

void NetworkPanel::showMenu(int shown, const QPoint &at)
{
    QMenu menu;
    if (shown >= 0) {
        choose(shown);
        const FoldState fold = m_scene.network().nodes[static_cast<std::size_t>(shown)].fold;
        if (fold != FoldState::None)
            menu.addAction(fold == FoldState::Closed ? tr("&Open Block") : tr("&Close Block"), this,
                           [this, shown] { toggleBlock(shown); });
    }
    emit menuRequested(menu);
    if (!menu.isEmpty())
        menu.exec(at);
}

void NetworkPanel::closeBlocks() { setClosed(network::innermost(m_values.blocks)); }

void NetworkPanel::openBlocks() { setClosed({}); }

void NetworkPanel::setClosed(std::set<int> closed)
{
    if (closed == m_closed)
        return;
    m_closed = std::move(closed);
    askForLayout();
}

void NetworkPanel::find()
{
    m_search->field().setFocus(Qt::ShortcutFocusReason);
    m_search->field().selectAll();
}

void NetworkPanel::showMatches()
{
    m_matches = matches(m_values, m_search->query());
    std::set<int> shown;
    if (!m_scene.isEmpty())
        for (const int node : m_matches)
            shown.insert(m_scene.network().shownAs[static_cast<std::size_t>(node)]);
    m_scene.highlight(std::move(shown));
    m_search->showCount(m_match + 1, static_cast<int>(m_matches.size()));
}

void NetworkPanel::goToMatch(int by)
{
    const int count = static_cast<int>(m_matches.size());
    if (count == 0 || m_scene.isEmpty())
        return;
    m_match = m_match < 0 ? (by > 0 ? 0 : count - 1) : (m_match + by + count) % count;
    m_search->showCount(m_match + 1, count);
    select(m_values.nodes[static_cast<std::size_t>(m_matches[static_cast<std::size_t>(m_match)])].name);
    emit nodeSelected(selected());
}

NetworkPicture NetworkPanel::picture() const
{
    return {.values = m_values, .closed = m_closed, .coloring = coloring(), .font = font()};
}

void NetworkPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find))
        find();
    else if (event->matches(QKeySequence::FindNext))
        findNext();
    else if (event->matches(QKeySequence::FindPrevious))
        findPrevious();
    else
        QWidget::keyPressEvent(event);
}

} // namespace odimo::widgets
