using System.Security.Cryptography;
using Dispatch.Channels;
using Dispatch.Tests.Servers.Cups;

namespace Dispatch.Tests.Channels.Print.Ipp;

public sealed class IppPrinterTests : IDisposable
{
    private readonly Shipments _shipments = new();
    private readonly IppDesk _desk = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task Send_Letter_IsPrintedUnderItsIdAndDeliveredWhenTheJobIsCompleted()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        var letter = _desk.Recording(_shipments.Create(destination: "hall"));

        var sent = await channel.SendAsync(letter, _shipments, Stop);

        var reference = Assert.Single(_desk.References);
        Assert.Matches($"^1 urn:uuid:[0-9a-f-]{{36}} {_shipments.Document.Bytes}$", reference);
        Assert.Equal(new AttemptOutcome.Submitted(reference, TimeSpan.FromSeconds(10)), sent);
        var printed = Assert.Single(await cups.WaitForPrintedAsync(1, Stop));
        Assert.Equal("2026-10-0001~d1", printed.JobName);
        Assert.Equal(_shipments.Content(_shipments.Document), printed.Content);
        Assert.Equal(new AttemptOutcome.Delivered(IppDesk.ProofOf(reference)), await _desk.AskUntilEndedAsync(channel, letter with { Reference = reference }, Stop));
        Assert.Equal(
            [2130, 2131, 2132, 2133, 2134, 2120],
            _desk.Log.Ids.Take(6));
    }

    [Fact]
    public async Task SendBatch_Streamed_IsOneJobWithTheBatchsId()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        var content = RandomNumberGenerator.GetBytes(3_000_001);

        var sent = await channel.SendBatchAsync(_desk.Batch(content), Stop);

        Assert.IsType<AttemptOutcome.Submitted>(sent.Outcome);
        var printed = Assert.Single(await cups.WaitForPrintedAsync(1, Stop));
        Assert.Equal("october-2026~hall~1", printed.JobName);
        Assert.Equal(content, printed.Content);
        var asked = _desk.Batch(content) with { OpenAsync = null, Sha256 = "", Bytes = 0, Reference = Assert.Single(_desk.References) };
        Assert.IsType<AttemptOutcome.Delivered>(await _desk.AskUntilEndedAsync(channel, asked, Stop));
    }
}
