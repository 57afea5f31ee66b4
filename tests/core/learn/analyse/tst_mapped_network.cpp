// SPDX-License-Identifier: Apache-2.0
#include "core/integer/mapped_network.h"
#include "core/integer/multipliers.h"
#include "core/learn/analyse/saturation.h"
#include "core/learn/model/trained_models.h"
#include "core/mapping/cost/baselines.h"
#include "tests/core/learn/small_problem.h"

#include <QTest>

#include <cmath>

namespace odimo::learn {

namespace {

constexpr int analog = 1;

/// Biases for whose sake the exponents of their layers must grow.
struct LargeBiases {
    SmallProblem problem;
    mapping::Mapping allAnalog = mapping::uniformMapping(problem.table, analog);
    std::string layer = problem.table.layers.front().layer.geometry.name;
    mapping::TrainedNetwork plain = network();

    mapping::TrainedNetwork network() const
    {
        mapping::TrainedNetwork made = problem.trained;
        const mapping::TrainedNetwork held = integer::mapped(made, allAnalog, problem.platform);
        const double input = std::ldexp(1.0, held.quantisation->activations.front().exponent);
        made.model.parameters.at(layer + ".bias").values[0] =
            static_cast<float>(std::ldexp(input, exponentOf(held) + 16)); // twice the range
        return made;
    }

    std::optional<int> storedExponentOf(const mapping::TrainedNetwork &trained) const
    {
        return std::ranges::find_if(
                   trained.quantisation->weights,
                   [this](const mapping::WeightScales &each) { return each.layer == layer && each.unit == analog; })
            ->exponent;
    }
    int exponentOf(const mapping::TrainedNetwork &trained) const { return storedExponentOf(trained).value(); }

    std::vector<std::string> findings(const mapping::TrainedNetwork &trained) const
    {
        return saturationFindings(QuantisedModel(trained, problem.table, ScaleTraining::Frozen, testDevice()),
                                  problem.table);
    }
};

} // namespace

class TestMappedNetwork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theExponentMakesRoomForTheBiases()
    {
        const LargeBiases made;
        const mapping::TrainedNetwork chosen = integer::mapped(made.plain, made.allAnalog, made.problem.platform);
        const mapping::TrainedNetwork small =
            integer::mapped(made.problem.trained, made.allAnalog, made.problem.platform);
        QCOMPARE(made.exponentOf(chosen), made.exponentOf(small) + 2); // One for the range, one for the room to spare.
        QVERIFY(made.findings(chosen).empty());
    }

    /// Networks that were mapped and stored before scales had exponents compute what they did; their biases saturate.
    void mappedNetworksWithoutExponentKeepTheirScales()
    {
        const LargeBiases made;
        mapping::TrainedNetwork stored = made.plain;
        stored.mapping = made.allAnalog;
        const mapping::TrainedNetwork kept = integer::mapped(stored, made.allAnalog, made.problem.platform);
        QVERIFY(kept.quantisation == stored.quantisation);
        const mapping::TrainedNetwork computed =
            QuantisedModel(kept, made.problem.table, ScaleTraining::Frozen, testDevice()).trained();
        QCOMPARE(made.exponentOf(computed),
                 made.exponentOf(integer::mapped(made.problem.trained, made.allAnalog, made.problem.platform)));
        QCOMPARE(made.findings(kept).size(), std::size_t{1});
    }

    void anotherMappingChoosesAnew()
    {
        const LargeBiases made;
        const mapping::TrainedNetwork chosen = integer::mapped(made.plain, made.allAnalog, made.problem.platform);
        mapping::Mapping other = made.allAnalog;
        other.layers.front().unitOfChannel[0] = made.problem.platform.referenceUnit(); // That of the large bias.
        const mapping::TrainedNetwork changed = integer::mapped(chosen, other, made.problem.platform);
        QVERIFY(made.exponentOf(changed) < made.exponentOf(chosen));
        QVERIFY(!made.storedExponentOf(
            integer::mapped(chosen, mapping::uniformMapping(made.problem.table, 0), made.problem.platform)));
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestMappedNetwork)
#include "tst_mapped_network.moc"
