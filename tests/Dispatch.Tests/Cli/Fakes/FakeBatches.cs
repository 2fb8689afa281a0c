using System.Reflection;
using Dispatch.Abstractions;

namespace Dispatch.Tests.Cli.Fakes;

/// <summary>One print batch in memory.</summary>
internal sealed class FakeBatches
{
    public const string Id = "october~hall~1";

    /// <summary>What commands were given, as text.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Why the next commands are refused; none: they are done.</summary>
    public Problem? Error { get; set; }

    /// <summary>Whether commands wait for an open attempt.</summary>
    public bool IsRequested { get; set; }

    public PrintBatchView View { get; set; } = new()
    {
        Id = Id,
        Number = 12,
        Printer = "hall",
        Run = "october",
        State = DispatchState.Held,
        Reason = ReasonCode.ConnectionLost,
        CreatedAt = FakeViews.Instant,
        LetterCount = 3,
        EnvelopeCount = 2,
        SheetCount = 4,
        Postage = Postage.A,
        Enclosures = ["leaflet"],
        Attempts = [new AttemptView { Number = 1, StartedAt = FakeViews.Instant, EndedAt = FakeViews.Instant, Outcome = OutcomeKind.Unknown, Reason = ReasonCode.ConnectionLost, Proof = new ProofView("reference", "4711") }],
        Envelopes = [new PrintBatchEnvelope(1, 1, ["A~d1"]), new PrintBatchEnvelope(2, 3, ["B~d1", "C~d1"])],
    };

    public Task<Page<PrintBatchView>> List(PrintBatchQuery query)
    {
        Calls.Add($"list {query.Run} {query.Printer} {query.State}");
        return Task.FromResult(new Page<PrintBatchView>([View with { Envelopes = [] }], null));
    }

    public object Call(string id, MethodInfo method, object?[] args)
    {
        if (method.Name == nameof(IPrintBatchGrain.GetAsync))
            return Task.FromResult(id == Id ? View : null);
        Calls.Add($"{id} {method.Name} {string.Join(' ', args)}");
        return Task.FromResult(new PrintBatchAnswer(View, Error, IsRequested));
    }
}
