namespace Dispatch.Cli.Runs;

/// <summary>Shows a run as lines, at most one in an interval.</summary>
/// <param name="interval">The interval.</param>
/// <param name="writeLine">Writes one.</param>
internal sealed class LineRunDisplay(TimeSpan interval, Action writeLine) : IRunDisplay
{
    /// <inheritdoc/>
    public async Task ShowAsync(Task work)
    {
        while (await Task.WhenAny(work, Task.Delay(interval)) != work)
            writeLine();
        await work;
    }
}
