// Long because every way in which a hand-over can fail stands in one place, as the table in the documentation has it.
using System.Diagnostics;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Tests.Servers.Faults;
using Microsoft.Extensions.Options;

namespace Dispatch.Tests.Channels.Print.Sftp;

/// <summary>Against a real sshd, through a network that fails: each fault has its outcome, nothing arrives twice, nothing is lost.</summary>
public sealed class SftpFaultTests : IAsyncLifetime
{
    private const string Package = TestBatches.FileName + ".zip";
    private const string Part = "." + Package + ".part";

    private readonly TestBatches _batches = new();
    private readonly CapturedLog<PrintChannel> _log = new();
    private PrivateSshd _sshd = null!;
    private FaultProxy _proxy = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AttemptOutcome Delivered => new AttemptOutcome.Delivered(new Proof("sftp", Package));

    public async ValueTask InitializeAsync()
    {
        PrivateSshd.Require();
        _sshd = await PrivateSshd.StartAsync(Stop);
        _proxy = new FaultProxy(_sshd.Port);
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        if (_sshd is not null)
            await _sshd.DisposeAsync();
    }

    [Fact]
    public async Task SendBatch_NobodyListens_IsDeferredConnectRefused()
    {
        _proxy.Refuse();

        await AssertDeferredAsync(ReasonCode.ConnectRefused);
        _proxy.Heal();
        await AssertArrivesOnceAsync();
    }

