// SPDX-License-Identifier: Apache-2.0
#include "core/base/pgf_plot.h"

#include <QTest>

using namespace odimo;

namespace {

std::size_t countOf(const std::string &text, const std::string &part)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
        ++count;
    return count;
}

bool has(const std::string &text, const std::string &part) { return countOf(text, part) > 0; }

} // namespace

class TestPgfPlot : public QObject {
    Q_OBJECT

private slots:
    void everySeriesHasItsValuesAndBars()
    {
        const PgfAxis axis{.xLabel = "Cost (%)",
                           .yLabel = "Accuracy",
                           .isXLogarithmic = true,
                           .series = {{.name = "Front", .style = "const plot", .points = {{1.5, 80}, {2, 90}}},
                                      {.name = {}, .style = "only marks", .points = {{3, 85, 1.0, 2.0}}},
                                      {.name = "None", .style = "only marks", .points = {}}}};
        const std::string text = pgfText({axis}, {"where it comes from"});
        QVERIFY(text.starts_with("% where it comes from\n"));
        QVERIFY(has(text, "xlabel={Cost (\\%)}"));
        QVERIFY(has(text, "xmode=log"));
        QVERIFY(!has(text, "ymode=log"));
        QVERIFY(has(text, "    x y\n    1.5 80\n    2 90\n"));
        QVERIFY(has(text, "    x y below above\n    3 85 1 2\n"));
        QCOMPARE(countOf(text, "\\addlegendentry"), std::size_t(1));
        QVERIFY2(!has(text, "None"), "an empty series is a line of nothing in the legend");
    }

    void itsPartsAreClosedAndOneDocument()
    {
        const PgfAxis axis{.series = {{.name = "a", .style = "black", .points = {{1, 2}}}}};
        const std::string text = pgfText({axis, axis}, {});
        for (const char *part : {"axis", "tikzpicture", "document"})
            QCOMPARE(countOf(text, std::string("\\begin{") + part + "}"),
                     countOf(text, std::string("\\end{") + part + "}"));
        QCOMPARE(countOf(text, "\\begin{axis}"), std::size_t(2));
        QCOMPARE(countOf(text, "{"), countOf(text, "}"));
        QCOMPARE(countOf(text, "yshift=-8cm"), std::size_t(1));
    }

    void barsStandOneOnTheOther()
    {
        const PgfAxis columns{.series = {{.name = "a", .style = pgfBarStyle(0), .points = {{0, 3}, {0.5, 4}}},
                                         {.name = "b", .style = pgfBarStyle(1), .points = {{0, 1}, {0.5, 0}}}},
                              .legend = "above",
                              .kind = PgfKind::Columns,
                              .columnWidth = 0.5};
        const std::string text = pgfText({columns}, {});
        QVERIFY2(has(text, "ybar stacked, bar width=0.5, ymin=0"), text.c_str());
        QVERIFY(has(text, "anchor=south, legend columns=-1"));
        QCOMPARE(countOf(text, "\\addplot[draw=none, fill=odimo"), std::size_t(2));
        QCOMPARE(countOf(text, "pattern=north east lines"), std::size_t(1));
        QVERIFY2(text.find("\\usetikzlibrary{patterns}") < text.find("\\begin{tikzpicture}"), text.c_str());
    }

    void rowsHaveTheirNamesAndTheirHeight()
    {
        const PgfAxis rows{.series = {{.name = "a", .style = pgfBarStyle(0), .points = {{100, 1}, {25, 2}}}},
                           .kind = PgfKind::Rows,
                           .rows = {"conv_1", "fc, last"}};
        const std::string text = pgfText({rows, rows}, {});
        QVERIFY2(has(text, "ytick={1,2}, yticklabels={{conv\\_1},{fc, last}}"), text.c_str());
        QVERIFY2(has(text, "height=3cm"), text.c_str());
        QVERIFY2(has(text, "yshift=-5cm"), text.c_str());
    }
};

QTEST_MAIN(TestPgfPlot)
#include "tst_pgf_plot.moc"
