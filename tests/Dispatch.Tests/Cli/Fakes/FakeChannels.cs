using System.Reflection;
using Dispatch.Abstractions;

namespace Dispatch.Tests.Cli.Fakes;

/// <summary>The engine's channels in memory: a relay and a printer.</summary>
internal sealed class FakeChannels
{
    public List<ChannelView> Views { get; } =
    [
        new() { Kind = DispatchKind.Email, Destination = "relay", IsConfigured = true, SlotCount = 32, InFlight = 4, Deferred = 1, OldestOpenAt = FakeViews.Instant },
        new() { Kind = DispatchKind.Post, Destination = "hall", IsConfigured = true, SlotCount = 8 },
    ];

    public object Call(MethodInfo method, object?[] args) => method.Name switch
    {
        nameof(IChannelGrain.ListAsync) => Task.FromResult<IReadOnlyList<ChannelView>>([.. Views]),
        nameof(IChannelGrain.PauseAsync) => Set((DispatchKind?)args[0], (string?)args[1], new Pause((string)args[2]!, (string)args[3]!, FakeViews.Instant)),
        nameof(IChannelGrain.MoveLettersAsync) => Move([.. args.Select(arg => (string?)arg)]),
        nameof(IChannelGrain.ResumeAsync) => Set((DispatchKind?)args[0], (string?)args[1], null),
        _ => throw new NotSupportedException(method.Name),
    };

    /// <summary>What the next calls of a move answer, in this order; then nothing is left.</summary>
    public Queue<MoveAnswer> Moves { get; } = [];

    /// <summary>What moves were asked for: from, to, run, reason, by.</summary>
    public List<string?[]> Moved { get; } = [];

    private Task<MoveAnswer> Move(string?[] args)
    {
        Moved.Add(args);
        return Task.FromResult(Moves.TryDequeue(out var answer) ? answer : new MoveAnswer(0, 0, 0, IsComplete: true));
    }

    private Task<Problem?> Set(DispatchKind? kind, string? destination, Pause? pause)
    {
        var found = Views.FindAll(view => (kind is null || view.Kind == kind) && (destination is null || view.Destination == destination));
        if (found.Count == 0)
            return Task.FromResult<Problem?>(new Problem("destination_unknown", "destination", destination ?? "", "It has no such destination.", "Use one of: hall."));
        foreach (var view in found)
            Views[Views.IndexOf(view)] = view with { Pause = pause };
        return Task.FromResult<Problem?>(null);
    }
}
