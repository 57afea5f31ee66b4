// SPDX-License-Identifier: Apache-2.0
#include "widgets/editor/formula_words.h"

#include "tests/core/mapping/layout_samples.h"
#include "tests/widgets/editor/body_layer.h"

#include <QLocale>
#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;

class FormulaWordsTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    /// Whatever the core explains can be translated; signs of arithmetic and names of units need not be.
    void everyWordOfTheCoreIsKnown()
    {
        const platform::Platform layouts = samples::twoLayouts();
        Random random(3);
        const mapping::CostTable converting = mapping::makeCostTable(samples::randomNetwork(random, 5), layouts);
        for (const mapping::CostTable *table : {&tests::bodyTable(), &converting})
            for (const mapping::LayerTable &layer : table->layers)
                for (const int first : {0, 1, layer.layer.geometry.outChannels})
                    check(explainLayer(layer, table->platform,
                                       std::vector<int>{first, layer.layer.geometry.outChannels - first},
                                       layer.tensors ? 7 : 0));
        QVERIFY(m_seen.size() > 25);
    }

    void numbersAndSignsAreThoseOfTheUser()
    {
        const platform::Formula formula{platform::named("cycles", 4608.5), {" * "}, platform::named("power", 2, "mW")};
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(calculationText(formula), QString::fromUtf8("4.608,5 × 2 mW"));
        QCOMPARE(formulaText(formula), QString::fromUtf8("cycles × power"));
        QCOMPARE(resultText({.name = {"energy"}, .formula = {}, .value = 0.25, .unit = "uJ"}),
                 QString::fromUtf8("0,25 µJ"));
    }

private:
    void know(const std::string &word, const QStringList &units)
    {
        const QString text = QString::fromStdString(word);
        const bool isSign = QRegularExpression("^(ceil\\(|max\\(|[ *+/(),])*$").match(text).hasMatch();
        if (isSign || units.contains(text))
            return;
        QVERIFY2(formulaWords().contains(text), qPrintable(text));
        m_seen.insert(text);
    }

    void check(const std::vector<mapping::ExplainedPart> &parts)
    {
        const QStringList data{"digital", "analog", "a", "b", "mW", "MHz"};
        for (const mapping::ExplainedPart &part : parts)
            for (const platform::ExplainedTerm &term : part.explanation.terms) {
                know(term.name.word, data);
                know(term.unit == "uJ" ? "" : term.unit, data);
                for (const platform::FormulaPart &each : term.formula) {
                    know(each.sign, data);
                    know(each.name ? each.name->word : "", data);
                    know(each.unit, data);
                }
            }
    }

    QSet<QString> m_seen;
};

QTEST_APPLESS_MAIN(FormulaWordsTest)
#include "tst_formula_words.moc"
