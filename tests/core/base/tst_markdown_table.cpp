// SPDX-License-Identifier: Apache-2.0
#include "core/base/markdown_table.h"

#include <QTest>

using namespace odimo;

class TestMarkdownTable : public QObject {
    Q_OBJECT

private slots:
    void columnsWithAHeadingStandBelowTheTitle()
    {
        const DataTable table{.columns = {{"run", "Run"},
                                          {"hidden"},
                                          {"latency_cycles", "Latency (kcycles)", 2, 0.001},
                                          {"name", "Name"}},
                              .rows = {{std::int64_t(3), 7.0, 12345.0, std::string("a|b\n*c*")},
                                       {TableCell(), 7.0, TableCell(), std::string()}}};
        QCOMPARE(
            markdownText(table, "Queue_1", {"from here"}),
            std::string("<!-- from here -->\n# Queue\\_1\n\n| Run | Latency (kcycles) | Name |\n| --- | --- | --- |\n"
                        "| 3 | 12.35 | a\\|b \\*c\\* |\n| – | – | – |\n"));
    }
};

QTEST_MAIN(TestMarkdownTable)
#include "tst_markdown_table.moc"
