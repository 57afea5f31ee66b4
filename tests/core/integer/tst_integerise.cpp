// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/integer/integerise.h"
#include "core/mapping/cost/baselines.h"
#include "tests/core/integer/drawn_quantisation.h"

#include <QTest>

#include <functional>

namespace odimo::integer {

namespace {

/// What integerise says against a changed network; empty if it takes it.
std::string refusalOf(const std::function<void(samples::DrawnMapped &)> &change)
{
    samples::DrawnMapped drawn(3);
    change(drawn);
    try {
        integerise(drawn.trained, drawn.mapping, drawn.platform);
    } catch (const Error &error) {
        return error.what();
    }
    return {};
}

bool contains(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

} // namespace

class TestIntegerise : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesADrawnNetwork()
    {
        QCOMPARE(refusalOf([](samples::DrawnMapped &) {}), std::string());
    }

    void refusesWhatHasNoIntegers()
    {
        QVERIFY(contains(refusalOf([](samples::DrawnMapped &drawn) { drawn.trained.quantisation.reset(); }),
                         "is not quantised"));
        QVERIFY(
            contains(refusalOf([](samples::DrawnMapped &drawn) { drawn.trained.quantisation->style = "published"; }),
                     "published rules"));
    }

    void refusesWhatDoesNotFit()
    {
        QVERIFY(contains(refusalOf([](samples::DrawnMapped &drawn) { drawn.mapping.layers.pop_back(); }), "layer"));
        QVERIFY(
            contains(refusalOf([](samples::DrawnMapped &drawn) { drawn.trained.quantisation->activations.pop_back(); }),
                     "no activation scale"));
        QVERIFY(contains(refusalOf([](samples::DrawnMapped &drawn) {
                             drawn.mapping = mapping::uniformMapping(drawn.table, 0);
                             drawn.trained.quantisation->weights.erase(drawn.trained.quantisation->weights.begin());
                         }),
                         "no scales of the layer"));
    }

    /// 32 bits hold every sum that any image can give, or the layer is named.
    void refusesSumsThatMayNotFitAnAccumulator()
    {
        const auto large = [](double bias) {
            return [bias](samples::DrawnMapped &drawn) {
                drawn.mapping = mapping::uniformMapping(drawn.table, 0);
                for (auto &[name, tensor] : drawn.trained.model.parameters)
                    if (name.ends_with(".bias"))
                        tensor.values.front() = static_cast<float>(bias);
            };
        };
        QCOMPARE(refusalOf(large(std::ldexp(1.0, 15))), std::string()); // In steps of 2^-14 or 2^-15.
        const std::string refusal = refusalOf(large(std::ldexp(1.0, 17)));
        QVERIFY2(contains(refusal, "32 bits of an accumulator"), refusal.c_str());
    }
};

} // namespace odimo::integer

QTEST_APPLESS_MAIN(odimo::integer::TestIntegerise)
#include "tst_integerise.moc"
