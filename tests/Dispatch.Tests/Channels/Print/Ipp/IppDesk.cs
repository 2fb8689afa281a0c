using System.Security.Cryptography;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Microsoft.Extensions.Options;

namespace Dispatch.Tests.Channels.Print.Ipp;

/// <summary>What tests of printers have in common: the channel, what was recorded of jobs, and questions until a job is done.</summary>
internal sealed class IppDesk : IDisposable
{
    private readonly List<PrintChannel> _channels = [];

    public CapturedLog<PrintChannel> Log { get; } = new();

    public List<string> References { get; } = [];

    /// <summary>A channel with one printer, <c>hall</c>.</summary>
    public PrintChannel Open(string uri, Action<PrinterOptions>? configure = null, Action<PrintOptions>? configureAll = null)
    {
        var options = new PrintOptions();
        var printer = new PrinterOptions { Uri = uri };
        configure?.Invoke(printer);
        options.Printers["hall"] = printer;
        configureAll?.Invoke(options);
        var channel = new PrintChannel(Options.Create(options), TimeProvider.System, Log);
        _channels.Add(channel);
        return channel;
    }

    public Shipment Recording(Shipment shipment) => shipment with { RecordReferenceAsync = RecordAsync };

    public BatchShipment Batch(byte[] content) => new()
    {
        Id = "october-2026~hall~1",
        Printer = "hall",
        Run = "october-2026",
        Attempt = 1,
        CreatedAt = new DateTimeOffset(2026, 10, 3, 6, 30, 0, TimeSpan.Zero),
        OpenAsync = _ => Task.FromResult<Stream>(new MemoryStream(content, writable: false)),
        Bytes = content.Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
        IsDuplex = true,
        RecordReferenceAsync = RecordAsync,
    };

    /// <summary>What a recorded job is as a proof: without the size of what was sent.</summary>
    public static Proof ProofOf(string reference) => new("ipp", SizelessOf(reference));

    /// <summary>What was recorded of a job before sizes were.</summary>
    public static string SizelessOf(string reference) => reference[..reference.LastIndexOf(' ')];

    /// <summary>Asks until the job is not under way any more.</summary>
    public Task<AttemptOutcome?> AskUntilEndedAsync(PrintChannel channel, Shipment letter, CancellationToken cancellationToken) =>
        AskUntilEndedAsync(() => channel.AskAsync(letter, cancellationToken), cancellationToken);

    /// <summary>Asks until the job is not under way any more.</summary>
    public Task<AttemptOutcome?> AskUntilEndedAsync(PrintChannel channel, BatchShipment batch, CancellationToken cancellationToken) =>
        AskUntilEndedAsync(async () => (await channel.AskBatchAsync(batch, cancellationToken))?.Outcome, cancellationToken);

    public void Dispose()
    {
        foreach (var channel in _channels)
            channel.Dispose();
    }

    private static async Task<AttemptOutcome?> AskUntilEndedAsync(Func<Task<AttemptOutcome?>> askAsync, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var outcome = await askAsync();
            if (outcome is not AttemptOutcome.Submitted)
                return outcome;
            await tick.WaitForNextTickAsync(limit.Token);
        }
    }

    private Task RecordAsync(string reference, CancellationToken cancellationToken)
    {
        References.Add(reference);
        return Task.CompletedTask;
    }
}
