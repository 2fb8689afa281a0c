// Long because what a print service gets and answers is tested against one server.
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Microsoft.Extensions.Options;

namespace Dispatch.Tests.Channels.Print.Sftp;

/// <summary>Against a real sshd: what is handed over, and what receipts say.</summary>
public sealed class SftpPrinterTests : IAsyncLifetime
{
    private const string Package = TestBatches.FileName + ".zip";

    private readonly TestBatches _batches = new();
    private readonly Shipments _shipments = new();
    private readonly CapturedLog<PrintChannel> _log = new();
    private PrivateSshd _sshd = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AttemptOutcome.Delivered Delivered => new(new Proof("sftp", Package));

    public async ValueTask InitializeAsync()
    {
        PrivateSshd.Require();
        _sshd = await PrivateSshd.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (_sshd is not null)
            await _sshd.DisposeAsync();
    }

    [Fact]
    public async Task SendBatch_NoReceiptFolder_IsDeliveredAndWhole()
    {
        var outcome = await CreateChannel().SendBatchAsync(_batches.Create(), Stop);

        Assert.Equal(Delivered, outcome.Outcome);
        Assert.Empty(outcome.Exceptions);
        Assert.Equal([Package], _sshd.Names);
        Assert.StartsWith("uploading:", _batches.Reference, StringComparison.Ordinal);
        using var zip = ZipFile.OpenRead(Path.Combine(_sshd.In, Package));
        Assert.Equal([$"{TestBatches.FileName}.pdf", $"{TestBatches.FileName}.csv", $"{TestBatches.FileName}.json"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(_batches.Pdf, await ReadAsync(zip.Entries[0]));
        AssertControl(await ReadAsync(zip.Entries[2]), await ReadAsync(zip.Entries[1]));
        Assert.Empty(Directory.GetFiles(_sshd.Work));
    }

    [Fact]
    public async Task SendBatch_Twice_UploadsOnce()
    {
        var channel = CreateChannel();
        await channel.SendBatchAsync(_batches.Create(), Stop);
        var writtenAt = File.GetLastWriteTimeUtc(Path.Combine(_sshd.In, Package));

        var again = await channel.SendBatchAsync(_batches.Create(attempt: 2), Stop);

        Assert.Equal(Delivered, again.Outcome);
        Assert.Equal(writtenAt, File.GetLastWriteTimeUtc(Path.Combine(_sshd.In, Package)));
        Assert.Contains(EventIds.SftpAlreadyThere, _log.Ids);
        Assert.Single(_log.Ids, EventIds.SftpUploading);
    }

    [Fact]
    public async Task SendBatch_TwentyTimesAtOnce_UploadsOnce()
    {
        var channel = CreateChannel();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => channel.SendBatchAsync(_batches.Create(), Stop)));

        Assert.All(outcomes, outcome => Assert.Equal(Delivered, outcome.Outcome));
        Assert.Single(_log.Ids, EventIds.SftpUploading);
    }

