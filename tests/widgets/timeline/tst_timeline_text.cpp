// SPDX-License-Identifier: Apache-2.0
#include "widgets/timeline/timeline_text.h"

#include <QLocale>
#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;

namespace {

/// Layers of two cycles, all of which the first lane works and the second half.
mapping::Timeline timeline(int layers, std::optional<int> firstUnit, const std::string &first)
{
    mapping::Timeline made{.cycles = 2.0 * layers, .lanes = {{first, firstUnit, {}}, {"analog", 1, {}}}, .steps = {}};
    for (int layer = 0; layer < layers; ++layer) {
        const double begin = 2.0 * layer;
        const auto step = static_cast<std::size_t>(layer);
        made.steps.push_back({.name = "layer", .begin_cycles = begin, .end_cycles = begin + 2});
        made.lanes[0].spans.push_back({.step = step, .begin_cycles = begin, .end_cycles = begin + 2});
        made.lanes[1].spans.push_back({.step = step, .begin_cycles = begin, .end_cycles = begin + 1});
    }
    return mapping::completed(std::move(made));
}

} // namespace

class TimelineTextTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void saysInEnglishWhatTheCoreSays()
    {
        for (const mapping::Timeline &each : {timeline(3, 0, "digital"), timeline(3, std::nullopt, "conversions"),
                                              mapping::Timeline{}})
            QCOMPARE(summaryText(each), QString::fromStdString(mapping::summaryOf(each)));
    }

    void numbersAreThoseOfTheUser()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(summaryText(timeline(1200, 0, "digital")),
                 QString("analog idle 50 %, digital is the bottleneck in 1.200 of 1.200 layers"));
    }
};

QTEST_APPLESS_MAIN(TimelineTextTest)
#include "tst_timeline_text.moc"
