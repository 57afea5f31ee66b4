// SPDX-License-Identifier: Apache-2.0
#include "tests/arch/rules.h"

#include <QTest>

#include <algorithm>

using namespace odimo::arch;

class TestSourceTree : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_files = readSourceTree(ODIMO_TEST_DATA "/.."); }

    void obeys_data()
    {
        QTest::addColumn<int>("index");
        for (int index = 0; index < static_cast<int>(rules().size()); ++index)
            QTest::newRow(rules()[index].name) << index;
    }
    void obeys()
    {
        QFETCH(int, index);
        QStringList findings;
        for (const std::string &finding : rules()[index].check(m_files))
            findings << QString::fromStdString(finding);
        QVERIFY2(findings.isEmpty(), qPrintable(findings.join("\n    ")));
    }

    /// The rules would hold for an empty list of files, too.
    void isReadAsAWhole()
    {
        for (const auto &part : {"core/base/error.h", "app/cli/", "widgets/", "tests/arch/rules.cpp", "packaging/run",
                                 "CMakeLists.txt", "README.md", ".ci/run"})
            QVERIFY2(std::ranges::any_of(m_files, [&](const SourceFile &file) { return file.path.starts_with(part); }),
                     part);
    }

private:
    std::vector<SourceFile> m_files;
};

QTEST_APPLESS_MAIN(TestSourceTree)
#include "tst_source_tree.moc"
