using Dispatch.Abstractions;

namespace Dispatch.Tests.Cli.Fakes;

/// <summary>Views to show.</summary>
internal static class FakeViews
{
    public static readonly DateTimeOffset Instant = new(2026, 11, 1, 8, 30, 0, 120, TimeSpan.FromHours(1));

    public static RecipientView Recipient { get; } = new() { Role = PartyRole.ContractingParty, Name = "Anna Muster", Email = "anna@muster.example" };

    public static RunLane Lane(DispatchKind kind, string destination, params IReadOnlyList<DispatchView> dispatches)
    {
        return new RunLane
        {
            Kind = kind,
            Destination = destination,
            Accepted = dispatches.Count,
            Delivered = Count(DispatchState.Delivered, DispatchState.Confirmed),
            Bounced = Count(DispatchState.Bounced),
            Refused = Count(DispatchState.Refused),
            Held = Count(DispatchState.Held),
            Cancelled = Count(DispatchState.Cancelled),
            Unknown = Count(DispatchState.Unknown),
            InFlight = Count(DispatchState.Pending, DispatchState.Sending, DispatchState.Submitted, DispatchState.Deferred),
            States = [.. dispatches.GroupBy(dispatch => (dispatch.State, dispatch.Reason)).Select(group => new RunStateCount(group.Key.State, group.Key.Reason, group.Count(), Instant))],
        };

        long Count(params DispatchState[] states) => dispatches.Count(dispatch => states.Contains(dispatch.State));
    }

    public static InvoiceView Invoice(string number, DispatchState state, string? run = null) => new()
    {
        Number = number,
        Name = number,
        Biller = "seehalden",
        Subscription = "100001",
        Run = run,
        State = state == DispatchState.Delivered ? InvoiceState.Settled : InvoiceState.InProgress,
        FinalizedAt = Instant,
        Document = new DocumentView(ContentHash.Of("x"u8), 1),
        TraceId = "0af7651916cd43dd8448eb211c80319c",
        Dispatches =
        [
            new DispatchView
            {
                Id = $"{number}~d1",
                Invoice = number,
                Key = new DispatchId("seehalden", number, "d1"),
                Kind = DispatchKind.Email,
                Definition = "d1",
                Destination = "relay",
                Recipient = Recipient,
                State = state,
                DueAt = state is DispatchState.Deferred or DispatchState.Unknown ? DateTimeOffset.MaxValue : null,
                Attempts = [new AttemptView { Number = 1, StartedAt = Instant, EndedAt = Instant.AddSeconds(1), Outcome = OutcomeKind.Delivered, Proof = new ProofView("smtp", "250 2.0.0 A1") }],
            },
        ],
    };
}
