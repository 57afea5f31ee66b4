// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "app/explorer/shell/view_area.h"
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/note_label.h"
#include "widgets/base/table_view.h"
#include "widgets/editor/layer_editor.h"
#include "widgets/editor/layers_view.h"
#include "widgets/front/front_panel.h"
#include "widgets/layers/split_view.h"
#include "widgets/network/network_note.h"
#include "widgets/network/network_panel.h"
#include "widgets/runs/runs_view.h"
#include "widgets/setup/findings_view.h"
#include "widgets/setup/setup_panel.h"

#include <QAction>
#include <QLabel>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using End = ScriptedExploration::End;

/// The network of the setup, before there is a project.
class NetworkPreviewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { writeSampleProject(project().toStdString()); }
    void init();
    void cleanup();
    void aChosenNetworkIsDrawnWithItsCosts();
    void aNameThatIsBeingTypedKeepsTheStartPage();
    void nodesSayWhatTheImportFound();
    void aRefusedNetworkSaysWhy();
    void anotherPlatformCostsOtherwise();
    void splitsOfItsLayersCanBeTried();
    void closingReturnsToTheStartPage();
    void aProjectTakesItsPlace();
    void startingShowsTheFront_data();
    void startingShowsTheFront();

private:
    QString project() const { return m_folder.filePath("sample.odimo"); }
    QAction &action(ActionId id) { return m_window->actions().action(id); }
    widgets::NetworkPanel &network() { return m_window->network(); }
    const std::vector<widgets::NetworkNode> &nodes() const { return m_nodes; }
    /// Writes it into the setup and waits until it has been looked at.
    void choose(const QString &name);
    /// Texts that the user sees in the view.
    QStringList texts();
    static QString model(const char *name) { return QStringLiteral(ODIMO_TEST_DATA "/golden/models/") + name; }

    QTemporaryDir m_folder;
    WarningCollector m_warnings;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    std::vector<widgets::NetworkNode> m_nodes;
};

void NetworkPreviewTest::init()
{
    m_settings = freshSettings(m_folder);
    m_window = std::make_unique<MainWindow>(*m_settings, scripted({}, End::WhenStopped));
    m_window->show();
    QTRY_VERIFY(!m_window->isBusy());
    QVERIFY(!network().isVisible());
}

void NetworkPreviewTest::cleanup()
{
    if (m_window->exploration().isActive()) {
        m_window->exploration().stop();
        QTRY_VERIFY(!m_window->exploration().isActive());
    }
    m_window.reset();
    QCOMPARE(m_warnings.takeAll(), QStringList());
}

void NetworkPreviewTest::choose(const QString &name)
{
    m_window->setup().setField(&widgets::SetupFields::network, name);
    QTRY_VERIFY(!m_window->isBusy());
    m_nodes = network().picture().values.nodes;
}

QStringList NetworkPreviewTest::texts()
{
    QStringList texts;
    for (const QLabel *label : network().findChildren<QLabel *>())
        if (label->isVisible())
            texts << label->text();
    return texts;
}

void NetworkPreviewTest::aChosenNetworkIsDrawnWithItsCosts()
{
    choose("resnet20");
    QVERIFY(network().isVisible() && !network().emptyState().isEmpty());
    QVERIFY(!m_window->runsView().isVisible());
    QTRY_COMPARE(network().scene().network().nodes.size(), nodes().size());
    const auto layers = std::ranges::count_if(nodes(), [](const auto &node) { return node.outChannels > 0; });
    QCOMPARE(layers, 22);
    for (const widgets::NetworkNode &node : nodes())
        QCOMPARE(node.latency_cycles.has_value(), node.outChannels > 0);
    const QString note = network().note().text();
    QVERIFY2(note.startsWith("resnet20: 22 layers") && note.contains("all channels on digital"), qPrintable(note));
    QVERIFY(action(ActionId::FindLayer).isEnabled() && action(ActionId::ViewFront).isEnabled());
    QVERIFY(!action(ActionId::SaveView).isEnabled() && !action(ActionId::ReadFindings).isEnabled());
    network().select(nodes()[1].name);
    emit network().nodeSelected(nodes()[1].name); // As a click does; the other views hear of it without a project.
}

void NetworkPreviewTest::aNameThatIsBeingTypedKeepsTheStartPage()
{
    choose("resnet2");
    QVERIFY(m_window->setup().findingText(widgets::SetupField::Network).contains("resnet2"));
    QVERIFY(!network().isVisible());
    choose("resnet20");
    QVERIFY(network().isVisible());
    choose("resnet2");
    QVERIFY(network().emptyState().isEmpty() && !texts().filter("resnet2").isEmpty());
}

