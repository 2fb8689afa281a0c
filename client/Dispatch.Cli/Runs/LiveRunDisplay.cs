using Dispatch.Cli.Output;
using Dispatch.Cli.Runs.Drawing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dispatch.Cli.Runs;

/// <summary>Shows a run as a picture that is drawn again four times a second.</summary>
internal sealed class LiveRunDisplay(Terminal terminal, RunFeed feed, TimeProvider clock) : IRunDisplay
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public async Task ShowAsync(Task work)
    {
        await terminal.Error.Live(Draw()).AutoClear(false).Overflow(VerticalOverflow.Ellipsis).StartAsync(async picture =>
        {
            while (await Task.WhenAny(work, Task.Delay(_interval)) != work)
                picture.UpdateTarget(Draw());
            picture.UpdateTarget(Draw());
        });
        await work;
    }

    private IRenderable Draw()
    {
        // One column less than there are: a full line would wrap on some terminals.
        var width = Math.Max(terminal.Error.Profile.Width - 1, 1);
        var isUnicode = terminal.Error.Profile.Capabilities.Unicode;
        return feed.View is { } view
            ? RunDrawing.Of(view, feed.StagedCount, width, isUnicode, clock.GetUtcNow())
            : RunDrawing.OfReading(feed.ReadCount, feed.InputCount, width, isUnicode);
    }
}
