using System.Diagnostics.Metrics;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Tests.Grains.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Silo;

[Collection("engine")]
public sealed class DestinationTests
{
    private static readonly DestinationState Up = new("smtp", null, null);
    private static readonly DestinationState Down = new("spare", DateTimeOffset.UnixEpoch, ReasonCode.ConnectRefused);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_DestinationDown_IsDegradedAndNamesItWithItsReason()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var checks = engine.Host.Services.GetRequiredService<HealthCheckService>();

        email.Destinations = [Up];
        var before = (await checks.CheckHealthAsync(Stop)).Entries["destinations"];
        email.Destinations = [Up, Down];
        var after = (await checks.CheckHealthAsync(Stop)).Entries["destinations"];

        Assert.Equal((HealthStatus.Healthy, HealthStatus.Degraded), (before.Status, after.Status));
        Assert.Equal([KeyValuePair.Create("email/spare", (object)"connect_refused")], after.Data);
    }

    [Fact]
    public async Task OpenGauge_DestinationDown_IsOne()
    {
        var email = ScriptedChannel.Email();
        email.Destinations = [Up, Down];
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var meters = engine.Host.Services.GetRequiredService<IMeterFactory>();
        List<(string? Channel, string? Name, int Value)> measured = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "dispatch.destination.open" && instrument.Meter.Scope == meters)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => measured.Add(((string?)tags[0].Value, (string?)tags[1].Value, value)));
        listener.Start();

        listener.RecordObservableInstruments();

        Assert.Equal([("email", "smtp", 0), ("email", "spare", 1)], measured);
    }
}
