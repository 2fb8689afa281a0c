using Dispatch.Abstractions;
using Dispatch.Cli;

namespace Dispatch.Tests.Cli;

public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(false, new[] { DispatchState.Delivered, DispatchState.Confirmed, DispatchState.Cancelled, DispatchState.Standby }, 0)]
    [InlineData(false, new[] { DispatchState.Delivered, DispatchState.Pending }, 8)]
    [InlineData(false, new[] { DispatchState.Sending }, 8)]
    [InlineData(false, new[] { DispatchState.Submitted }, 8)]
    [InlineData(false, new[] { DispatchState.Deferred }, 8)]
    [InlineData(false, new[] { DispatchState.Refused }, 9)]
    [InlineData(false, new[] { DispatchState.Unknown }, 8)]
    [InlineData(false, new[] { DispatchState.Unknown, DispatchState.Refused }, 9)]
    [InlineData(false, new[] { DispatchState.Held }, 9)]
    [InlineData(false, new[] { DispatchState.Bounced }, 9)]
    [InlineData(false, new[] { DispatchState.Deferred, DispatchState.Refused }, 9)]
    [InlineData(true, new[] { DispatchState.Deferred, DispatchState.Refused }, 10)]
    [InlineData(true, new DispatchState[0], 10)]
    public void ForAccepted_SeveralFit_IsTheOneThatTellsMost(bool someRefused, DispatchState[] states, int expected) =>
        Assert.Equal(expected, (int)ExitCodes.ForAccepted(states, someRefused));

    [Theory]
    [InlineData(true, true, 4)]
    [InlineData(true, false, 3)]
    [InlineData(false, false, 3)]
    public void ForRefused_AllConflicts_IsConflict(bool first, bool second, int expected) =>
        Assert.Equal(expected, (int)ExitCodes.ForRefused([first, second]));

    [Fact]
    public void Describe_EachCode_HasWords() =>
        Assert.All(Enum.GetValues<ExitCode>(), code => Assert.NotEmpty(ExitCodes.Describe(code)));
}