    [Fact]
    public async Task SendBatch_OtherHostKey_IsDeferredTlsFailedAndSaysWhichKey()
    {
        var options = Printer();
        options.HostKey = "SHA256:" + new string('A', 43);

        var outcome = await CreateChannel(options).SendBatchAsync(_batches.Create(), Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.TlsFailed), outcome.Outcome);
        Assert.Contains(EventIds.SftpHostKeyRefused, _log.Ids);
        Assert.Contains(_sshd.HostKey, _log.Text, StringComparison.Ordinal);
        Assert.Empty(_sshd.Names);
    }

    [Fact]
    public async Task SendBatch_KeyThatTheServiceDoesNotKnow_IsDeferredAuthFailed()
    {
        var options = Printer();
        options.KeyFile = await _sshd.MakeStrangeKeyAsync(Stop);

        var outcome = await CreateChannel(options).SendBatchAsync(_batches.Create(), Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.AuthFailed), outcome.Outcome);
    }

    [Fact]
    public async Task SendBatch_KeyFileIsGone_IsDeferredAuthFailed()
    {
        var options = Printer();
        var channel = CreateChannel(options);
        options.KeyFile += ".gone";

        var outcome = await channel.SendBatchAsync(_batches.Create(), Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.AuthFailed), outcome.Outcome);
    }

    [Fact]
    public async Task SendBatch_FolderMissing_IsDeferredChannelUnavailable()
    {
        Directory.Delete(_sshd.In);

        await AssertDeferredAsync(ReasonCode.ChannelUnavailable);
        Assert.Null(_batches.Reference);
        Directory.CreateDirectory(_sshd.In);
        await AssertArrivesOnceAsync();
    }

    [Fact]
    public async Task SendBatch_ServiceTakesNoFiles_IsDeferredPrinterStoppedAndAway()
    {
        await using var locked = await PrivateSshd.StartAsync(Stop, "internal-sftp -R");
        var channel = CreateChannel(locked.Options());

        var outcome = await channel.SendBatchAsync(_batches.Create(), Stop);
        var status = Assert.Single(await channel.GetStatusAsync(Stop));

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.PrinterStopped), outcome.Outcome);
        Assert.Equal((PrinterCondition.Away, (ReasonCode?)ReasonCode.PrinterStopped), (status.Condition, status.Reason));
        Assert.Empty(locked.Names);
    }

    [Fact]
    public async Task SendBatch_NoRoomForTheContent_IsDeferredPrinterStopped()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");
        File.CreateSymbolicLink(Path.Combine(_sshd.In, Part), "/dev/full");

        await AssertDeferredAsync(ReasonCode.PrinterStopped);
        File.Delete(Path.Combine(_sshd.In, Part));
        await AssertArrivesOnceAsync();
    }

    [Fact]
    public async Task SendBatch_CutInMidUpload_IsDeferredAndArrivesOnceLater()
    {
        var large = new byte[48 * 1024 * 1024];
        var channel = CreateChannel();
        var cut = Task.CompletedTask;
        _log.OnEvent = id => cut = id == EventIds.SftpUploading ? CutWhenBegunAsync() : cut;

        var outcome = await channel.SendBatchAsync(_batches.Create(large), Stop);
        await cut;
        var left = new FileInfo(Path.Combine(_sshd.In, Part)).Length;
        _log.OnEvent = _ => { };
        var again = await channel.SendBatchAsync(_batches.Create(large, attempt: 2), Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ConnectionLost), outcome.Outcome);
        Assert.InRange(left, 1, large.Length - 1);
        Assert.Equal(Delivered, again.Outcome);
        Assert.Equal([Package], _sshd.Names);
    }

    [Fact]
    public async Task SendBatch_NetworkStandsStillInUpload_IsDeferredTimeout()
    {
        var channel = CreateChannel(timeout: TimeSpan.FromSeconds(4));
        _log.OnEvent = id =>
        {
            if (id == EventIds.SftpUploading)
                _proxy.Stall();
        };

        var outcome = await channel.SendBatchAsync(_batches.Create(), Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Timeout), outcome.Outcome);
        Assert.Equal([Part], _sshd.Names);
    }

    [Fact]
    public async Task SendBatch_CutBeforeTheRename_IsWithdrawnAndDeferred()
    {
        DropAt(EventIds.SftpRenaming);

        await AssertDeferredAsync(ReasonCode.ConnectionLost);
        Assert.Empty(_sshd.Names);
        Assert.Contains(EventIds.SftpWithdrawn, _log.Ids);
        await AssertArrivesOnceAsync();
    }

    [Fact]
    public async Task SendBatch_AnswerToTheRenameLost_IsDelivered()
    {
        DropAt(EventIds.SftpRenaming, () => File.Move(Path.Combine(_sshd.In, Part), Path.Combine(_sshd.In, Package)));

        var outcome = await CreateChannel().SendBatchAsync(_batches.Create(), Stop);

        Assert.Equal(Delivered, outcome.Outcome);
        await AssertArrivesOnceAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendBatch_AnswerLostAndTakenAtOnce_IsUnknownWithoutReceipts(bool receipts)
    {
        DropAt(EventIds.SftpRenaming, () => File.Move(Path.Combine(_sshd.In, Part), Path.Combine(_sshd.Taken, Package)));
        var channel = CreateChannel(Printer(receipts));

        var outcome = await channel.SendBatchAsync(_batches.Create(), Stop);
        _batches.Keep(outcome);
        var asked = await channel.AskBatchAsync(_batches.Question(), Stop);
        _sshd.Answer(TestBatches.FileName, "envelope,status\n*,posted\n");
        var answered = await channel.AskBatchAsync(_batches.Question(), Stop);

        if (receipts)
        {
            Assert.StartsWith("unseen:", Assert.IsType<AttemptOutcome.Submitted>(outcome.Outcome).Reference, StringComparison.Ordinal);
            Assert.Equal(outcome, asked);
            Assert.Single(_log.Ids, EventIds.SftpTakenUnseen);
            Assert.Equal(Delivered, answered!.Outcome);
        }
        else
        {
            Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.ConnectionLost), outcome.Outcome);
            Assert.Null(asked);
        }
    }

    [Fact]
    public async Task SendBatch_CutAtTheRenameAndNobodyAnswersAfterwards_IsUnknownThenAsked()
    {
        var channel = CreateChannel();
        DropAt(EventIds.SftpRenaming, _proxy.Refuse);

        var outcome = await channel.SendBatchAsync(_batches.Create(), Stop);
        _log.OnEvent = _ => { };
        _proxy.Heal();
        var asked = await channel.AskBatchAsync(_batches.Question(), Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.ConnectionLost), outcome.Outcome);
        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ConnectionLost), asked!.Outcome);
        await AssertArrivesOnceAsync();
    }

    [Theory]
    [InlineData(EventIds.SftpPackaging, false)]
    [InlineData(EventIds.SftpPackaged, false)]
    [InlineData(EventIds.SftpConnected, false)]
    [InlineData(EventIds.SftpUploading, false)]
    [InlineData(EventIds.SftpUploaded, false)]
    [InlineData(EventIds.SftpRenaming, false)]
    [InlineData(EventIds.SftpRenamed, true)]
    public async Task Ask_AfterCrashAtStep_KnowsWhetherItWasHandedOver(int crashAt, bool delivered)
    {
        _log.OnEvent = id => SimulatedCrash.At(crashAt, id);
        await Assert.ThrowsAsync<SimulatedCrash>(() => CreateChannel().SendBatchAsync(_batches.Create(), Stop));
        _log.OnEvent = _ => { };

        var asked = await CreateChannel().AskBatchAsync(_batches.Question(), Stop);

        Assert.Equal(delivered ? OutcomeKind.Delivered : OutcomeKind.Deferred, asked!.Outcome.Kind);
        await AssertArrivesOnceAsync();
        Assert.Empty(Directory.GetFiles(_sshd.Work));
    }

    [Fact]
    public async Task Ask_CrashBeforeAnythingOfTheSecondAttempt_IsDeferred()
    {
        DropAt(EventIds.SftpRenaming);
        await AssertDeferredAsync(ReasonCode.ConnectionLost);

        var asked = await CreateChannel(Printer(receipts: true)).AskBatchAsync(_batches.Question(attempt: 2), Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ConnectionLost), asked!.Outcome);
    }

    [Fact]
    public async Task Ask_ServiceAway_CannotSay()
    {
        var channel = CreateChannel(Printer(receipts: true));
        _batches.Keep(await channel.SendBatchAsync(_batches.Create(), Stop));
        await _sshd.StopAsync();

        var asked = await channel.AskBatchAsync(_batches.Question(), Stop);

        Assert.Null(asked);
    }

    [Fact]
    public async Task Ask_ServiceRestarted_GoesOn()
    {
        var channel = CreateChannel(Printer(receipts: true));
        _batches.Keep(await channel.SendBatchAsync(_batches.Create(), Stop));
        await _sshd.StopAsync();
        _proxy.Drop();
        await _sshd.StartAgainAsync(Stop);
        _sshd.Answer(TestBatches.FileName, "envelope,status\n*,printed\n");

        var asked = await channel.AskBatchAsync(_batches.Question(), Stop);

        Assert.Equal(Delivered, asked!.Outcome);
    }

    [Fact]
    public async Task SendBatch_ReferenceCannotBeRecorded_SendsNothing()
    {
        var batch = _batches.Create() with { RecordReferenceAsync = (_, _) => throw new InvalidOperationException("The database is away.") };

        var outcome = await CreateChannel().SendBatchAsync(batch, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.StorageConflict), outcome.Outcome);
        Assert.DoesNotContain(EventIds.SftpUploading, _log.Ids);
    }

    [Fact]
    public async Task SendBatch_PdfIsNotTheOne_SendsNothing()
    {
        var outcome = await CreateChannel().SendBatchAsync(_batches.Create() with { Sha256 = new string('0', 64) }, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Other), outcome.Outcome);
        Assert.Contains(EventIds.SftpPackageFailed, _log.Ids);
        Assert.Empty(_sshd.Names);
        Assert.Empty(Directory.GetFiles(_sshd.Work));
    }

    [Fact]
    public async Task SendBatch_TimeIsUsedUpByPackaging_IsDeferredTimeoutAndLogged()
    {
        var batch = _batches.Create() with
        {
            OpenAsync = async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return Stream.Null;
            },
        };

        var outcome = await CreateChannel(timeout: TimeSpan.FromMilliseconds(200)).SendBatchAsync(batch, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Timeout), outcome.Outcome);
        Assert.Contains(EventIds.SftpFailed, _log.Ids);
    }

    [Fact]
    public async Task GetStatus_NetworkStandsStill_IsAwayWithinThreeSeconds()
    {
        _proxy.Stall();
        var begunAt = Stopwatch.GetTimestamp();

        var status = Assert.Single(await CreateChannel().GetStatusAsync(Stop));

        Assert.Equal((PrinterCondition.Away, (ReasonCode?)ReasonCode.Timeout), (status.Condition, status.Reason));
        Assert.InRange(Stopwatch.GetElapsedTime(begunAt), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task SendBatch_Cancelled_IsDeferredCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        _log.OnEvent = id =>
        {
            if (id == EventIds.SftpUploaded)
                cancelled.Cancel();
        };

        var outcome = await CreateChannel().SendBatchAsync(_batches.Create(), cancelled.Token);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Cancelled), outcome.Outcome);
        Assert.Equal([Part], _sshd.Names);
    }

    [Fact]
    public async Task SendBatch_AnyEnding_LogsNoPersonalDataAndNoSecret()
    {
        await AssertArrivesOnceAsync();
        Directory.Delete(_sshd.In, recursive: true);
        await CreateChannel().SendBatchAsync(_batches.Create(attempt: 3), Stop);

        Assert.All(
            [Shipments.PersonalName, Shipments.PersonalStreet, "Zürich", PrivateSshd.Passphrase, _sshd.In],
            secret => Assert.DoesNotContain(secret, _log.Text, StringComparison.OrdinalIgnoreCase));
    }

    private async Task AssertDeferredAsync(ReasonCode reason)
    {
        var outcome = await CreateChannel().SendBatchAsync(_batches.Create(), Stop);

        Assert.Equal(new AttemptOutcome.Deferred(reason), outcome.Outcome);
        Assert.False(File.Exists(Path.Combine(_sshd.In, Package)));
        _log.OnEvent = _ => { };
    }

    private async Task AssertArrivesOnceAsync()
    {
        var outcome = await CreateChannel().SendBatchAsync(_batches.Create(attempt: 2), Stop);

        Assert.Equal(Delivered, outcome.Outcome);
        Assert.Equal([Package], _sshd.Names);
        Assert.Empty(Directory.GetFiles(_sshd.Taken));
        Assert.InRange(_log.Ids.Count(id => id == EventIds.SftpRenamed), 0, 1);
    }

    private void DropAt(int eventId, Action? before = null) => _log.OnEvent = id =>
    {
        if (id != eventId)
            return;
        before?.Invoke();
        _proxy.Drop();
    };

    private async Task CutWhenBegunAsync()
    {
        await Task.Yield();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!(new FileInfo(Path.Combine(_sshd.In, Part)) is { Exists: true, Length: > 0 }))
            await tick.WaitForNextTickAsync(limit.Token);
        _proxy.Drop();
    }

    private PrinterOptions Printer(bool receipts = false) => _sshd.Options(receipts, _proxy.Port);

    private PrintChannel CreateChannel(PrinterOptions? printer = null, TimeSpan? timeout = null)
    {
        var options = new PrintOptions { WorkFolder = _sshd.Work, SftpTimeout = timeout ?? TimeSpan.FromMinutes(1), PollPeriod = TimeSpan.Zero };
        options.Printers["hall"] = printer ?? Printer();
        return new PrintChannel(Options.Create(options), TimeProvider.System, _log);
    }
}
