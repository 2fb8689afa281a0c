// Long because what becomes of a letter in a spool folder is tested in one place.
using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Channels.Print.Spool;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Channels.Print;

public sealed class SpoolPrinterTests : IDisposable
{
    private const string FileName = "2026-10-0001%7Ed1.pdf";

    private readonly TemporaryFolder _folder = new();
    private readonly Shipments _shipments = new();
    private readonly CapturedLog<PrintChannel> _log = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string PrinterFolder => _folder.File("print", "default");

    private string IndexFile => _folder.File("print", "default", "index.jsonl");

    private IEnumerable<string> PdfFiles => Directory.GetFiles(PrinterFolder, "*.pdf").Select(file => Path.GetFileName(file));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Send_Letter_WritesFileAndIndexEntry()
    {
        var outcome = await CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Delivered(new Proof("spool", FileName)), outcome);
        Assert.Equal(_shipments.Content(_shipments.Document), await File.ReadAllBytesAsync(_folder.File("print", "default", FileName), Stop));
        using var entry = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(IndexFile, Stop)));
        Assert.Equal(
            ["dispatch", "invoice", "file", "sha256", "pages", "addressLines", "postcode", "country"],
            entry.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("2026-10-0001~d1", entry.RootElement.GetProperty("dispatch").GetString());
        Assert.Equal(FileName, entry.RootElement.GetProperty("file").GetString());
        Assert.Equal(_shipments.Document.Hash.Value, entry.RootElement.GetProperty("sha256").GetString());
        Assert.Equal([Shipments.PersonalName, Shipments.PersonalStreet, "8001 Zürich"], entry.RootElement.GetProperty("addressLines").EnumerateArray().Select(line => line.GetString()));
        Assert.Equal([".index.lock", FileName, "index.jsonl"], Directory.GetFiles(PrinterFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Send_LetterWithPostageAndEnclosures_EntersThem()
    {
        await CreateChannel().SendAsync(_shipments.Create() with { Postage = "A", Enclosures = ["leaflet", "tariffs"] }, _shipments, Stop);

        using var entry = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(IndexFile, Stop)));
        Assert.Equal(("A", """["leaflet","tariffs"]"""), (entry.RootElement.GetProperty("postage").GetString(), entry.RootElement.GetProperty("enclosures").GetRawText()));
    }

    [Fact]
    public async Task Send_LetterOfWhichNothingIsAsked_EntersNeither()
    {
        await CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop);

        using var entry = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(IndexFile, Stop)));
        Assert.Equal((false, false), (entry.RootElement.TryGetProperty("postage", out _), entry.RootElement.TryGetProperty("enclosures", out _)));
    }

    [Fact]
    public async Task Send_BySeveralSilosIntoOneFolder_EntersEachLetterOnce()
    {
        PrintChannel[] silos = [CreateChannel(), CreateChannel(), CreateChannel()];

        // Every letter by two silos at once, as when one was thought dead.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Task.Run(() =>
            silos[i % 3].SendAsync(_shipments.Create() with { Name = $"2026-10-{i / 2}~d1" }, _shipments, Stop))));

        Assert.All(outcomes.Where((_, i) => i % 2 == 0).Zip(outcomes.Where((_, i) => i % 2 == 1)), pair =>
            Assert.Contains(OutcomeKind.Delivered, new[] { pair.First.Kind, pair.Second.Kind }));
        var entered = (await File.ReadAllLinesAsync(IndexFile, Stop)).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("dispatch").GetString());
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"2026-10-{i}~d1").Order(StringComparer.Ordinal), entered.Order(StringComparer.Ordinal));
        Assert.Equal(60, PdfFiles.Count());
    }

    [Theory]
    [InlineData(EventIds.SpoolWriting, false)]
    [InlineData(EventIds.SpoolWritten, false)]
    [InlineData(EventIds.SpoolIndexing, false)]
    [InlineData(EventIds.SpoolIndexed, true)]
    [InlineData(EventIds.SpoolRenaming, true)]
    [InlineData(EventIds.SpoolRenamed, true)]
    public async Task Ask_AfterCrashAtStep_IsDeliveredFromTheIndexEntryOn(int crashAt, bool delivered)
    {
        await CrashAtAsync(crashAt);
        var restarted = CreateChannel();

        Directory.CreateDirectory(PrinterFolder);    // as at each start of the engine
        var asked = await restarted.AskAsync(_shipments.Create(), Stop);
        var filesAfterAsking = PdfFiles.Count();
        var again = await restarted.SendAsync(_shipments.Create() with { Attempt = 2 }, _shipments, Stop);

        Assert.Equal(delivered ? OutcomeKind.Delivered : OutcomeKind.Deferred, asked!.Kind);
        Assert.Equal(delivered ? 1 : 0, filesAfterAsking);
        Assert.Equal(OutcomeKind.Delivered, again.Kind);
        AssertPrintedOnce();
    }

    [Theory]
    [InlineData(EventIds.SpoolWritten)]
    [InlineData(EventIds.SpoolIndexed)]
    [InlineData(EventIds.SpoolRenamed)]
    public async Task Send_AfterCrashAtStep_PrintsOnce(int crashAt)
    {
        await CrashAtAsync(crashAt);

        var outcome = await CreateChannel().SendAsync(_shipments.Create() with { Attempt = 2 }, _shipments, Stop);

        Assert.Equal(OutcomeKind.Delivered, outcome.Kind);
        AssertPrintedOnce();
    }

    [Fact]
    public async Task Send_ConsumerTookTheFile_DoesNotPrintAgain()
    {
        await CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop);
        File.Delete(_folder.File("print", "default", FileName));
        var restarted = CreateChannel();

        var asked = await restarted.AskAsync(_shipments.Create(), Stop);
        var again = await restarted.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(OutcomeKind.Delivered, asked!.Kind);
        Assert.Equal(OutcomeKind.Delivered, again.Kind);
        Assert.Empty(PdfFiles);
    }

    [Theory]
    [InlineData("{\"dispatch\":\"2026-10-0001~d1\",\"inv", OutcomeKind.Deferred)]
    [InlineData("{\"dispatch\":\"2026-10-0001~d1\"}", OutcomeKind.Delivered)]
    [InlineData("\0\0\0\0", OutcomeKind.Deferred)]
    public async Task Ask_TornLastLine_CountsOnlyAWholeEntry(string torn, OutcomeKind expected)
    {
        _folder.Write("{\"dispatch\":\"R0~d1\"}\n" + torn, "print", "default", "index.jsonl");
        var channel = CreateChannel();

        var asked = await channel.AskAsync(_shipments.Create(), Stop);
        await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        await channel.SendAsync(_shipments.Create("R2"), _shipments, Stop);

        Assert.Equal(expected, asked!.Kind);
        Assert.Equal(["R0~d1", "2026-10-0001~d1", "R2~d1"], IndexedDispatches());
        Assert.Contains(EventIds.SpoolIndexRepaired, _log.Ids);
    }

    [Fact]
    public async Task Send_IndexChangedByOthers_IsReadAgain()
    {
        var channel = CreateChannel();
        await channel.SendAsync(_shipments.Create("R1"), _shipments, Stop);
        await File.AppendAllTextAsync(IndexFile, "no entry\n{\"dispatch\":\"R2~d1\"}\n", Stop);

        await channel.SendAsync(_shipments.Create("R2"), _shipments, Stop);

        Assert.Equal(["R1%7Ed1.pdf"], PdfFiles);
        Assert.Contains(EventIds.SpoolIndexLineIgnored, _log.Ids);
    }

    [Fact]
    public async Task Send_FiftyAtOnce_FiftyFilesAndEntries()
    {
        var channel = CreateChannel();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => channel.SendAsync(_shipments.Create($"R{number}"), _shipments, Stop)));

        Assert.All(outcomes, outcome => Assert.Equal(OutcomeKind.Delivered, outcome.Kind));
        Assert.Equal(50, PdfFiles.Count());
        Assert.Equal(50, IndexedDispatches().Distinct().Count());
        Assert.Empty(Directory.GetFiles(PrinterFolder, "*.part"));
    }

    [Fact]
    public async Task Send_SameDispatchAtOnce_PrintsOnce()
    {
        var channel = CreateChannel();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => channel.SendAsync(_shipments.Create(), _shipments, Stop)));

        Assert.All(outcomes, outcome => Assert.Equal(OutcomeKind.Delivered, outcome.Kind));
        AssertPrintedOnce();
    }

    [Theory]
    [InlineData("../../x", "%2E.%2F..%2Fx.pdf")]
    [InlineData("index.jsonl", "index.jsonl.pdf")]
    [InlineData("\n\"}{", "%0A%22%7D%7B.pdf")]
    public async Task Send_HostileName_StaysInFolderAndOnOneLine(string name, string file)
    {
        await CreateChannel().SendAsync(_shipments.Create() with { Name = name }, _shipments, Stop);

        Assert.Equal([file], PdfFiles);
        Assert.Equal([name], IndexedDispatches());
    }

    [Theory]
    [InlineData("print")]
    [InlineData("print", "default")]
    public async Task Send_FileInPlaceOfFolder_IsDeferredPrinterStopped(params string[] parts)
    {
        _folder.Write("", parts);

        var outcome = await CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.PrinterStopped), outcome);
    }

    [Fact]
    public async Task Send_IndexNotWritable_IsDeferredAndPrintedOnceAfterwards()
    {
        Directory.CreateDirectory(PrinterFolder);
        File.CreateSymbolicLink(IndexFile, _folder.File("missing", "index.jsonl"));
        var channel = CreateChannel();

        var failed = await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        var filesAfterFailure = PdfFiles.Count();
        File.Delete(IndexFile);
        var again = await channel.SendAsync(_shipments.Create() with { Attempt = 2 }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.PrinterStopped), failed);
        Assert.Equal(0, filesAfterFailure);
        Assert.Equal(OutcomeKind.Delivered, again.Kind);
        AssertPrintedOnce();
    }

    [Fact]
    public async Task Send_DocumentLost_IsDeferredAndPrintsNothing()
    {
        _shipments.Lose(_shipments.Document);

        var outcome = await CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Other), outcome);
        Assert.Contains(EventIds.PrintDocumentUnreadable, _log.Ids);
    }

    [Fact]
    public async Task Send_Cancelled_IsDeferredAndWritesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var outcome = await CreateChannel().SendAsync(_shipments.Create(), _shipments, cancelled.Token);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Cancelled), outcome);
        Assert.False(Directory.Exists(PrinterFolder));
    }

    [Fact]
    public async Task Send_UnknownPrinter_IsDeferred()
    {
        var channel = CreateChannel();

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable), await channel.SendAsync(_shipments.Create(destination: "gone"), _shipments, Stop));
        Assert.Null(await channel.AskAsync(_shipments.Create(destination: "gone"), Stop));
    }

    [Fact]
    public async Task Send_TwoPrinters_EachHasItsFolder()
    {
        var absolute = Directory.CreateDirectory(_folder.File("hall")).FullName;
        var options = new PrintOptions { SpoolFolder = _folder.File("print") };
        options.Printers["near"] = new PrinterOptions { Uri = "file:tray" };
        options.Printers["hall"] = new PrinterOptions { Uri = $"file://{absolute}" };
        var channel = new PrintChannel(Options.Create(options), TimeProvider.System, _log);

        await channel.SendAsync(_shipments.Create(destination: "near"), _shipments, Stop);
        await channel.SendAsync(_shipments.Create(destination: "hall"), _shipments, Stop);

        Assert.Equal(["post/hall", "post/near"], channel.Lanes.Select(lane => lane.Name));
        Assert.True(File.Exists(_folder.File("print", "tray", FileName)));
        Assert.True(File.Exists(_folder.File("hall", FileName)));
    }

    [Fact]
    public async Task Ask_FolderNotThere_CannotSay()
    {
        await CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop);
        Directory.Move(PrinterFolder, _folder.File("unmounted"));

        var away = await CreateChannel().AskAsync(_shipments.Create(), Stop);
        Directory.Move(_folder.File("unmounted"), PrinterFolder);
        var back = await CreateChannel().AskAsync(_shipments.Create(), Stop);

        Assert.Null(away);
        Assert.Equal(OutcomeKind.Delivered, back!.Kind);
    }

    [Theory]
    [InlineData("file:")]
    [InlineData("file://")]
    public async Task Send_AbsoluteFolderNotThere_IsDeferredUntilItIsAndIsNeverMade(string scheme)
    {
        var share = _folder.File("share", "hall");
        var channel = CreateChannel(scheme + share);

        var away = await channel.SendAsync(_shipments.Create(destination: "hall"), _shipments, Stop);
        var status = Assert.Single(await channel.GetStatusAsync(Stop));
        var isMade = Directory.Exists(share);
        Directory.CreateDirectory(share);
        var back = await channel.SendAsync(_shipments.Create(destination: "hall") with { Attempt = 2 }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.PrinterStopped), away);
        Assert.False(isMade);
        Assert.Equal((PrinterCondition.Away, ReasonCode.PrinterStopped), (status.Condition, status.Reason));
        Assert.Equal(PrinterCondition.Idle, Assert.Single(await channel.GetStatusAsync(Stop)).Condition);
        Assert.Single(_log.Ids, EventIds.SpoolFolderMissing);
        Assert.Equal(OutcomeKind.Delivered, back.Kind);
    }

    [Fact]
    public async Task Start_FoldersOfOurOwn_AreMadeAndNoOthers()
    {
        var options = new PrintOptions { SpoolFolder = _folder.File("print") };
        options.Printers["near"] = new PrinterOptions { Uri = "file:tray" };
        options.Printers["beside"] = new PrinterOptions { Uri = "file:../beside" };
        options.Printers["below"] = new PrinterOptions { Uri = $"file:{_folder.File("print", "below")}" };
        options.Printers["share"] = new PrinterOptions { Uri = $"file:{_folder.File("share")}" };
        options.Printers["printer"] = new PrinterOptions { Uri = $"file:{_folder.File("printer")}" };    // begins as Print:SpoolFolder does, and is not below it

        await new SpoolFolders(Options.Create(options)).StartAsync(Stop);
        await new SpoolFolders(Options.Create(new PrintOptions { SpoolFolder = _folder.File("print") })).StartAsync(Stop);

        Assert.Equal(["below", "default", "tray"], Directory.GetDirectories(_folder.File("print")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(Directory.Exists(_folder.File("beside")));
        Assert.False(Directory.Exists(_folder.File("share")) || Directory.Exists(_folder.File("printer")));
    }

    [Fact]
    public async Task Send_ProcessStoodStillForLongerThanAnAttempt_IsDeferredBeforeTheIndexAndPrintedOnceLater()
    {
        var clock = new FakeTimeProvider();
        var channel = new PrintChannel(Options.Create(new PrintOptions { SpoolFolder = _folder.File("print") }), clock, _log);
        _log.OnEvent = id =>
        {
            if (id == EventIds.SpoolWritten)
                clock.Advance(TimeSpan.FromSeconds(31));
        };

        var late = await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        var files = Directory.GetFiles(PrinterFolder).Select(Path.GetFileName).ToList();
        _log.OnEvent = _ => { };
        var again = await channel.SendAsync(_shipments.Create() with { Attempt = 2 }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Timeout), late);
        Assert.Equal([".index.lock"], files);
        Assert.Contains(EventIds.SpoolTooLate, _log.Ids);
        Assert.Equal(OutcomeKind.Delivered, again.Kind);
        AssertPrintedOnce();
    }

    [Fact]
    public async Task Send_FileTakenAwayBeforeTheIndex_IsDeferredAndPrintedLater()
    {
        var channel = CreateChannel();
        _log.OnEvent = id =>
        {
            if (id == EventIds.SpoolWritten)
                File.Delete(Assert.Single(Directory.GetFiles(PrinterFolder, "*.part")));    // by another silo that came too late
        };

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        _log.OnEvent = _ => { };
        var again = await channel.SendAsync(_shipments.Create() with { Attempt = 2 }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.PrinterStopped), outcome);
        Assert.Equal(OutcomeKind.Delivered, again.Kind);
        AssertPrintedOnce();
    }

    [Fact]
    public async Task Send_AnyEnding_LogsNoPersonalData()
    {
        await CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop);
        _shipments.Lose(_shipments.Document);
        await CreateChannel().SendAsync(_shipments.Create("R2"), _shipments, Stop);

        Assert.All([Shipments.PersonalName, Shipments.PersonalStreet, "8001", "Zürich"], secret => Assert.DoesNotContain(secret, _log.Text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Lanes_NoPrinters_OneDefaultThatHoldsUnknowns()
    {
        var lane = Assert.Single(CreateChannel().Lanes);

        Assert.Equal(("post/default", UnknownRule.Hold), (lane.Name, lane.OnUnknown));
    }

    private PrintChannel CreateChannel(string uri)
    {
        var options = new PrintOptions { SpoolFolder = _folder.File("print") };
        options.Printers["hall"] = new PrinterOptions { Uri = uri };
        return new PrintChannel(Options.Create(options), TimeProvider.System, _log);
    }

    private PrintChannel CreateChannel() => new(Options.Create(new PrintOptions { SpoolFolder = _folder.File("print") }), TimeProvider.System, _log);

    private async Task CrashAtAsync(int eventId)
    {
        _log.OnEvent = id => SimulatedCrash.At(eventId, id);
        await Assert.ThrowsAsync<SimulatedCrash>(() => CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop));
        _log.OnEvent = _ => { };
    }

    private List<string?> IndexedDispatches() => [.. File.ReadAllLines(IndexFile).Select(line =>
    {
        using var entry = JsonDocument.Parse(line);
        return entry.RootElement.GetProperty("dispatch").GetString();
    })];

    private void AssertPrintedOnce()
    {
        Assert.Equal([FileName], PdfFiles);
        Assert.Equal(["2026-10-0001~d1"], IndexedDispatches());
        Assert.Equal([".index.lock", FileName, "index.jsonl"], Directory.GetFiles(PrinterFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
