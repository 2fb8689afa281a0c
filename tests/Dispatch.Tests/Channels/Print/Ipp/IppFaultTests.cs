// Long because every way in which printing over IPP can fail stands in one place, as the table in the documentation has it.
using System.Security.Cryptography;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Tests.Servers.Cups;
using Dispatch.Tests.Servers.Faults;

namespace Dispatch.Tests.Channels.Print.Ipp;

/// <summary>Each way in which printing by a real CUPS fails on the way or at the server: nothing is printed twice, nothing is lost.</summary>
public sealed class IppFaultTests : IDisposable
{
    private const int CreateJob = 5;
    private const int SendDocument = 6;

    private readonly Shipments _shipments = new();
    private readonly IppDesk _desk = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task Send_AnswerToCreateJobLost_LeavesAnEmptyJobThatIsCancelledAndPrintsOnce()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await using var proxy = new IppProxy(cups.Port);
        var channel = _desk.Open(cups.Uri(port: proxy.Port));
        var letter = Letter();

        proxy.Set(new IppFault(CreateJob));
        var first = await channel.SendAsync(letter, _shipments, Stop);
        var asked = await channel.AskAsync(letter, Stop);
        var second = await channel.SendAsync(letter, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ConnectionLost), first);
        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Other), asked);
        Assert.Contains("print job 1 is cancelled, nothing of it was printed", _desk.Log.Text, StringComparison.Ordinal);
        await AssertPrintedOnceAsync(cups, channel, letter, second);
    }

    [Fact]
    public async Task Send_ServerKilledBetweenCreateJobAndItsAnswer_PrintsOnce()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await using var proxy = new IppProxy(cups.Port);
        var channel = _desk.Open(cups.Uri(port: proxy.Port));
        var letter = Letter();

        proxy.Set(new IppFault(CreateJob) { Then = () => cups.KillAsync(Stop) });
        var first = await channel.SendAsync(letter, _shipments, Stop);
        var away = await channel.AskAsync(letter, Stop);
        await cups.StartAgainAsync(Stop);
        var second = await channel.SendAsync(letter, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ConnectionLost), first);
        Assert.Null(away);
        Assert.Single(_desk.References);
        await AssertPrintedOnceAsync(cups, channel, letter, second);
    }

    [Fact]
    public async Task Send_ServerKilledBetweenCreateJobAndSendDocument_PrintsOnce()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri(), configureAll: options => options.IppTimeout = TimeSpan.FromSeconds(4));
        var letter = Letter();

        var first = await channel.SendAsync(
            letter with
            {
                RecordReferenceAsync = async (reference, token) =>
                {
                    await letter.RecordReferenceAsync(reference, token);
                    await cups.KillAsync(token);
                },
            },
            _shipments,
            Stop);
        await cups.StartAgainAsync(Stop);
        var second = await channel.SendAsync(letter with { Reference = _desk.References[^1] }, _shipments, Stop);

        Assert.Equal(OutcomeKind.Deferred, first.Kind);    // no byte of the document had left
        await AssertPrintedOnceAsync(cups, channel, letter, second);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(3000)]
    [InlineData(-1)]
    public async Task Send_ConnectionBrokenDuringSendDocument_CancelsTheJobAndPrintsOnce(int bodyBytes)
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await using var proxy = new IppProxy(cups.Port);
        var channel = _desk.Open(cups.Uri(port: proxy.Port));
        var letter = Letter();

        proxy.Set(new IppFault(SendDocument, bodyBytes));
        var first = await channel.SendAsync(letter, _shipments, Stop);
        var second = await channel.SendAsync(letter with { Reference = _desk.References[^1] }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ConnectionLost), first);
        Assert.Contains("print job 1 is cancelled, nothing of it was printed", _desk.Log.Text, StringComparison.Ordinal);
        await AssertPrintedOnceAsync(cups, channel, letter, second);
    }

    [Fact]
    public async Task Send_ConnectionBrokenAtAServerThatForgetsCancelledJobs_IsUnknown()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop, new CupsSettings { KeepsHistory = false });
        await using var proxy = new IppProxy(cups.Port);
        var channel = _desk.Open(cups.Uri(port: proxy.Port));

        proxy.Set(new IppFault(SendDocument, 3000));
        var first = await channel.SendAsync(Letter(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.Transferring, ReasonCode.ConnectionLost), first);
        Assert.Empty(cups.Printed());
    }

    [Fact]
    public async Task Send_AnswerToSendDocumentLost_IsSubmittedAndPrintedOnce()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await using var proxy = new IppProxy(cups.Port);
        var channel = _desk.Open(cups.Uri(port: proxy.Port));
        var letter = Letter();

        proxy.Set(new IppFault(SendDocument));
        var sent = await channel.SendAsync(letter, _shipments, Stop);

        Assert.Contains(sent.Kind, new[] { OutcomeKind.Submitted, OutcomeKind.Delivered });
        await AssertPrintedOnceAsync(cups, channel, letter, sent);
    }

    [Fact]
    public async Task Send_ServerKilledDuringSendDocument_IsUnknownUntilItAnswersAndPrintsOnce()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await using var proxy = new IppProxy(cups.Port);
        var channel = _desk.Open(cups.Uri(port: proxy.Port), configureAll: options => options.IppTimeout = TimeSpan.FromSeconds(2));
        var letter = Letter();

        proxy.Set(new IppFault(SendDocument, 3000) { Then = () => cups.KillAsync(Stop) });
        var first = await channel.SendAsync(letter, _shipments, Stop);
        await cups.StartAgainAsync(Stop);
        var asked = await channel.AskAsync(letter with { Reference = _desk.References[^1] }, Stop);
        var second = await channel.SendAsync(letter with { Reference = _desk.References[^1] }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.Transferring, ReasonCode.ConnectionLost), first);
        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Other), asked);
        await AssertPrintedOnceAsync(cups, channel, letter, second);
    }

    [Fact]
    public async Task Send_ServerKilledAfterSendDocument_IsUnknownUntilItAnswersAndPrintsOnce()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await cups.PauseAsync(Stop);
        await using var proxy = new IppProxy(cups.Port);
        var channel = _desk.Open(cups.Uri(port: proxy.Port), configureAll: options => options.IppTimeout = TimeSpan.FromSeconds(2));
        var letter = Letter();

        proxy.Set(new IppFault(SendDocument) { Then = () => cups.KillAsync(Stop) });
        var first = await channel.SendAsync(letter, _shipments, Stop);
        await cups.StartAgainAsync(Stop);
        var asked = await channel.AskAsync(letter with { Reference = _desk.References[^1] }, Stop);
        await cups.ResumeAsync(Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.Transferring, ReasonCode.ConnectionLost), first);
        // Whether the server had saved that the job has its document is chance; if not it never prints it, and the job is cancelled.
        if (asked is AttemptOutcome.Deferred)
            asked = await channel.SendAsync(letter with { Reference = _desk.References[^1] }, _shipments, Stop);
        await AssertPrintedOnceAsync(cups, channel, letter, asked);
    }

    [Fact]
    public async Task Ask_ServerKilledBeforeItSavedTheJob_IsUnknownAndNotPrintedByItself()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop, new CupsSettings { SavesAtOnce = false });
        await cups.PauseAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        var letter = Letter();

        await channel.SendAsync(letter, _shipments, Stop);
        await cups.KillAsync(Stop);
        await cups.StartAgainAsync(Stop);
        await cups.AddQueueAsync("hall", Stop);    // had not been saved either
        var other = await channel.SendAsync(_desk.Recording(_shipments.Create("2026-10-0002", "hall")), _shipments, Stop);    // gets the forgotten job's id
        var asked = await channel.AskAsync(letter with { Reference = _desk.References[0] }, Stop);

        Assert.IsType<AttemptOutcome.Submitted>(other);
        Assert.Equal(_desk.References[0].Split(' ')[0], _desk.References[1].Split(' ')[0]);
        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Other), asked);
    }

    [Fact]
    public async Task Send_TooManyActiveJobs_IsDeferredAndPrintedLater()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop, new CupsSettings { MaxJobs = 2 });
        await cups.PauseAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        var letters = Enumerable.Range(1, 3).Select(i => _desk.Recording(_shipments.Create($"2026-10-{i}", "hall"))).ToList();

        var outcomes = new List<AttemptOutcome>();
        foreach (var letter in letters)
            outcomes.Add(await channel.SendAsync(letter, _shipments, Stop));
        await cups.ResumeAsync(Stop);
        await cups.WaitForPrintedAsync(2, Stop);
        var again = await channel.SendAsync(letters[2], _shipments, Stop);

        Assert.Equal([OutcomeKind.Submitted, OutcomeKind.Submitted, OutcomeKind.Deferred], outcomes.Select(outcome => outcome.Kind));
        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable, "0x0404", TimeSpan.FromSeconds(5)), outcomes[2]);
        Assert.IsType<AttemptOutcome.Submitted>(again);
        Assert.Equal(letters.Select(letter => letter.Name), (await cups.WaitForPrintedAsync(3, Stop)).Select(printed => printed.JobName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("retry-job", PrinterCondition.Idle)]
    [InlineData("stop-printer", PrinterCondition.Stopped)]
    public async Task Send_PaperOut_StaysSubmittedAndIsPrintedOnceWhenThereIsPaper(string errorPolicy, PrinterCondition condition)
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop, new CupsSettings { ErrorPolicy = errorPolicy });
        cups.SetPaper(false);
        var channel = _desk.Open(cups.Uri());
        var letter = Letter();

        var sent = await channel.SendAsync(letter, _shipments, Stop);
        var status = await WaitForStatusAsync(channel, status => status.Reason == ReasonCode.MediaMissing && status.Condition == condition);
        var asked = await channel.AskAsync(letter with { Reference = _desk.References[^1] }, Stop);
        cups.SetPaper(true);
        await cups.ResumeAsync(Stop);

        Assert.IsType<AttemptOutcome.Submitted>(asked);
        Assert.Equal(1, status.QueuedJobs);
        await AssertPrintedOnceAsync(cups, channel, letter, sent);
        Assert.Null((await WaitForStatusAsync(channel, status => status.Condition == PrinterCondition.Idle)).Reason);
    }

    [Fact]
    public async Task Send_PrinterStoppedInTheMiddleOfAJob_IsPrintedOnceWhenItGoesOn()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        cups.SetJam(true);
        var channel = _desk.Open(cups.Uri());
        var letter = Letter();

        var sent = await channel.SendAsync(letter, _shipments, Stop);
        await cups.WaitForJamAsync(Stop);
        await cups.PauseAsync(Stop);
        var status = Assert.Single(await channel.GetStatusAsync(Stop));
        var asked = await channel.AskAsync(letter with { Reference = _desk.References[^1] }, Stop);
        cups.SetJam(false);
        await cups.ResumeAsync(Stop);

        Assert.Equal((PrinterCondition.Stopped, ReasonCode.PrinterStopped), (status.Condition, status.Reason));
        Assert.IsType<AttemptOutcome.Submitted>(asked);
        await AssertPrintedOnceAsync(cups, channel, letter, sent);
    }

    [Fact]
    public async Task SendBatch_DiskFullAtTheServer_IsDeferredAndPrintedOnceWhenThereIsRoom()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        var batch = _desk.Batch(RandomNumberGenerator.GetBytes(2_000_000));

        await cups.FillDiskAsync(Stop);
        var first = await channel.SendBatchAsync(batch, Stop);
        await cups.FreeDiskAsync(Stop);
        var second = await channel.SendBatchAsync(batch with { Reference = _desk.References[^1] }, Stop);

        // CUPS answers HTTP 413 and closes at once; who is still sending may see only the end of the connection.
        Assert.Contains(Assert.IsType<AttemptOutcome.Deferred>(first.Outcome).Reason, new[] { ReasonCode.QuotaExceeded, ReasonCode.ConnectionLost });
        Assert.IsType<AttemptOutcome.Submitted>(second.Outcome);
        await cups.WaitForPrintedAsync(1, Stop);
        Assert.IsType<AttemptOutcome.Delivered>(await _desk.AskUntilEndedAsync(channel, batch with { Reference = _desk.References[^1] }, Stop));
        Assert.Single(cups.Printed());
    }

    [Fact]
    public async Task Send_ServerKilledAndStartedWithJobsInItsQueue_PrintsEachOnce()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await cups.PauseAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        var letters = Enumerable.Range(1, 5).Select(i => _desk.Recording(_shipments.Create($"2026-10-{i}", "hall"))).ToList();
        foreach (var letter in letters)
            await channel.SendAsync(letter, _shipments, Stop);

        await cups.KillAsync(Stop);
        await cups.StartAgainAsync(Stop);
        await cups.ResumeAsync(Stop);

        for (var i = 0; i < letters.Count; i++)
            Assert.IsType<AttemptOutcome.Delivered>(await _desk.AskUntilEndedAsync(channel, letters[i] with { Reference = _desk.References[i] }, Stop));
        Assert.Equal(letters.Select(letter => letter.Name), cups.Printed().Select(printed => printed.JobName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Send_PausedByUsWhileTheServerStandsStill_IsCancelledAndPrintsOnce()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        using var pause = new CancellationTokenSource();
        var channel = _desk.Open(cups.Uri());
        var batch = _desk.Batch(RandomNumberGenerator.GetBytes(20_000_000));

        // The server takes in what the network holds for it only when it goes on: by then the job is cancelled, and a document that still comes is not printed.
        var sending = channel.SendBatchAsync(
            batch with
            {
                RecordReferenceAsync = async (reference, token) =>
                {
                    await batch.RecordReferenceAsync(reference, token);
                    await cups.StandStillAsync(token);
                    pause.CancelAfter(TimeSpan.FromMilliseconds(300));
                },
            },
            pause.Token);
        await WaitForCancelAsync(pause.Token);
        await cups.GoOnAsync(Stop);
        var first = await sending;
        var second = await channel.SendBatchAsync(batch with { Reference = _desk.References[^1] }, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Cancelled), first.Outcome);
        Assert.IsType<AttemptOutcome.Submitted>(second.Outcome);
        await cups.WaitForPrintedAsync(1, Stop);
        Assert.IsType<AttemptOutcome.Delivered>(await _desk.AskUntilEndedAsync(channel, batch with { Reference = _desk.References[^1] }, Stop));
        Assert.Single(cups.Printed());
    }

    private static async Task WaitForCancelAsync(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(() => cancelled.TrySetResult());
        await cancelled.Task.WaitAsync(Stop);
    }

    private Shipment Letter() => _desk.Recording(_shipments.Create(destination: "hall"));

    private async Task AssertPrintedOnceAsync(PrivateCups cups, PrintChannel channel, Shipment letter, AttemptOutcome? sent)
    {
        Assert.Contains(sent?.Kind, new OutcomeKind?[] { OutcomeKind.Submitted, OutcomeKind.Delivered });
        Assert.IsType<AttemptOutcome.Delivered>(await _desk.AskUntilEndedAsync(channel, letter with { Reference = _desk.References[^1] }, Stop));
        var printed = Assert.Single(cups.Printed());
        Assert.Equal(letter.Name, printed.JobName);
        Assert.Equal(_shipments.Content(_shipments.Document), printed.Content);
    }

    private static async Task<PrinterStatus> WaitForStatusAsync(PrintChannel channel, Func<PrinterStatus, bool> isReached)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var status = Assert.Single(await channel.GetStatusAsync(Stop));
            if (isReached(status))
                return status;
            await tick.WaitForNextTickAsync(limit.Token);
        }
    }
}
