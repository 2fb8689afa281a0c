using Dispatch.Abstractions;
using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Tests.Grains.Dispatches;

public sealed class DispatchReferenceTests
{
    [Fact]
    public void IsOverruled_RetriedByAPersonSinceItWasRecorded_IsTrue() =>
        Assert.True(DispatchReference.IsOverruled(Open(Past(1, "17", isRetried: true))));

    [Fact]
    public void IsOverruled_FurtherAttemptsOfThatDecision_IsTrue() =>
        Assert.True(DispatchReference.IsOverruled(Open(Past(1, "17", isRetried: true), Past(2, null, isRetried: false), Past(3, null, isRetried: false))));

    [Fact]
    public void IsOverruled_RecordedSinceTheDecision_IsFalse()
    {
        Assert.False(DispatchReference.IsOverruled(Open(Past(1, "17", isRetried: true), Past(2, "18", isRetried: false))));
        Assert.False(DispatchReference.IsOverruled(DispatchReference.With(Open(Past(1, "17", isRetried: true)), "18")));
    }

    [Fact]
    public void IsOverruled_NothingRecorded_IsWhetherAPersonHasDecided()
    {
        Assert.False(DispatchReference.IsOverruled(Open()));
        Assert.False(DispatchReference.IsOverruled(Open(Past(1, null, isRetried: false))));
        Assert.True(DispatchReference.IsOverruled(Open(Past(1, null, isRetried: true), Past(2, null, isRetried: false))));
    }

    private static DispatchProgress Open(params PastAttempt[] history) => new()
    {
        State = DispatchState.Sending,
        Attempt = history.Length + 1,
        ChangedAt = DateTimeOffset.UnixEpoch,
        History = history,
    };

    private static PastAttempt Past(int number, string? reference, bool isRetried) => new(
        number, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, OutcomeKind.Unknown, ReasonCode.ConnectionLost, null,
        reference is null ? null : DispatchReference.Kind, reference, isRetried);
}
