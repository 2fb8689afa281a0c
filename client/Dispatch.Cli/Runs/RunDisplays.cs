using Dispatch.Cli.Output;

namespace Dispatch.Cli.Runs;

/// <summary>Chooses how a run is shown.</summary>
internal static class RunDisplays
{
    /// <summary>Bars on a terminal, JSON lines for programs, a line of text now and then elsewhere.</summary>
    public static IRunDisplay For(Terminal terminal, RunTracker tracker, TimeProvider clock)
    {
        if (terminal.IsLive)
            return new LiveRunDisplay(terminal, tracker, clock);
        return terminal.IsJson
            ? new LineRunDisplay(TimeSpan.FromSeconds(1), () => WriteProgress(terminal, tracker))
            : new LineRunDisplay(TimeSpan.FromSeconds(5), () => terminal.Note(RunTexts.Progress(tracker)));
    }

    /// <summary>While the inputs are checked the run has no id yet, and scripts are promised that <c>started</c> is the first line.</summary>
    private static void WriteProgress(Terminal terminal, RunTracker tracker)
    {
        if (tracker.Run is not null)
            terminal.WriteJson(new RunProgressJson(tracker));
    }
}
