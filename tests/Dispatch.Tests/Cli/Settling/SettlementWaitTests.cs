using Dispatch.Cli.Settling;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Cli.Settling;

public sealed class SettlementWaitTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Wait_NothingOpen_Ends() => Assert.Equal(0, await SecondsAsync(_ => new OpenWork(0, null)));

    [Fact]
    public async Task Wait_DueLaterThanThePatience_Ends() => Assert.Equal(0, await SecondsAsync(_ => new OpenWork(1, _clock.GetUtcNow() + (2 * _patience))));

    [Fact]
    public async Task Wait_FewerAndFewerOpen_WaitsForTheLast() => Assert.InRange(await SecondsAsync(seconds => new OpenWork((long)(200 - seconds) / 10, _clock.GetUtcNow())), 185, 200);

    [Fact]
    public async Task Wait_NothingMoves_EndsAfterThePatience() => Assert.InRange(await SecondsAsync(_ => new OpenWork(1, _clock.GetUtcNow() + TimeSpan.FromSeconds(5))), 59, 62);

    [Fact]
    public async Task Wait_SiloAwayForAWhile_LooksAgain() =>
        Assert.InRange(await SecondsAsync(seconds => seconds < 20 ? throw new TimeoutException() : new OpenWork(0, null)), 20, 22);

    [Fact]
    public async Task Wait_Zero_DoesNotLook() =>
        await new SettlementWait(_clock, TimeSpan.Zero).WaitAsync(() => throw new InvalidOperationException(), CancellationToken.None);

    private async Task<double> SecondsAsync(Func<double, OpenWork> look)
    {
        var start = _clock.GetTimestamp();
        _clock.AutoAdvanceAmount = TimeSpan.Zero;
        var waiting = new SettlementWait(_clock, _patience).WaitAsync(() => Task.FromResult(look(_clock.GetElapsedTime(start).TotalSeconds)), CancellationToken.None);
        while (!waiting.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        await waiting;
        return _clock.GetElapsedTime(start).TotalSeconds;
    }
}
