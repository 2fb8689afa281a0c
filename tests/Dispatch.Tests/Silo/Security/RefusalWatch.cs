using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Dispatch.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Silo.Security;

/// <summary>Hears what one engine counts as refused.</summary>
internal sealed class RefusalWatch : IDisposable
{
    private readonly Channel<string> _refusals = Channel.CreateUnbounded<string>();
    private readonly MeterListener _listener;

    public RefusalWatch(DispatchHost host)
    {
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Name.EndsWith(".refused", StringComparison.Ordinal))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            _refusals.Writer.TryWrite(string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Value}")])));
        _listener.Start();
    }

    /// <summary>Whether nothing (more) was refused.</summary>
    public bool IsQuiet => !_refusals.Reader.TryPeek(out _);

    /// <summary>The next refusal: the counter's name and the reason.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        return await _refusals.Reader.ReadAsync(patience.Token);
    }

    public void Dispose() => _listener.Dispose();
}