void NetworkPreviewTest::nodesSayWhatTheImportFound()
{
    choose(model("mini_relu6_pools.onnx"));
    QVERIFY(network().isVisible() && !network().emptyState().isEmpty());
    QVERIFY(network().note().text().startsWith("mini_relu6_pools.onnx: 4 layers"));
    int hosted = 0;
    for (const widgets::NetworkNode &node : nodes())
        for (const widgets::NodeAttribute &attribute : node.attributes)
            hosted += attribute.name == "Import" && attribute.value.startsWith("runs on the host") ? 1 : 0;
    QVERIFY(hosted > 0);
    widgets::FindingsView &findings = m_window->findings();
    QVERIFY(!findings.isVisible() && !action(ActionId::ShowFindings).isChecked());
    action(ActionId::ShowFindings).trigger(); // The first time, too, it shows what is hidden.
    QVERIFY(findings.isVisible());
    action(ActionId::ShowFindings).trigger();
    QVERIFY(!findings.isVisible());
    action(ActionId::ReadFindings).trigger();
    QVERIFY(findings.isVisible() && action(ActionId::ShowFindings).isChecked());
    QVERIFY2(findings.heading().startsWith("mini_relu6_pools.onnx: "), qPrintable(findings.heading()));
    QVERIFY(findings.table().model()->rowCount() > 4);
    choose("resnet20");
    QVERIFY(findings.isVisible() && findings.emptyState().isEmpty());
    action(ActionId::ShowFindings).trigger();
    QVERIFY(!findings.isVisible());
}

void NetworkPreviewTest::aRefusedNetworkSaysWhy()
{
    choose(model("unsupported_sigmoid_resize.onnx"));
    QVERIFY(network().isVisible() && network().emptyState().isEmpty());
    QVERIFY2(!texts().filter("Sigmoid").isEmpty(), qPrintable(texts().join('\n')));
    QVERIFY(action(ActionId::ReadFindings).isEnabled());
    emit m_window->setup().networkFindingsRequested();
    const widgets::FindingsView &findings = m_window->findings();
    QVERIFY(findings.isVisible() && findings.table().selectedText().contains("refused\t"));
}

void NetworkPreviewTest::anotherPlatformCostsOtherwise()
{
    choose("resnet20");
    const std::optional<double> before = nodes()[1].energy_uJ;
    m_window->setup().setField(&widgets::SetupFields::platform, "nowhere");
    choose("resnet20");
    QVERIFY(before && !network().picture().values.has(widgets::NodeColoring::Energy));
    QVERIFY(!network().note().text().contains("Costs"));
}

void NetworkPreviewTest::splitsOfItsLayersCanBeTried()
{
    choose("resnet20");
    m_window->views().show(ViewId::Layers);
    auto &view = *m_window->findChild<widgets::LayersView *>();
    QVERIFY(view.isVisible() && !view.emptyState().isEmpty() && !view.bar().isVisible());
    QCOMPARE(view.table().model().split().layers.size(), std::size_t(22));
    QVERIFY2(view.note().text().contains("with all channels on digital"), qPrintable(view.note().text()));
    m_window->selection().setLayer("stage1.block0.conv1");
    const auto layer = [&]() -> const widgets::LayerSplit & {
        return view.table().model().split().layers[1];
    };
    const double before_cycles = layer().latency_cycles;
    view.editor().field(1)->setValue(8); // On the analog unit.
    QCOMPARE(layer().channels, (std::vector<int>{8, 8}));
    QVERIFY(layer().latency_cycles != before_cycles);
    QVERIFY2(view.note().text().contains("only tried"), qPrintable(view.note().text()));
    choose("resnet8");
    QVERIFY2(view.note().text().contains("with all channels on digital"), qPrintable(view.note().text()));

    m_window->openProject(project());
    QTRY_VERIFY(m_window->projects().project() && !m_window->isBusy());
    m_window->views().show(ViewId::Layers);
    QVERIFY(view.bar().isVisible() && !view.note().isVisible());
}

void NetworkPreviewTest::closingReturnsToTheStartPage()
{
    choose("resnet20");
    action(ActionId::CloseProject).trigger();
    QVERIFY(!network().isVisible() && !action(ActionId::CloseProject).isEnabled());
    choose("resnet20");
    QVERIFY(!network().isVisible());
    choose("resnet8");
    QVERIFY(network().isVisible());
}

void NetworkPreviewTest::aProjectTakesItsPlace()
{
    choose("resnet20");
    m_window->openProject(project());
    QTRY_VERIFY(m_window->projects().project() && !m_window->isBusy());
    QVERIFY(m_window->front().isVisible());
    QVERIFY(!network().note().isVisibleTo(&network()));
    QCOMPARE(network().picture().values.run, m_window->selection().run());
    action(ActionId::CloseProject).trigger();
    QTRY_VERIFY(!m_window->isBusy());
    QVERIFY(!m_window->views().isVisible());
}

void NetworkPreviewTest::startingShowsTheFront_data()
{
    QTest::addColumn<int>("view");
    QTest::newRow("from the network") << int(ViewId::Network);
    QTest::newRow("from its layers") << int(ViewId::Layers);
}

void NetworkPreviewTest::startingShowsTheFront()
{
    QFETCH(const int, view);
    choose("resnet20");
    m_window->views().show(ViewId(view));
    m_window->exploration().start(m_folder.filePath("new.odimo").toStdString(), {});
    QCOMPARE(m_window->views().current(), ViewId::Front);
    QVERIFY(m_window->front().isVisible());
    m_window->views().show(ViewId::Network);
    QVERIFY(!network().emptyState().isEmpty()); // Until the project has one of its own.
}

QTEST_MAIN(NetworkPreviewTest)
#include "tst_network_preview.moc"
