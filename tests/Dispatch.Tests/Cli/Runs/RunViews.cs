using Dispatch.Abstractions;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Runs;

/// <summary>Runs to show.</summary>
internal static class RunViews
{
    /// <summary>A paused run that finalizes: e-mails under way with troubles, letters on a paused printer.</summary>
    public static RunView Busy { get; } = new()
    {
        Id = "november-2026",
        State = RunState.Finalizing,
        Pause = new Pause("toner", "ANNA", FakeViews.Instant),
        Inputs = new RunInputCounts(1000, 0, 40, 8, 2, 900, 50, 0),
        InputsPerSecond = 13,
        TimeLeft = TimeSpan.FromSeconds(4),
        StartedAt = FakeViews.Instant,
        CountedAt = FakeViews.Instant,
        Lanes =
        [
            new RunLane
            {
                Kind = DispatchKind.Email,
                Destination = "relay",
                Accepted = 600,
                Delivered = 300,
                Refused = 4,
                Unknown = 1,
                InFlight = 295,
                States =
                [
                    new RunStateCount(DispatchState.Delivered, null, 300, FakeViews.Instant),
                    new RunStateCount(DispatchState.Refused, ReasonCode.RecipientRefused, 4, FakeViews.Instant),
                    new RunStateCount(DispatchState.Unknown, ReasonCode.Timeout, 1, FakeViews.Instant),
                    new RunStateCount(DispatchState.Deferred, ReasonCode.ConnectRefused, 95, FakeViews.Instant),
                    new RunStateCount(DispatchState.Pending, null, 200, FakeViews.Instant),
                ],
                OldestOpenAt = FakeViews.Instant,
                PerSecond = 9.5,
                TimeLeft = TimeSpan.FromSeconds(32),
                Limit = RunLimit.Destination,
            },
            new RunLane
            {
                Kind = DispatchKind.Post,
                Destination = "hall-of-the-printers",
                Accepted = 350,
                InFlight = 350,
                States = [new RunStateCount(DispatchState.Pending, null, 350, FakeViews.Instant)],
                OldestOpenAt = FakeViews.Instant.AddMinutes(1),
                Limit = RunLimit.ChannelPaused,
                Pause = new Pause("no paper", "BERT", FakeViews.Instant),
            },
        ],
    };

    /// <summary>The run <c>october</c>.</summary>
    public static RunView Of(RunState state, int refused, int held) => new()
    {
        Id = "october",
        State = state,
        Inputs = new RunInputCounts(10, 0, state is RunState.Finalizing ? 3 : 0, refused, 0, 10 - refused, 0, 0),
        StartedAt = FakeViews.Instant,
        CountedAt = FakeViews.Instant,
        Lanes = held == 0
            ? []
            : [new RunLane { Kind = DispatchKind.Email, Destination = "relay", Accepted = held, Held = held, States = [new RunStateCount(DispatchState.Held, null, held, FakeViews.Instant)] }],
    };
}
