// SPDX-License-Identifier: Apache-2.0
#include "core/base/tikz_picture.h"

#include <QTest>

using namespace odimo;

namespace {

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

} // namespace

class TestTikzPicture : public QObject {
    Q_OBJECT

private slots:
    void colorsAreDefinedOnceBeforeTheyAreUsed()
    {
        TikzPicture picture;
        picture.add(TikzBox{.width = 4, .height = 2, .fill = "#0072b2", .hatch = "#6b4a00"});
        picture.add(TikzBox{.width = 4, .height = 2, .fill = "#0072b2", .outline = "#111111"});
        const std::string text = picture.text();
        const std::size_t begin = text.find("\\begin{tikzpicture}");
        for (const char *color : {"0072B2", "6B4A00", "111111"}) {
            const std::string definition = std::string("\\definecolor{odimo") + color + "}{HTML}{" + color + "}";
            QVERIFY2(text.find(definition) < begin, text.c_str());
            QCOMPARE(text.find(definition), text.rfind(definition));
        }
        QVERIFY2(text.find("patterns") < begin, "the hatch needs its library");
    }

    void partsStandInTheirOrderWithTheirPlaces()
    {
        TikzPicture picture;
        picture.add(TikzLine{
            .from = {1, 2},
            .steps = {{.to = {3, 4.126}}, {.to = {5, 6}, .controls = std::array{TikzPlace{3, 5}, TikzPlace{5, 5}}}},
            .color = "#000000",
            .isArrow = true});
        picture.add(TikzDisc{.center = {7, 8}, .radius = 1.5, .fill = "#ffffff"});
        const std::string text = picture.text();
        QVERIFY2(has(text, "(1,2) -- (3,4.13) .. controls (3,5) and (5,5) .. (5,6);\n"), text.c_str());
        QVERIFY2(has(text, "(7,8) circle[radius=1.5bp];\n"), text.c_str());
        QVERIFY(text.find("(1,2)") < text.find("(7,8)"));
        QVERIFY(has(text, "-latex"));
    }

    void textsAndCommentsAreNoCommands()
    {
        TikzPicture picture;
        picture.add(TikzLabel{.place = {0, 0}, .text = "conv_1 {50 %}", .anchor = TikzAnchor::End});
        picture.add(TikzBox{.width = 1, .height = 1, .fill = "#000000", .comment = "conv1\n\\input{x}"});
        const std::string text = picture.text();
        QVERIFY2(has(text, "conv\\_1 \\{50 \\%\\}};\n"), text.c_str());
        QVERIFY(has(text, "anchor=base east"));
        QVERIFY2(has(text, "; % conv1 \\input{x}\n"), text.c_str());
    }
};

QTEST_MAIN(TestTikzPicture)
#include "tst_tikz_picture.moc"
