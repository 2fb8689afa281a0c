using System.Globalization;

namespace Dispatch.EndToEnd.Crash;

/// <summary>Kills the engine once, starts it again, and holds what arrived against what it promised.</summary>
internal sealed class CrashScenario : IDisposable
{
    /// <summary>Invoices in a scenario; each goes out by e-mail and by post.</summary>
    public const int InvoiceCount = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("dispatch-crash-").FullName;

    /// <summary>Runs it with the pickup folder; the process kills itself at an event.</summary>
    public async Task<CrashFigures> KillAtEventAsync(int eventId, int occurrence, bool usesRelay, CancellationToken cancellationToken)
    {
        await using var relay = new CountingRelay(_ => { });
        var port = usesRelay ? relay.Port : 0;
        using var first = CrashHostProcess.Start(_folder, port, InvoiceCount, eventId, occurrence);
        var report = await first.WaitAsync(cancellationToken);
        Assert.True(report.ExitCode == 137, string.Create(CultureInfo.InvariantCulture, $"The engine never came to event {eventId} for the {occurrence}. time: exit code {report.ExitCode}. {report.Errors}"));
        return await ReviveAsync(report, port, relay, cancellationToken);
    }

    /// <summary>Runs it with a relay, which kills the engine when the dialogue reaches a point.</summary>
    public async Task<CrashFigures> KillAtDialogueAsync(string point, int occurrence, CancellationToken cancellationToken)
    {
        CrashHostProcess? victim = null;
        var seenCount = 0;
        await using var relay = new CountingRelay(reached =>
        {
            if (reached == point && Interlocked.Increment(ref seenCount) == occurrence)
                victim!.Kill();
        });
        victim = CrashHostProcess.Start(_folder, relay.Port, InvoiceCount);
        using (victim)
        {
            var report = await victim.WaitAsync(cancellationToken);
            Assert.True(report.ExitCode == 137, $"The dialogue never came to {point}: exit code {report.ExitCode}. {report.Errors}");
            return await ReviveAsync(report, relay.Port, relay, cancellationToken);
        }
    }

    /// <summary>Runs it and kills it some time after it takes work; it may have come to its end before.</summary>
    public async Task<CrashFigures> KillAfterAsync(TimeSpan time, bool usesRelay, CancellationToken cancellationToken)
    {
        await using var relay = new CountingRelay(_ => { });
        var port = usesRelay ? relay.Port : 0;
        using var first = CrashHostProcess.Start(_folder, port, InvoiceCount);
        await first.Started.WaitAsync(cancellationToken);
        using (var moment = new Timer(_ => first.Kill(), null, time, Timeout.InfiniteTimeSpan))
            return await ReviveAsync(await first.WaitAsync(cancellationToken), port, relay, cancellationToken);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<CrashFigures> ReviveAsync(CrashHostReport dead, int port, CountingRelay relay, CancellationToken cancellationToken)
    {
        using var second = CrashHostProcess.Start(_folder, port, InvoiceCount);
        var alive = await second.WaitAsync(cancellationToken);
        Assert.True(alive.ExitCode == 0, alive.Errors);

        // Whatever was answered before the crash is there: sending it again only repeats the receipt.
        var repeated = alive.Lines.Where(line => line.EndsWith(" Repeated", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);
        Assert.Subset(repeated.ToHashSet(), dead.Answered.ToHashSet());

        var dispatches = alive.Dispatches;
        Assert.Equal(InvoiceCount * 2, dispatches.Count);
        Assert.All(dispatches, dispatch => Assert.Equal("Delivered", dispatch.State));
        var letters = dispatches.Where(dispatch => dispatch.Id.EndsWith("~letter", StringComparison.Ordinal)).ToList();
        var mails = dispatches.Where(dispatch => dispatch.Id.EndsWith("~mail", StringComparison.Ordinal)).ToList();
        Sinks.AssertLetters(_folder, [.. letters.Select(letter => letter.Id)]);
        Assert.All(letters, letter => Assert.False(letter.IsMarked, $"{letter.Id} is marked, and a spool folder can always tell."));
        if (port == 0)
        {
            Sinks.AssertPickup(_folder, [.. mails.Select(mail => mail.Id)]);
            return new CrashFigures(dispatches.Count, 0, mails.Count(mail => mail.IsMarked));
        }

        // Each slot of the relay's lane can have been between the end of data and its answer.
        return new CrashFigures(dispatches.Count, Sinks.AssertRelay(relay.Messages, mails), mails.Count(mail => mail.IsMarked));
    }
}
