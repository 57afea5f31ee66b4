// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/explanation_view.h"

#include "widgets/base/theme.h"
#include "widgets/editor/formula_words.h"

#include <QEvent>
#include <QRegularExpression>
#include <QScrollBar>

namespace odimo::widgets {

namespace {

QString row(const platform::ExplainedTerm &term, const QString &faint, bool isResult)
{
    const QString name = labelText(term.name).toHtmlEscaped(), value = resultText(term).toHtmlEscaped();
    return QStringLiteral("<tr><td>%1</td><td><span style='color:%2'>%3</span><br>= %4</td>"
                          "<td align='right' style='white-space:pre'>%5</td></tr>")
        .arg(isResult ? QStringLiteral("<b>%1</b>").arg(name) : name, faint, formulaText(term.formula).toHtmlEscaped(),
             calculationText(term.formula).toHtmlEscaped(), isResult ? QStringLiteral("<b>%1</b>").arg(value) : value);
}

/// With pages of the help as links: "docs/diana.md 4.1".
QString sourceText(const std::string &source)
{
    static const QRegularExpression page(QStringLiteral("docs/([\\w-]+\\.md) ([\\d.]*\\d)"));
    QString text = QString::fromStdString(source).toHtmlEscaped();
    return text.replace(page, QStringLiteral("<a href='\\1#\\2'>docs/\\1 \\2</a>"));
}

} // namespace

ExplanationView::ExplanationView(QWidget *parent) : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setAccessibleName(tr("How the cost of the layer comes about"));
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) { emit pageWanted(url.toString()); });
}

void ExplanationView::setParts(const std::vector<mapping::ExplainedPart> &parts)
{
    m_parts = parts;
    show();
}

void ExplanationView::show()
{
    const QString faint = palette().color(QPalette::PlaceholderText).name();
    QString html;
    for (const mapping::ExplainedPart &part : m_parts) {
        html += QStringLiteral("<h4>%1</h4><table width='100%' cellpadding='3'>").arg(titleText(part).toHtmlEscaped());
        const auto &terms = part.explanation.terms;
        for (std::size_t i = 0; i < terms.size(); ++i)
            html += row(terms[i], faint, i + 1 == terms.size());
        html += QStringLiteral("</table>");
        if (!part.explanation.source.empty())
            html += QStringLiteral("<p style='color:%1'>%2</p>")
                        .arg(faint, tr("Source: %1").arg(sourceText(part.explanation.source)));
    }
    if (html == m_shown)
        return;
    m_shown = html;
    const int at = verticalScrollBar()->value();
    setHtml(html);
    verticalScrollBar()->setValue(at);
}

void ExplanationView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        show();
}

} // namespace odimo::widgets
