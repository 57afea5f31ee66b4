// SPDX-License-Identifier: Apache-2.0
#include "core/base/data_table.h"
#include "core/base/number_text.h"
#include "tests/core/base/other_locale.h"

#include <QTest>

#include <sstream>

using namespace odimo;

class TestDataTable : public QObject {
    Q_OBJECT

private slots:
    void csvReadsBack()
    {
        const DataTable table{.columns = {{"run"}, {"mapping"}, {"latency_ms"}},
                              .rows = {{std::int64_t(3), std::string("a, \"b\""), 0.1},
                                       {std::int64_t(-4), std::string("#x"), 1.0 / 3},
                                       {TableCell(), std::string(), 123'456'789.0}}};
        const std::string text = csvText(table, {"first", "two\nlines"});
        QCOMPARE(text, std::string("# first\n# two lines\nrun,mapping,latency_ms\n3,\"a, \"\"b\"\"\",0.1\n"
                                   "-4,\"#x\",0.333333333333333\n,,123456789\n"));
    }

    void csvKeepsRoundingErrorsOfSumsOut()
    {
        double sum = 0;
        for (int part = 0; part < 10; ++part)
            sum += 1407.6;
        QVERIFY(sum != 14076.0);
        QCOMPARE(csvText({.columns = {{"x"}}, .rows = {{sum}, {1e-7}, {0.1}, {2e15}}}, {}),
                 std::string("x\n14076\n1e-07\n0.1\n2e+15\n"));
    }

    void noTextIsAFormulaOfASpreadsheet()
    {
        const DataTable table{.columns = {{"x"}},
                              .rows = {{std::string("=1+1")}, {std::string("@f,")}, {std::string("-a")}, {-1.5}}};
        QCOMPARE(csvText(table, {}), std::string("x\n'=1+1\n\"'@f,\"\n'-a\n-1.5\n"));
    }

    void numbersHaveAPointWhateverTheLocale()
    {
        const samples::OtherLocale german;
        QCOMPARE(csvText({.columns = {{"x"}}, .rows = {{0.5}}}, {}), std::string("x\n0.5\n"));
    }

    void latexHasARowForEachAndNoCommandsOfTheValues()
    {
        const DataTable table{.columns = {{"run", "Run"},
                                          {"mapping", "Mapping"},
                                          {"strength"},
                                          {"share", "Share (%)", 1, 100},
                                          {"cycles", "Latency (kcycles)", {}, 0.001}},
                              .rows = {{std::int64_t(3), std::string("a_1 \\x & {b}"), 0.5, 0.123456789, 5e12},
                                       {std::int64_t(4), std::string(), 0.5, TableCell(), std::int64_t(-1500)}}};
        const std::string text = latexText(table, {"comment"});
        QCOMPARE(text, std::string("% comment\n"
                                   "\\providecommand{\\toprule}{\\hline}\n"
                                   "\\providecommand{\\midrule}{\\hline}\n"
                                   "\\providecommand{\\bottomrule}{\\hline}\n"
                                   "\\providecommand{\\odimofitting}[1]{\\ifdefined\\resizebox\\resizebox{\\ifdim"
                                   "\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{#1}\\else{#1}\\fi}\n"
                                   "\\odimofitting{\\setlength{\\tabcolsep}{3pt}%\n"
                                   "\\begin{tabular}{rlrr}\n\\toprule\n"
                                   "Run & Mapping & \\shortstack[r]{\\strut Share\\\\(\\%)} & "
                                   "\\shortstack[r]{\\strut Latency\\\\(kcycles)} \\\\\n\\midrule\n"
                                   "3 & a\\_1 \\textbackslash{}x \\& \\{b\\} & 12.3 & $5\\cdot10^{9}$ \\\\\n"
                                   "4 & -- & -- & $-1.5$ \\\\\n"
                                   "\\bottomrule\n\\end{tabular}}\n"));
    }

    void latexWritesSignsThatFontsLack()
    {
        QCOMPARE(latexEscaped("1 µJ ± 2 <a|b> → ü"),
                 std::string("1 $\\mu$J $\\pm$ 2 \\textless{}a\\textbar{}b\\textgreater{} $\\to$ ü"));
    }
};

QTEST_MAIN(TestDataTable)
#include "tst_data_table.moc"
