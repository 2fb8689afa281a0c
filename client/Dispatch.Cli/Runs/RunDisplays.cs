using Dispatch.Cli.Output;

namespace Dispatch.Cli.Runs;

/// <summary>Chooses how a run is shown.</summary>
internal static class RunDisplays
{
    /// <summary>Bars on a terminal, JSON lines for programs, a line of text now and then elsewhere.</summary>
    public static IRunDisplay For(Terminal terminal, RunFeed feed, TimeProvider clock)
    {
        if (terminal.IsLive)
            return new LiveRunDisplay(terminal, feed, clock);
        return terminal.IsJson
            ? new LineRunDisplay(TimeSpan.FromSeconds(1), () => WriteProgress(terminal, feed))
            : new LineRunDisplay(TimeSpan.FromSeconds(5), () => terminal.Note(RunTexts.Progress(feed)));
    }

    /// <summary>While the files are read the run has no id yet, and scripts are promised that <c>started</c> is the first line.</summary>
    private static void WriteProgress(Terminal terminal, RunFeed feed)
    {
        if (feed.View is { } view)
            terminal.WriteJson(new RunProgressJson(view));
    }
}
