using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Grains.Telemetry;
using Dispatch.Storage.Dispatches;
using Dispatch.Tests.Grains.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Silo;

[Collection("engine")]
public sealed class TelemetryTests
{
    private static readonly (string Key, string Value)[] Impatient = [("Email:Retry:FirstDelay", "00:00:01"), ("Email:Retry:MaxDelay", "00:00:01")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_OfSpansAndInstruments_AreTheApprovedOnes()
    {
        await using var engine = await TestEngine.StartAsync(configure: null, Impatient);
        await engine.ImportAsync(ByEmail("mail"), ByPost("letter"));
        var traceFile = Path.Combine(engine.Folder, "spans.jsonl");
        await engine.StopHostAsync();
        BlockPickup(engine);
        await engine.StartHostAsync(traceFile);
        var names = new ConcurrentDictionary<string, SortedSet<string>>();
        using var listener = Listen(engine, names);

        var receipt = Assert.IsType<FinalizeAnswer.Accepted>(await engine.AnswerAsync(TestInvoices.Request("T-1") with { RunId = "run-1" })).Invoice;
        await engine.WaitAsync(receipt, view => view.Dispatches[0].State == DispatchState.Deferred && view.Dispatches[1].State == DispatchState.Delivered);
        engine.Host.Services.GetRequiredService<PendingCounts>().Update(await engine.Host.Services.GetRequiredService<IDispatchStore>().CountAsync(cancellationToken: Stop));
        listener.RecordObservableInstruments();
        UnblockPickup(engine);
        await engine.SettleAsync(receipt);
        await engine.StopHostAsync();

        foreach (var span in (await ReadSpansAsync(traceFile)).Where(span => IsOf(receipt, span) && Text(span, "source").StartsWith("Dispatch.", StringComparison.Ordinal)))
        {
            var keys = names.GetOrAdd($"span {Text(span, "source")} '{Text(span, "name")}' {Text(span, "kind")}", _ => new SortedSet<string>(StringComparer.Ordinal));
            keys.UnionWith(span.GetProperty("attributes").EnumerateObject().Select(attribute => attribute.Name));
        }

        var found = string.Concat(names.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {string.Join(", ", entry.Value)}".TrimEnd() + "\n"));
        // A change that is meant: copy the received file over the approved one, and raise the version where a name or attribute changed.
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Silo", "telemetry-names.received.txt"), $"version {DispatchTelemetry.Version}\n{found}", Stop);
        var approved = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Silo", "telemetry-names.approved.txt"), Stop);
        Assert.Equal($"version {DispatchTelemetry.Version}\n{found}", approved);
    }

    [Fact]
    public async Task Trace_OfTheCaller_HoldsFinalizingRenderingAndSending()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.ImportAsync(ByEmail("mail"));
        var traceFile = Path.Combine(engine.Folder, "spans.jsonl");
        await engine.StopHostAsync();
        await engine.StartHostAsync(traceFile);
        var (trace, caller) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());

        var answer = await engine.AnswerAsync(TestInvoices.Request("T-1") with { TraceParent = $"00-{trace}-{caller}-01" });
        var receipt = Assert.IsType<FinalizeAnswer.Accepted>(answer).Invoice;
        await engine.SettleAsync(receipt);
        await engine.StopHostAsync();

        var spans = (await ReadSpansAsync(traceFile)).Where(span => Text(span, "traceId") == trace && Text(span, "source").StartsWith("Dispatch.", StringComparison.Ordinal)).ToList();
        var finalize = Assert.Single(spans, span => Text(span, "name") == "finalize invoice");
        Assert.Equal((trace, trace), (answer.TraceId, receipt.TraceId));
        Assert.Equal(caller, Text(finalize, "parentSpanId"));
        Assert.Equal(Text(finalize, "spanId"), Text(Assert.Single(spans, span => Text(span, "name") == "render document"), "parentSpanId"));
        Assert.Equal(Text(finalize, "spanId"), Text(Assert.Single(spans, span => Text(span, "name") == "send email"), "parentSpanId"));
    }

    [Fact]
    public async Task Trace_OfARetryAfterARestart_IsItsOwnAndLinksToTheFirst()
    {
        await using var engine = await TestEngine.StartAsync(configure: null, Impatient);
        await engine.ImportAsync(ByEmail("mail"));
        var traceFile = Path.Combine(engine.Folder, "spans.jsonl");
        BlockPickup(engine);
        var receipt = await engine.FinalizeAsync("T-1");
        await engine.WaitAsync(receipt, view => view.Dispatches[0].State == DispatchState.Deferred);
        await engine.StopHostAsync();
        UnblockPickup(engine);

        await engine.StartHostAsync(traceFile);
        await engine.SettleAsync(receipt);
        await engine.StopHostAsync();

        var send = Assert.Single(await ReadSpansAsync(traceFile), span => Text(span, "name") == "send email" && IsOf(receipt, span));
        Assert.NotEqual(receipt.TraceId, Text(send, "traceId"));
        Assert.Equal(receipt.TraceId, Text(Assert.Single(send.GetProperty("links").EnumerateArray()), "traceId"));
    }

    /// <summary>Whether a span is in the receipt's trace or linked to it: tests of channels make spans in this process at the same time.</summary>
    private static bool IsOf(InvoiceView receipt, JsonElement span) =>
        Text(span, "traceId") == receipt.TraceId || (span.TryGetProperty("links", out var links) && links.EnumerateArray().Any(link => Text(link, "traceId") == receipt.TraceId));

    private static void BlockPickup(TestEngine engine) => File.WriteAllText(Path.Combine(engine.Folder, "email"), "A file where the folder should be.");

    private static void UnblockPickup(TestEngine engine) => File.Delete(Path.Combine(engine.Folder, "email"));

    private static MeterListener Listen(TestEngine engine, ConcurrentDictionary<string, SortedSet<string>> names)
    {
        var meters = engine.Host.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (!instrument.Meter.Name.StartsWith("Dispatch.", StringComparison.Ordinal) || instrument.Meter.Scope != meters)
                    return;
                names.TryAdd(NameOf(instrument), new SortedSet<string>(StringComparer.Ordinal));
                listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Add(instrument, tags));
        listener.Start();
        return listener;

        void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var keys = names[NameOf(instrument)];
            foreach (var tag in tags)
            {
                lock (keys)
                    keys.Add(tag.Key);
            }
        }
    }

    private static string NameOf(Instrument instrument) =>
        $"{instrument.GetType().Name.Split('`')[0].ToLowerInvariant()} {instrument.Meter.Name} {instrument.Name} {instrument.Unit}";

    private static async Task<List<JsonElement>> ReadSpansAsync(string file) =>
        [.. (await File.ReadAllLinesAsync(file, Stop)).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    private static string Text(JsonElement span, string property) => span.TryGetProperty(property, out var value) ? value.GetString()! : "";
}
