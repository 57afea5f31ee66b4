// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/action_table.h"

#include "app/explorer/shell/action_context.h"

#include <QCoreApplication>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::Actions)
};

} // namespace

QString menuTitle(MenuId menu)
{
    switch (menu) {
    case MenuId::File:
        return Text::tr("&File");
    case MenuId::Edit:
        return Text::tr("&Edit");
    case MenuId::View:
        return Text::tr("&View");
    case MenuId::Front:
        return Text::tr("Fr&ont");
    case MenuId::Run:
        return Text::tr("&Run");
    case MenuId::Tools:
        return Text::tr("&Tools");
    case MenuId::Help:
        return Text::tr("&Help");
    }
    return {};
}

QString ActionSpec::plainText() const
{
    QString plain = text;
    plain.remove(QLatin1Char('&'));
    return plain.endsWith(QLatin1String("...")) ? plain.chopped(3) : plain;
}

// clang-format off
std::vector<ActionSpec> actionTable()
{
    using Id = ActionId;
    using Key = QKeySequence;
    using enum MenuId;
    constexpr auto checkable = ActionTrait::Checkable;
    constexpr auto onRun = ActionTrait::OnRun;
    constexpr auto inToolBar = ActionTrait::InToolBar;
    const auto tr = [](const char *text) { return Text::tr(text); };
    const Key none;
    return {
        {Id::OpenProject, File, 0, tr("&Open..."), "open", Key::Open,
         tr("Open a project file"), inToolBar, obstacles::whileExploring},
        {Id::OpenSample, File, 0, tr("Open the &Sample"), "sample", Key("Ctrl+Shift+O"),
         tr("Open a copy of the sample: ResNet8 on Fashion-MNIST for DIANA"), {}, obstacles::whileExploring},
        {Id::ChooseNetwork, File, 0, tr("Your Own &Network..."), "network", Key("Ctrl+I"),
         tr("Choose an ONNX file to explore, or drop it on the window, and data likewise"), {}, obstacles::whileExploring},
        {Id::SaveView, File, 1, tr("Save View &As..."), "save", Key::Save,
         tr("Write what a view shows: as SVG, PDF or PNG, or its values as CSV or for LaTeX"), {}, obstacles::withoutProject},
        {Id::SaveReplay, File, 1, tr("Save Replay as P&ictures..."), "pictures", none,
         tr("Write each moment of the replay as a numbered PNG file into a folder")},
        {Id::ExportCode, File, 1, tr("&Export Code..."), "export", Key("Ctrl+Alt+E"),
         tr("Write the selected run as C code for the chip, as ONNX or as JSON, and verify it"), ActionTrait::OnRun, obstacles::withoutRun},
        {Id::WriteReport, File, 1, tr("Repor&t..."), "report", Key("Ctrl+Alt+R"),
         tr("Write a report of the project: a web page, PDF, Markdown, CSV, JSON or LaTeX"), {}, obstacles::withoutProject},
        {Id::CompareWithProject, File, 2, tr("Compare With Pro&ject..."), "compare", Key("Ctrl+Shift+D"),
         tr("Open a second project beside this one: the front of both, and in what they differ"), {}, obstacles::withoutProject},
        {Id::CloseComparedProject, File, 2, tr("Close Co&mpared Project"), "remove-overlay", none,
         tr("End the comparison with the second project")},
        {Id::CancelLoading, File, 2, tr("Cance&l Loading"), "stop", Key("Esc"),
         tr("Stop reading what is being opened; the window stays as it was before")},
        {Id::CloseProject, File, 2, tr("&Close Project"), "close", Key::Close,
         tr("Close the project or the chosen network, and return to the start page"), {}, obstacles::toClosing},
        {Id::Quit, File, 2, tr("&Quit"), "quit", Key("Ctrl+Q"),
         tr("Quit the program")},

        {Id::Undo, Edit, 0, tr("&Undo"), "undo", Key::Undo,
         tr("Take back the last change of a limit, a pin, a split or a name"), {}, obstacles::withoutEdit},
        {Id::Redo, Edit, 0, tr("&Redo"), "redo", Key::Redo,
         tr("Make the change again that was taken back"), {}, obstacles::withoutUndoneEdit},
        {Id::Copy, Edit, 1, tr("&Copy"), "copy", Key::Copy,
         tr("Copy the selected rows of a table as tab-separated text")},
        {Id::RenameRun, Edit, 2, tr("Re&name Run"), "rename", Key("F2"),
         tr("Give the selected run a name of your own"), onRun, obstacles::toRenaming},
        {Id::FindLayer, Edit, 2, tr("&Find Layer"), "find", Key::Find,
         tr("Find a node of the network by name, operation or shape"), {}, obstacles::withoutViews},
        {Id::FindNextLayer, Edit, 2, tr("Find Ne&xt Layer"), "find-next", Key("F3"),
         tr("Go to the next node that matches"), {}, obstacles::withoutViews},

        {Id::PreviousLayer, Edit, 2, tr("Pre&vious Layer"), "back", Key("["),
         tr("Select the layer before, in the order of the table"), {}, obstacles::withoutLayer},
        {Id::NextLayer, Edit, 2, tr("Next La&yer"), "forward", Key("]"),
         tr("Select the next layer, in the order of the table"), {}, obstacles::withoutLayer},
        {Id::PinLayer, Edit, 2, tr("&Pin Layer"), "pin", Key("Ctrl+K"),
         tr("Keep the split of the selected layer as it is, in edits and in the next exploration"),
         checkable | ActionTrait::OnLayer, obstacles::withoutMapping},
        {Id::FillBlocks, Edit, 2, tr("Fill &Blocks"), "fill", Key("Ctrl+B"),
         tr("Give each layer the precise channels that its blocks have room for anyway"), {}, obstacles::withoutMapping},
        {Id::DropStragglers, Edit, 2, tr("&Drop Stragglers"), "drop", Key("Ctrl+Shift+B"),
         tr("Take back the few channels of a layer that pay for a whole block"), {}, obstacles::withoutMapping},
        {Id::DiscardEdit, Edit, 2, tr("D&iscard Edit"), "discard", none,
         tr("Return to the mapping of the selected run")},

        {Id::ViewFront, View, 0, tr("&Front"), "front", Key("Alt+1"),
         tr("Show accuracy against cost of all runs"), checkable, obstacles::withoutViews},
        {Id::ViewNetwork, View, 0, tr("&Network"), "network", Key("Alt+2"),
         tr("Show the layers of the network and how they are connected"), checkable, obstacles::withoutViews},
        {Id::ViewLayers, View, 0, tr("&Layers"), "layers", Key("Alt+3"),
         tr("Show how the selected run splits each layer, and change it"), checkable, obstacles::withoutViews},
        {Id::ViewTimeline, View, 0, tr("&Timeline"), "timeline", Key("Alt+4"),
         tr("Show when each compute unit works and when it waits"), checkable, obstacles::withoutViews},
        {Id::ViewCurves, View, 0, tr("&Curves"), "curves", Key("Alt+5"),
         tr("Show loss and accuracy of the selected run, epoch by epoch"), checkable, obstacles::withoutViews},
        {Id::ViewCompare, View, 0, tr("C&ompare"), "compare", Key("Alt+6"),
         tr("Show in what two runs differ"), checkable, obstacles::withoutViews},
        {Id::ViewCode, View, 0, tr("Co&de"), "code", Key("Alt+7"),
         tr("Show the network of the selected run as C code for the chip"), checkable, obstacles::withoutViews},
        {Id::ViewReplay, View, 0, tr("Repla&y"), "replay", Key("Alt+8"),
         tr("Play back how channels moved between the units and how the front grew"), checkable, obstacles::withoutViews},
        {Id::GoBack, View, 1, tr("&Back"), "back", Key::Back,
         tr("Go back to the view, run and layer looked at before"), {}, obstacles::toGoingBack},
        {Id::GoForward, View, 1, tr("For&ward"), "forward", Key::Forward,
         tr("Go forward again to where you came back from"), {}, obstacles::toGoingForward},
        {Id::ShowSetup, View, 2, tr("&Setup"), "setup", Key("Ctrl+Alt+1"),
         tr("Show or hide the setup"), checkable},
        {Id::ShowSteering, View, 2, tr("Steer&ing"), "steering", Key("Ctrl+Alt+2"),
         tr("Show or hide the limits and pins that every mapping must keep to"), checkable},
        {Id::ShowRuns, View, 2, tr("&Runs"), "runs", Key("Ctrl+Alt+3"),
         tr("Show or hide the table of runs"), checkable},
        {Id::ShowInspector, View, 2, tr("Selected R&un"), "inspector", Key("Ctrl+Alt+4"),
         tr("Show or hide the selected run"), checkable},
        {Id::ShowLog, View, 2, tr("Lo&g"), "log", Key("Ctrl+Alt+5"),
         tr("Show or hide the log"), checkable},
        {Id::ShowQueue, View, 2, tr("&Queue"), "queue", Key("Ctrl+Alt+6"),
         tr("Show or hide what an exploration does and will do"), checkable},
        {Id::ShowFindings, View, 2, tr("Findings"), "findings", Key("Ctrl+Alt+7"),
         tr("Show or hide what the import of the network in the setup found"), checkable},
        {Id::LayoutExplore, View, 3, tr("E&xplore"), "layout", Key("Ctrl+Shift+1"),
         tr("Arrange the panels to set up and watch explorations"), checkable, obstacles::withoutProject},
        {Id::LayoutInspect, View, 3, tr("Ins&pect Runs"), "inspector", Key("Ctrl+Shift+2"),
         tr("Arrange the panels to look into runs"), checkable, obstacles::withoutProject},
        {Id::LayoutPresent, View, 3, tr("Present&ation"), "present", Key("Ctrl+Shift+3"),
         tr("Show the view alone, with large letters"), checkable, obstacles::withoutProject},
        {Id::ResetLayout, View, 3, tr("R&eset Layout"), "layout", none,
         tr("Put all panels of this arrangement back to where they were at first"), {}, obstacles::withoutProject},
        {Id::ThemeSystem, View, 4, tr("Syste&m Theme"), "theme", none,
         tr("Use the colours of the system"), checkable},
        {Id::ThemeLight, View, 4, tr("Lig&ht Theme"), "light", none,
         tr("Use light colours"), checkable},
        {Id::ThemeDark, View, 4, tr("Dar&k Theme"), "dark", none,
         tr("Use dark colours"), checkable},

        {Id::FitFront, Front, 0, tr("Show the &Whole Front"), "fit", Key("F"),
         tr("Show all points of the front and follow new ones"), {}, obstacles::withoutProject},
        {Id::UndoZoom, Front, 0, tr("&Undo Zoom"), "back", Key("Z"),
         tr("Go back to what the front showed before the last zoom or move")},
        {Id::RedoZoom, Front, 0, tr("Re&do Zoom"), "forward", Key("Shift+Z"),
         tr("Zoom or move the front again as before")},
        {Id::FrontAsTable, Front, 1, tr("As a &Table"), "table", Key("Ctrl+T"),
         tr("Show the points of the front as a table, with the same values"), checkable, obstacles::withoutProject},
        {Id::RelativeFront, Front, 1, tr("&Relative to the Reference"), "relative", Key("Ctrl+R"),
         tr("Show costs as a share of all channels on the reference unit, and accuracies as the difference to it"), checkable},
        {Id::LogarithmicCost, Front, 1, tr("Logarithmic &Cost"), "logarithmic", Key("Ctrl+L"),
         tr("Count costs of the front by powers of ten"), checkable},
        {Id::LogarithmicAccuracy, Front, 1, tr("Logarithmic &Accuracy"), "logarithmic", Key("Ctrl+Shift+L"),
         tr("Count accuracies of the front by powers of ten"), checkable},
        {Id::ShowPrediction, Front, 2, tr("Show &Prediction"), "prediction", Key("P"),
         tr("Show the front that the analysis of the network predicts"), checkable},
        {Id::ShowTails, Front, 2, tr("Show Ta&ils"), "tails", none,
         tr("Show each mapping's accuracy in the search (soft) and before it was fine-tuned (hard)"), checkable},
        {Id::ShowGrowth, Front, 2, tr("&Growth of the Hypervolume"), "growth", none,
         tr("Show below the front how its hypervolume grew from run to run"), checkable},
        {Id::GrowthOverTime, Front, 2, tr("Growth Over Ti&me"), "growth", none,
         tr("Show the growth of the hypervolume over wall time, not run by run"), checkable},
        {Id::OverlayProject, Front, 3, tr("&Overlay a Project..."), "overlay", Key("Ctrl+Shift+F"),
         tr("Show the front of another project with the same network, data and platform behind this one"), {}, obstacles::withoutProject},
        {Id::RemoveOverlays, Front, 3, tr("R&emove Overlays"), "remove-overlay", none,
         tr("Show the front of this project alone")},

        {Id::Start, Run, 0, tr("&Start"), "start", Key("F5"),
         tr("Start the exploration that is set up"), inToolBar, obstacles::toStarting},
        {Id::Pause, Run, 0, tr("&Pause"), "pause", Key("Ctrl+F5"),
         tr("Pause the exploration, or go on with it"), checkable | inToolBar, obstacles::toPausing},
        {Id::Stop, Run, 0, tr("S&top"), "stop", Key("Shift+F5"),
         tr("Stop at the next batch; everything done so far is kept"), inToolBar, obstacles::toPausing},
        {Id::FinishRuns, Run, 1, tr("&Finish Runs"), "resume", Key("F6"),
         tr("Go on with the stopped runs of this project, and try the failed ones again"), inToolBar, obstacles::toFinishing},
        {Id::EvaluateEdit, Run, 2, tr("&Evaluate Mapping"), "evaluate", Key("Ctrl+E"),
         tr("Measure the accuracy of the edited mapping without training"), {}, obstacles::toTrainingEdit},
        {Id::FineTuneEdit, Run, 2, tr("Fine-Tune Mappin&g"), "tune", Key("Ctrl+Shift+T"),
         tr("Train the network with the edited mapping, and measure it"), {}, obstacles::toTrainingEdit},
        {Id::CompareWithPrevious, Run, 2, tr("&Compare With Previous"), "compare", Key("Ctrl+D"),
         tr("Show in what the selected run differs from the one that was selected before"), ActionTrait::OnRun, obstacles::withoutRun},
        {Id::Measure, Run, 2, tr("&Measure"), "measure", Key("Ctrl+M"),
         tr("Measure the chosen mapping on the test images, without training"), ActionTrait::OnRun, obstacles::toMeasuring},
        {Id::FineTune, Run, 2, tr("Fine-T&une"), "tune", Key("Ctrl+Shift+M"),
         tr("Train the weights of the chosen mapping, and measure it"), ActionTrait::OnRun, obstacles::toFineTuning},
        {Id::PinThis, Run, 2, tr("P&in This"), "pin", Key("Ctrl+Shift+K"),
         tr("Pin the selected layer, or all layers, as the chosen mapping splits them"), ActionTrait::OnRun, obstacles::withoutPoint},
        {Id::CancelRun, Run, 3, tr("Ca&ncel Run"), "close", none,
         tr("End the selected run or take it out of the queue; the others go on"), ActionTrait::OnRun, obstacles::toCancelling},
        {Id::RetryRun, Run, 3, tr("Retr&y Run"), "retry", none,
         tr("Try the selected run again, which has failed or was stopped"), ActionTrait::OnRun, obstacles::toRetrying},

        {Id::VerifyRun, Run, 3, tr("&Verify Run"), "done", none,
         tr("Compute the selected run again, and say whether the result is the same"), ActionTrait::OnRun, obstacles::toVerifying},

        {Id::ShowPalette, Tools, 0, tr("Command &Palette..."), "palette", Key("Ctrl+Shift+P"),
         tr("Find any action by typing a part of its name")},
        {Id::ReadFindings, Tools, 0, tr("What the Import F&ound"), "findings", none,
         tr("Bring to the front what the import of the network in the setup found about each of its nodes"), {}, obstacles::withoutFindings},
        {Id::PlayReplay, Tools, 1, tr("Pla&y Replay"), "start", none,
         tr("Play the replay, or stop it (Space in the view)"), checkable},
        {Id::FirstMoment, Tools, 1, tr("&First Moment"), "step-first", none,
         tr("Go to the first moment of the replay (Home in the view)")},
        {Id::PreviousMoment, Tools, 1, tr("Pre&vious Moment"), "step-back", none,
         tr("Go back by one moment of the replay (Left in the view)")},
        {Id::NextMoment, Tools, 1, tr("&Next Moment"), "step-forward", none,
         tr("Go on by one moment of the replay (Right in the view)")},
        {Id::LastMoment, Tools, 1, tr("&Last Moment"), "step-last", none,
         tr("Go to the last moment of the replay (End in the view)")},
        {Id::FollowReplay, Tools, 1, tr("L&ive"), "live", none,
         tr("Follow what is in work: show the newest moment as it comes"), checkable},

        {Id::ShowHelp, Help, 0, tr("&Help on This"), "help", Key::HelpContents,
         tr("Open the page about what has the focus; all pages can be searched")},
        {Id::ShowShortcuts, Help, 0, tr("&Keyboard Shortcuts"), "keyboard", Key("?"),
         tr("List all keyboard shortcuts")},
        {Id::About, Help, 0, tr("&About ODiMO Explorer"), "about", none,
         tr("Version and licence")},
    };
}
// clang-format on

} // namespace odimo::explorer
