using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Channels.Print.Ipp;
using Dispatch.Channels.Print.Ipp.Protocol;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Channels.Print.Ipp;

/// <summary>What statuses, job states and printer states mean; those that a private CUPS does not show are tested here alone.</summary>
public sealed class IppMappingTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(0x0401, ReasonCode.AuthFailed)]
    [InlineData(0x0402, ReasonCode.AuthFailed)]
    [InlineData(0x0403, ReasonCode.AuthFailed)]
    [InlineData(0x0404, ReasonCode.ChannelUnavailable)]
    [InlineData(0x0405, ReasonCode.Timeout)]
    [InlineData(0x0406, ReasonCode.ChannelUnavailable)]
    [InlineData(0x0407, ReasonCode.ChannelUnavailable)]
    [InlineData(0x0400, ReasonCode.Other)]
    [InlineData(0x0500, ReasonCode.ChannelUnavailable)]
    [InlineData(0x0502, ReasonCode.ChannelUnavailable)]
    [InlineData(0x0504, ReasonCode.PrinterStopped)]
    [InlineData(0x0505, ReasonCode.ChannelUnavailable)]
    [InlineData(0x0506, ReasonCode.PrinterStopped)]
    [InlineData(0x0507, ReasonCode.ChannelUnavailable)]
    [InlineData(0x050A, ReasonCode.PrinterStopped)]
    [InlineData(0x050B, ReasonCode.ChannelUnavailable)]
    public void OfStatus_ThatPasses_IsDeferred(int status, ReasonCode reason)
    {
        var outcome = Assert.IsType<AttemptOutcome.Deferred>(IppOutcomes.OfStatus(status));

        Assert.Equal((reason, $"0x{status:X4}"), (outcome.Reason, outcome.ProtocolCode));
    }

    [Theory]
    [InlineData(0x0408, ReasonCode.SizeExceeded)]
    [InlineData(0x040A, ReasonCode.ContentRefused)]
    [InlineData(0x0411, ReasonCode.ContentRefused)]
    [InlineData(0x0418, ReasonCode.ContentRefused)]
    [InlineData(0x041B, ReasonCode.ContentRefused)]
    public void OfStatus_AboutTheDocument_IsRefused(int status, ReasonCode reason) =>
        Assert.Equal(new AttemptOutcome.Refused(reason, $"0x{status:X4}"), IppOutcomes.OfStatus(status));

    [Fact]
    public void OfJob_EachState_HasItsOutcome()
    {
        var reference = Job(IppJobState.Pending).Reference.ToString();

        foreach (var state in new[] { IppJobState.Pending, IppJobState.Held, IppJobState.Processing, IppJobState.Stopped })
        {
            Assert.Equal(new AttemptOutcome.Submitted($"{reference} 50009", Poll), OfJob(Job(state)));
            Assert.Equal(new AttemptOutcome.Submitted(reference, Poll), IppOutcomes.OfJob(Job(state), bytes: 0, Poll));
        }
        Assert.Equal(new AttemptOutcome.Delivered(new Proof("ipp", reference)), OfJob(Job(IppJobState.Completed)));
        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Cancelled), OfJob(Job(IppJobState.Canceled)));
        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.PrinterStopped), OfJob(Job(IppJobState.Aborted)));
        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.PrinterStopped), OfJob(Job(IppJobState.Aborted) with { WasProcessed = false }));
        Assert.Equal(
            new AttemptOutcome.Refused(ReasonCode.ContentRefused),
            OfJob(Job(IppJobState.Aborted) with { Reasons = ["aborted-by-system", "document-format-error"] }));

        static AttemptOutcome OfJob(IppJob job) => IppOutcomes.OfJob(job, bytes: 50_009, Poll);
    }

    [Fact]
    public void WasProcessed_OutOfBandTime_IsKnownOnlyForNoValue()
    {
        Assert.True(Read(new IppValue.Number(IppTag.Integer, 12)));
        Assert.False(Read(new IppValue.Octets(IppTag.NoValue, default)));
        Assert.Null(Read(new IppValue.Octets((IppTag)0x12, default)));    // unknown
        Assert.Null(Read(new IppValue.Octets((IppTag)0x10, default)));    // unsupported

        static bool? Read(IppValue time) => IppJob.From(new IppGroup(IppTag.JobAttributes,
        [
            IppAttribute.Of("job-id", 17),
            new IppAttribute("job-state", [new IppValue.Number(IppTag.Enum, (int)IppJobState.Pending)]),
            new IppAttribute("time-at-processing", [time]),
        ]))!.WasProcessed;
    }

    [Fact]
    public void IsIncomplete_JobThatWaitsForItsDocument_IsTrue()
    {
        Assert.True((Job(IppJobState.Held) with { DocumentCount = 0, Kilobytes = 0, WasProcessed = false, Reasons = ["job-incoming"] }).IsIncomplete);
        Assert.True((Job(IppJobState.Pending) with { DocumentCount = null, Kilobytes = null, WasProcessed = null, Reasons = ["job-data-insufficient"] }).IsIncomplete);

        // What a killed CUPS shows of a job whose document came just before.
        Assert.True((Job(IppJobState.Held) with { DocumentCount = 1, Kilobytes = 0, WasProcessed = false, Reasons = ["none"] }).IsIncomplete);

        Assert.False((Job(IppJobState.Held) with { Reasons = ["job-hold-until-specified"], Kilobytes = 0, WasProcessed = false }).IsIncomplete);
        Assert.False((Job(IppJobState.Pending) with { Kilobytes = 0, WasProcessed = false }).IsIncomplete);
        Assert.False((Job(IppJobState.Processing) with { DocumentCount = 0 }).IsIncomplete);
    }

    [Fact]
    public void HadNoDocument_DocumentsForgottenAfterTheEnd_IsFalse()
    {
        Assert.True((Job(IppJobState.Canceled) with { DocumentCount = 0, Kilobytes = 0, WasProcessed = false }).HadNoDocument);
        Assert.False((Job(IppJobState.Canceled) with { DocumentCount = 0, Kilobytes = 5 }).HadNoDocument);
        Assert.False((Job(IppJobState.Canceled) with { DocumentCount = 0, Kilobytes = 5 }).IsUnprinted);
        Assert.True((Job(IppJobState.Canceled) with { WasProcessed = false }).IsUnprinted);
        Assert.False((Job(IppJobState.Canceled) with { WasProcessed = null }).IsUnprinted);
    }

    [Fact]
    public void IsCut_FewerBytesThanWereSent_IsTrue()
    {
        Assert.True((Job(IppJobState.Pending) with { Kilobytes = 20 }).IsCut(50_009));
        Assert.False((Job(IppJobState.Pending) with { Kilobytes = 49 }).IsCut(50_009));
        Assert.False((Job(IppJobState.Pending) with { Kilobytes = null }).IsCut(50_009));
        Assert.False((Job(IppJobState.Pending) with { Kilobytes = 20 }).IsCut(0));
        Assert.False((Job(IppJobState.Pending) with { Kilobytes = 20, DocumentCount = 0 }).IsCut(50_009));
        Assert.True((Job(IppJobState.Completed) with { Kilobytes = 20, DocumentCount = 0 }).IsCut(50_009));    // its document is forgotten by now
    }

    [Theory]
    [InlineData(49, 50_009, false)]
    [InlineData(48, 50_009, false)]    // rounded down
    [InlineData(47, 50_009, true)]
    [InlineData(50, 50_009, true)]
    [InlineData(0, 50_009, false)]
    public void HasOtherSize_InEitherDirection_IsTrue(int kilobytes, long bytes, bool isOther) =>
        Assert.Equal(isOther, (Job(IppJobState.Pending) with { Kilobytes = kilobytes }).HasOtherSize(bytes));

    [Fact]
    public void Is_AnotherJobUnderTheSameId_IsNot()
    {
        var job = Job(IppJobState.Pending);
        var nameless = job with { Name = null };

        Assert.True(job.Is(new IppReference(job.Id, job.Uuid), job.Name!));
        Assert.True(nameless.Is(new IppReference(99, job.Uuid), "other"));    // the server gave its jobs new numbers
        Assert.False(job.Is(new IppReference(job.Id, "urn:uuid:00000000-0000-0000-0000-000000000000"), job.Name!));

        // Without a UUID on either side the name must be ours too.
        foreach (var (found, reference) in new[] { (job, new IppReference(job.Id, null)), (job with { Uuid = null }, new IppReference(job.Id, job.Uuid)) })
        {
            Assert.True(found.Is(reference, job.Name!));
            Assert.False(found.Is(reference, "other"));
            Assert.Null((found with { Name = null }).Is(reference, job.Name!));
            Assert.False((found with { Name = null }).Is(reference with { JobId = 99 }, job.Name!));
            Assert.Null(found.Is(reference with { JobId = 99 }, job.Name!));
        }
    }

    [Theory]
    [InlineData("17 urn:uuid:de32b206-85b3-3e19-56a0-33a8230a53d1 50009", 17, "urn:uuid:de32b206-85b3-3e19-56a0-33a8230a53d1", 50009L)]
    [InlineData("17 50009", 17, null, 50009L)]
    [InlineData("17 urn:uuid:de32b206-85b3-3e19-56a0-33a8230a53d1", 17, "urn:uuid:de32b206-85b3-3e19-56a0-33a8230a53d1", null)]
    [InlineData("17", 17, null, null)]
    public void Reference_Written_IsReadAgain(string text, int id, string? uuid, long? bytes)
    {
        Assert.Equal(new IppReference(id, uuid, bytes), IppReference.TryParse(text));
        Assert.Equal(text, new IppReference(id, uuid, bytes).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0 x")]
    [InlineData("-1")]
    [InlineData("spool")]
    public void Reference_OfSomethingElse_IsNone(string? text) => Assert.Null(IppReference.TryParse(text));

    [Theory]
    [InlineData(96)]
    [InlineData(500)]
    public void Reference_LongUuid_FitsIntoAProof(int length) =>
        Assert.InRange(new IppReference(int.MaxValue, new string('x', length), long.MaxValue).ToString().Length, 1, Proof.LongestValue);

    [Theory]
    [InlineData("ipp://printer.example/ipp/print", "ipp://printer.example:631/ipp/print", "http://printer.example:631/ipp/print")]
    [InlineData("ipps://printer.example/ipp/print", "ipps://printer.example:631/ipp/print", "https://printer.example:631/ipp/print")]
    [InlineData("IPP://Printer.Example:8631", "ipp://printer.example:8631/", "http://printer.example:8631/")]
    [InlineData("ipps://printer.example:443/x", "ipps://printer.example:443/x", "https://printer.example/x")]
    [InlineData("ipp://[::1]:8631/printers/hall", "ipp://[::1]:8631/printers/hall", "http://[::1]:8631/printers/hall")]
    public void Address_Uri_HasPort631AndItsHttp(string uri, string expected, string http)
    {
        var address = IppAddress.TryParse(uri);

        Assert.Equal((expected, http), (address!.Uri, address.Http.ToString()));
        Assert.Equal($"{expected[..^address.Http.AbsolutePath.Length]}/printers/hall%20x", address.WithPath("/printers/hall%20x")!.Uri);
    }

    [Theory]
    [InlineData("ipp:")]
    [InlineData("ipp:hall")]
    [InlineData("ipp://user@printer.example/")]
    [InlineData("ipp://printer.example/?x")]
    [InlineData("http://printer.example/")]
    public void Address_NoPrinter_IsNone(string uri) => Assert.Null(IppAddress.TryParse(uri));

    [Theory]
    [InlineData("ipp://printer.example/", "Basic", false)]
    [InlineData("ipp://printer.example/", "Digest", true)]
    [InlineData("ipps://printer.example/", "Basic", true)]
    [InlineData("ipp://127.0.0.1/", "Basic", true)]
    [InlineData("ipps://printer.example/", "NTLM", false)]
    public void Credentials_PasswordInTheClear_GoesOnlyWhereNobodyCanReadIt(string uri, string scheme, bool isGiven)
    {
        using var folder = new TemporaryFolder();
        var options = new IppConnectionOptions(IppAddress.TryParse(uri)!, "billing", folder.Write("geheim\n", "password"), null, 1);

        var credential = new IppCredentials(options).GetCredential(options.Address.Http, scheme);

        Assert.Equal(isGiven ? ("billing", "geheim") : (null, null), (credential?.UserName, credential?.Password));
    }

    [Theory]
    [InlineData(3, true, "none", PrinterCondition.Idle, null)]
    [InlineData(4, true, "none", PrinterCondition.Processing, null)]
    [InlineData(5, true, "paused", PrinterCondition.Stopped, ReasonCode.PrinterStopped)]
    [InlineData(3, true, "media-empty-error", PrinterCondition.Idle, ReasonCode.MediaMissing)]
    [InlineData(5, true, "media-needed", PrinterCondition.Stopped, ReasonCode.MediaMissing)]
    [InlineData(5, true, "toner-empty-error", PrinterCondition.Stopped, ReasonCode.MediaMissing)]
    [InlineData(4, true, "toner-low-warning", PrinterCondition.Processing, null)]
    [InlineData(4, true, "media-low-report", PrinterCondition.Processing, null)]
    [InlineData(5, true, "media-jam-error", PrinterCondition.Stopped, ReasonCode.PrinterStopped)]
    [InlineData(3, true, "offline-report", PrinterCondition.Idle, ReasonCode.PrinterStopped)]
    [InlineData(3, false, "none", PrinterCondition.NotAccepting, ReasonCode.PrinterStopped)]
    [InlineData(5, true, "none", PrinterCondition.Stopped, ReasonCode.PrinterStopped)]
    public void PrinterState_EachReason_HasItsWord(int state, bool isAccepting, string reason, PrinterCondition condition, ReasonCode? word)
    {
        var status = IppPrinterState.Read("hall", "ipp://printer.example:631/", Printer(state, isAccepting, IppAttribute.Of("printer-state-reasons", IppTag.Keyword, reason)));

        Assert.Equal((condition, word, 7), (status.Condition, status.Reason, status.QueuedJobs));
        Assert.Equal(["*"], status.Media);
    }

    [Fact]
    public void PrinterState_Media_AreThoseThatAreReady()
    {
        var collection = new IppValue.Collection([IppAttribute.Of("media-size-name", IppTag.Keyword, "iso_a5_148x210mm")]);

        Assert.Equal(["iso_a4_210x297mm"], MediaOf(IppAttribute.Of("media-ready", IppTag.Keyword, "iso_a4_210x297mm"), new IppAttribute("media-col-ready", [collection])));
        Assert.Equal(["iso_a5_148x210mm"], MediaOf(new IppAttribute("media-col-ready", [collection, collection])));

        static IReadOnlyList<string> MediaOf(params IppAttribute[] attributes) => IppPrinterState.Read("hall", "ipp://printer.example:631/", Printer(3, true, attributes)).Media;
    }

    private static IppMessage Printer(int state, bool isAccepting, params IppAttribute[] attributes) => new(0, 1,
    [
        new IppGroup(IppTag.PrinterAttributes,
        [
            new IppAttribute("printer-state", [new IppValue.Number(IppTag.Enum, state)]),
            IppAttribute.Of("printer-is-accepting-jobs", isAccepting),
            IppAttribute.Of("queued-job-count", 7),
            .. attributes,
        ]),
    ]);

    private static IppJob Job(IppJobState state) => new(
        17, "urn:uuid:de32b206-85b3-3e19-56a0-33a8230a53d1", "2026-10-0001~d1", state, ["none"], DocumentCount: 1, Kilobytes: 49, WasProcessed: true);
}