    [Fact]
    public async Task SendBatch_AnotherFileOfItsName_IsHeldAndLeavesIt()
    {
        await File.WriteAllTextAsync(Path.Combine(_sshd.In, Package), "somebody else's", Stop);

        var outcome = await CreateChannel().SendBatchAsync(_batches.Create(), Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.Begun, ReasonCode.DuplicateReported), outcome.Outcome);
        Assert.Equal("somebody else's", await File.ReadAllTextAsync(Path.Combine(_sshd.In, Package), Stop));
        Assert.Contains(EventIds.SftpForeignFile, _log.Ids);
    }

    [Fact]
    public async Task SendBatch_PackageOfItsNameWithoutARecord_IsHeld()
    {
        await CreateChannel().SendBatchAsync(_batches.Create(), Stop);

        var outcome = await CreateChannel().SendBatchAsync(_batches.Create() with { Reference = null }, Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.Begun, ReasonCode.DuplicateReported), outcome.Outcome);
    }

    [Theory]
    [InlineData("*,printed")]
    [InlineData("*,rejected")]
    public async Task SendBatch_ReceiptOfItsNameWithoutARecord_IsHeldAndLeavesIt(string line)
    {
        _sshd.Answer(TestBatches.FileName, $"envelope,status\n{line}\n");

        var outcome = await CreateChannel(receipts: true).SendBatchAsync(_batches.Create(), Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.Begun, ReasonCode.DuplicateReported), outcome.Outcome);
        Assert.Single(Directory.GetFiles(_sshd.Out, "*.receipt.csv"));
        Assert.Empty(_sshd.Names);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendBatch_LettersTakenOutSinceThePackageWasLeft_IsHeld(bool receipts)
    {
        var channel = CreateChannel(receipts);
        await channel.SendBatchAsync(_batches.Create(), Stop);
        var size = new FileInfo(Path.Combine(_sshd.In, Package)).Length;

        var outcome = await channel.SendBatchAsync(_batches.Create(envelopes: 2, attempt: 2), Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.Begun, ReasonCode.DuplicateReported), outcome.Outcome);
        Assert.Equal(size, new FileInfo(Path.Combine(_sshd.In, Package)).Length);
    }

    [Fact]
    public async Task Send_RegisteredLetterWithEnclosures_SaysSoInThePackage()
    {
        var letter = _shipments.Create(destination: "hall") with { Postage = "registered", Enclosures = ["leaflet"] };

        await CreateChannel().SendAsync(letter, _shipments, Stop);

        using var zip = ZipFile.OpenRead(Path.Combine(_sshd.In, "2026-10-0001%7Ed1.zip"));
        using var control = JsonDocument.Parse(await ReadAsync(zip.Entries[2]));
        Assert.Equal(("registered", "leaflet"), (control.RootElement.GetProperty("postage").GetString(), control.RootElement.GetProperty("enclosures")[0].GetString()));
        Assert.Contains("CH,registered,leaflet,true,", Encoding.UTF8.GetString(await ReadAsync(zip.Entries[1])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_LetterOfItsOwn_IsABatchOfOne()
    {
        var outcome = await CreateChannel().SendAsync(_shipments.Create(destination: "hall"), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Delivered(new Proof("sftp", "2026-10-0001%7Ed1.zip")), outcome);
        using var zip = ZipFile.OpenRead(Path.Combine(_sshd.In, "2026-10-0001%7Ed1.zip"));
        Assert.Equal(_shipments.Content(_shipments.Document), await ReadAsync(zip.Entries[0]));
        using var control = JsonDocument.Parse(await ReadAsync(zip.Entries[2]));
        Assert.Equal(1, control.RootElement.GetProperty("letters").GetInt32());
    }

    [Fact]
    public async Task Send_LetterRejectedByReceipt_IsRefused()
    {
        var channel = CreateChannel(receipts: true);
        var shipment = _shipments.Create(destination: "hall");
        var sent = Assert.IsType<AttemptOutcome.Submitted>(await channel.SendAsync(shipment, _shipments, Stop));
        _sshd.Answer("2026-10-0001%7Ed1", "envelope,status,reason\n1,rejected,address\n");

        var asked = await channel.AskAsync(shipment with { Reference = sent.Reference }, Stop);

        Assert.Equal(new AttemptOutcome.Refused(ReasonCode.RecipientRefused, "rejected"), asked);
    }

    [Fact]
    public async Task SendBatch_LockedKeyAndItsPassphrase_LogsIn()
    {
        var options = _sshd.Options();
        options.KeyFile = _sshd.LockedKeyFile;
        options.PasswordFile = Path.Combine(_sshd.Out, "passphrase");
        await File.WriteAllTextAsync(options.PasswordFile, PrivateSshd.Passphrase + "\n", Stop);

        var outcome = await CreateChannel(options).SendBatchAsync(_batches.Create(), Stop);

        Assert.Equal(Delivered, outcome.Outcome);
    }

    [Fact]
    public async Task SendBatch_ServiceWithoutPosixRename_RenamesPlainly()
    {
        await using var plain = await PrivateSshd.StartAsync(Stop, "internal-sftp -P posix-rename");

        var outcome = await CreateChannel(plain.Options()).SendBatchAsync(_batches.Create(), Stop);

        Assert.Equal(Delivered, outcome.Outcome);
        Assert.Equal([Package], plain.Names);
    }

    [Fact]
    public async Task Receipt_AllPrinted_IsDelivered()
    {
        var channel = CreateChannel(receipts: true);

        var sent = await SendAndTakeAsync(channel);
        var waiting = await AskAsync(channel);
        _sshd.Answer(TestBatches.FileName, "envelope,status\r\n*,posted\r\n");
        var answered = await AskAsync(channel);

        Assert.IsType<AttemptOutcome.Submitted>(sent.Outcome);
        Assert.Equal(sent, waiting);
        Assert.Equal(Delivered, answered!.Outcome);
        Assert.Empty(answered.Exceptions);
    }

    [Fact]
    public async Task Receipt_SomeRejected_IsDeliveredButForThose()
    {
        var channel = CreateChannel(receipts: true);
        await SendAndTakeAsync(channel);

        _sshd.Answer(TestBatches.FileName, "envelope;status;reason\n1;printed;\n2;rejected;content\n");
        var incomplete = await AskAsync(channel);
        _sshd.Answer(TestBatches.FileName, "envelope;status;reason\n1;printed;\n2;rejected;content\n3;posted;\n");
        var whole = await AskAsync(channel);

        Assert.IsType<AttemptOutcome.Submitted>(incomplete!.Outcome);
        Assert.Equal(Delivered, whole!.Outcome);
        Assert.Equal(new AttemptOutcome.Refused(ReasonCode.ContentRefused, "rejected"), Assert.Single(whole.Exceptions).Value);
        Assert.Equal(OutcomeKind.Refused, whole.OutcomeOf(2).Kind);
        Assert.Equal(OutcomeKind.Delivered, whole.OutcomeOf(3).Kind);
    }

    [Fact]
    public async Task Receipt_WholeBatchRejected_IsRefusedAndCanBeSentAgain()
    {
        var channel = CreateChannel(receipts: true);
        await channel.SendBatchAsync(_batches.Create(), Stop);
        _batches.Keep(await AskAsync(channel));
        _sshd.Answer(TestBatches.FileName, "envelope,status,reason\n*,rejected,content\n");

        var refused = await AskAsync(channel);
        var again = await channel.SendBatchAsync(_batches.Create(attempt: 2), Stop);
        _batches.Keep(again);
        var asked = await AskAsync(channel, attempt: 2);

        Assert.Equal(new AttemptOutcome.Refused(ReasonCode.ContentRefused, "rejected"), refused!.Outcome);
        Assert.IsType<AttemptOutcome.Submitted>(again.Outcome);
        Assert.IsType<AttemptOutcome.Submitted>(asked!.Outcome);
        Assert.Equal(2, _log.Ids.Count(id => id == EventIds.SftpUploading));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2)]    // a letter was cancelled before it was sent again
    public async Task Receipt_EveryEnvelopeRejectedByItsNumber_IsRefusedAndCanBeSentAgain(int envelopesAgain)
    {
        var channel = CreateChannel(receipts: true);
        await SendAndTakeAsync(channel);
        _sshd.Answer(TestBatches.FileName, "envelope,status,reason\n1,rejected,address\n2,rejected,address\n3,rejected,address\n");

        var refused = await AskAsync(channel);
        var again = await channel.SendBatchAsync(_batches.Create(envelopesAgain, attempt: 2), Stop);

        Assert.Equal(new AttemptOutcome.Refused(ReasonCode.RecipientRefused, "rejected"), refused!.Outcome);
        Assert.IsType<AttemptOutcome.Submitted>(again.Outcome);
        Assert.Equal([Package], _sshd.Names);
        Assert.Contains(EventIds.SftpRefusalRemoved, _log.Ids);
    }

    [Fact]
    public async Task Receipt_LetterOfItsOwnRejectedByItsNumber_CanBeSentAgain()
    {
        var channel = CreateChannel(receipts: true);
        var letter = _shipments.Create(destination: "hall");
        var sent = Assert.IsType<AttemptOutcome.Submitted>(await channel.SendAsync(letter, _shipments, Stop));
        _sshd.Take("2026-10-0001%7Ed1.zip");
        _sshd.Answer("2026-10-0001%7Ed1", "envelope,status,reason\n1,rejected,address\n");

        var again = await channel.SendAsync(letter with { Attempt = 2, Reference = sent.Reference }, _shipments, Stop);

        Assert.IsType<AttemptOutcome.Submitted>(again);
        Assert.Equal(["2026-10-0001%7Ed1.zip"], _sshd.Names);
    }

    [Fact]
    public async Task Receipt_EnvelopeThatTheBatchDoesNotHave_IsWarnedOfAndReadAgain()
    {
        var channel = CreateChannel(receipts: true);
        await SendAndTakeAsync(channel);
        _sshd.Answer(TestBatches.FileName, "envelope,status\n2,printed\n3,printed\n4,printed\n");

        var strange = await AskAsync(channel);
        var reprint = await channel.AskBatchAsync(_batches.Question() with { EnvelopeNumbers = [2, 3, 4] }, Stop);

        Assert.IsType<AttemptOutcome.Submitted>(strange!.Outcome);
        Assert.Single(_log.Ids, EventIds.SftpReceiptUnreadable);
        Assert.Equal(Delivered, reprint!.Outcome);
    }

    [Fact]
    public async Task Receipt_Unreadable_IsWarnedOfAndReadAgain()
    {
        var channel = CreateChannel(receipts: true);
        await SendAndTakeAsync(channel);
        _sshd.Answer(TestBatches.FileName, $"envelope,status\n1,lost by {Shipments.PersonalName}\n");

        var unreadable = await AskAsync(channel);
        _sshd.Answer(TestBatches.FileName, "envelope,status\n*,printed\n");
        var mended = await AskAsync(channel);

        Assert.IsType<AttemptOutcome.Submitted>(unreadable!.Outcome);
        Assert.Contains(EventIds.SftpReceiptUnreadable, _log.Ids);
        Assert.DoesNotContain(Shipments.PersonalName, _log.Text, StringComparison.Ordinal);
        Assert.Equal(Delivered, mended!.Outcome);
    }

    [Fact]
    public async Task Ask_ManyWaitForReceipts_AskOverOneConnection()
    {
        var channel = CreateChannel(_sshd.Options(receipts: true), pollPeriod: TimeSpan.FromHours(1));
        await SendAndTakeAsync(channel);
        await _sshd.SaidAsync(loginCount: 1, Stop);

        var asked = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => AskAsync(channel)));

        Assert.All(asked, outcome => Assert.IsType<AttemptOutcome.Submitted>(outcome!.Outcome));
        await _sshd.SaidAsync(loginCount: 2, Stop);
        Assert.Equal(2, _sshd.LoginCount);
    }

    [Fact]
    public async Task SendBatch_ReceiptIsThereAlready_IsAnsweredByIt()
    {
        var channel = CreateChannel(receipts: true);
        await SendAndTakeAsync(channel);
        _sshd.Answer(TestBatches.FileName, "envelope,status\n*,printed\n");

        var again = await channel.SendBatchAsync(_batches.Create(attempt: 2), Stop);

        Assert.Equal(Delivered, again.Outcome);
        Assert.Empty(_sshd.Names);
    }

    [Fact]
    public async Task GetStatus_Reachable_IsIdleAndCountsOurPackages()
    {
        await File.WriteAllTextAsync(Path.Combine(_sshd.In, ".hidden.zip.part"), "", Stop);
        var channel = CreateChannel();
        await channel.SendBatchAsync(_batches.Create(), Stop);

        var status = Assert.Single(await channel.GetStatusAsync(Stop));

        Assert.Equal(("hall", $"sftp://127.0.0.1:{_sshd.Port}{_sshd.In}", PrinterCondition.Idle, 1), (status.Name, status.Uri, status.Condition, status.QueuedJobs));
        Assert.Null(status.Reason);
        Assert.Equal([".hidden.zip.part", Package], _sshd.Names);
    }

    [Fact]
    public async Task GetStatus_NobodyThere_IsAway()
    {
        await _sshd.StopAsync();

        var status = Assert.Single(await CreateChannel().GetStatusAsync(Stop));

        Assert.Equal((PrinterCondition.Away, (ReasonCode?)ReasonCode.ConnectRefused), (status.Condition, status.Reason));
    }

    [Fact]
    public void BatchesOf_Printer_IsItsRule()
    {
        var options = _sshd.Options();
        options.BatchSize = 120;
        options.EnvelopeSheets.Add(6);

        var rule = CreateChannel(options).BatchesOf("hall");

        Assert.Equal((120, true), (rule!.BatchSize, rule.IsDuplex));
        Assert.Equal([6], rule.EnvelopeSheets);
    }

    private static async Task<byte[]> ReadAsync(ZipArchiveEntry entry)
    {
        await using var stream = await entry.OpenAsync(Stop);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Stop);
        return bytes.ToArray();
    }

    private void AssertControl(byte[] json, byte[] index)
    {
        using var control = JsonDocument.Parse(json);
        var root = control.RootElement;
        Assert.Equal(
            (3, 6, 13, 7),
            (root.GetProperty("envelopes").GetInt32(), root.GetProperty("letters").GetInt32(), root.GetProperty("pages").GetInt32(), root.GetProperty("sheets").GetInt32()));
        Assert.Equal(_batches.Pdf.Length, root.GetProperty("pdf").GetProperty("bytes").GetInt64());
        Assert.Equal(ContentHash.Of(_batches.Pdf).Value, root.GetProperty("pdf").GetProperty("sha256").GetString());
        Assert.Equal(index.Length, root.GetProperty("index").GetProperty("bytes").GetInt64());
        Assert.Equal(ContentHash.Of(index).Value, root.GetProperty("index").GetProperty("sha256").GetString());
        Assert.Equal(7, Encoding.UTF8.GetString(index).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private async Task<BatchOutcome> SendAndTakeAsync(PrintChannel channel)
    {
        var sent = await channel.SendBatchAsync(_batches.Create(), Stop);
        _batches.Keep(sent);
        _sshd.Take(Package);
        return sent;
    }

    private Task<BatchOutcome?> AskAsync(PrintChannel channel, int attempt = 1) => channel.AskBatchAsync(_batches.Question(attempt), Stop);

    private PrintChannel CreateChannel(bool receipts = false) => CreateChannel(_sshd.Options(receipts));

    private PrintChannel CreateChannel(PrinterOptions printer, TimeSpan pollPeriod = default)
    {
        var options = new PrintOptions { WorkFolder = _sshd.Work, PollPeriod = pollPeriod };
        options.Printers["hall"] = printer;
        return new PrintChannel(Options.Create(options), TimeProvider.System, _log);
    }
}
