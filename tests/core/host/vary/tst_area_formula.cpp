// SPDX-License-Identifier: Apache-2.0
#include "core/host/vary/area_formula.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <clocale>
#include <cmath>

using namespace odimo;
using namespace odimo::host;

namespace {

const std::vector<platform::PlatformConstant> constants = {
    {"digital.channels_at_once", 16}, {"analog.columns", 512}, {"a b.rows", 4}, {"clock_Hz", 260e6}};

} // namespace

/// The area of a chip, as its user writes it.
class TestAreaFormula : public QObject {
    Q_OBJECT

private slots:
    void computesWithConstants_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<double>("area");
        QTest::newRow("number") << "2.5" << 2.5;
        QTest::newRow("constant") << "analog.columns" << 512.0;
        QTest::newRow("sum") << "0.5 + digital.channels_at_once*digital.channels_at_once * 0.25" << 64.5;
        QTest::newRow("precedence") << "1 + 2 * 3 ^ 2" << 19.0;
        QTest::newRow("functions") << "max(digital.channels_at_once, log2(analog.columns))" << 16.0;
        QTest::newRow("condition") << "analog.columns > 256 ? 3 : 1" << 3.0;
        QTest::newRow("clock") << "clock_Hz / 1e6" << 260.0;
        QTest::newRow("nothing") << "0 * analog.columns" << 0.0;
    }
    void computesWithConstants()
    {
        QFETCH(QString, formula);
        QFETCH(double, area);
        QVERIFY(std::abs(areaOf(formula.toStdString(), constants) - area) < 1e-12);
    }

    /// The decimal point does not depend on the user's language.
    void readsPointsWhateverTheLocale()
    {
        const QByteArray before = setlocale(LC_ALL, nullptr);
        setlocale(LC_ALL, "de_DE.UTF-8"); // Stays as it was where the machine does not have it.
        QCOMPARE(areaOf("0.5", constants), 0.5);
        setlocale(LC_ALL, before.constData());
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("message");
        QTest::newRow("unknown") << "2 * analog.colums"
                                 << "there is no constant or function \"analog.colums\"; the constants are "
                                    "digital.channels_at_once, analog.columns";
        QTest::newRow("unfinished") << "2 *"
                                    << "the area \"2 *\" cannot be computed: ";
        QTest::newRow("empty") << ""
                               << "cannot be computed";
        QTest::newRow("brackets") << "(2"
                                  << "cannot be computed";
        QTest::newRow("two values") << "1, 2"
                                    << "has 2 values; it needs one";
        QTest::newRow("infinite") << "1 / (analog.columns - 512)"
                                  << "has to be a finite number of at least 0";
        QTest::newRow("none") << "0 / 0"
                              << "has to be a finite number of at least 0";
        QTest::newRow("negative") << "-analog.columns"
                                  << "is -512 for ";
        QTest::newRow("a constant is no variable") << "analog.columns = 3"
                                                   << "cannot be computed";
        QTest::newRow("long") << QString(3000, '1') << "has 3000 characters";
        QTest::newRow("deep") << QString(1000, '(') + "1"
                              << "cannot be computed";
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, formula);
        QFETCH(QString, message);
        const QString found = errorMessage([&] { areaOf(formula.toStdString(), constants); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }
};

QTEST_APPLESS_MAIN(TestAreaFormula)
#include "tst_area_formula.moc"
