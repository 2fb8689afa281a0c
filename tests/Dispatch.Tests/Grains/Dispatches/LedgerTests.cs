using Dispatch.Abstractions;
using Dispatch.Grains.Dispatches;

namespace Dispatch.Tests.Grains.Dispatches;

public sealed class LedgerTests
{
    [Fact]
    public void ColumnOf_EveryState_HasExactlyOneColumn()
    {
        var columns = Enum.GetValues<DispatchState>().ToDictionary(state => state, Ledger.ColumnOf);

        Assert.Equal(
            new Dictionary<DispatchState, LedgerColumn>
            {
                [DispatchState.Standby] = LedgerColumn.NotOwed,
                [DispatchState.Pending] = LedgerColumn.InFlight,
                [DispatchState.Sending] = LedgerColumn.InFlight,
                [DispatchState.Submitted] = LedgerColumn.InFlight,
                [DispatchState.Deferred] = LedgerColumn.InFlight,
                [DispatchState.Delivered] = LedgerColumn.Delivered,
                [DispatchState.Confirmed] = LedgerColumn.Delivered,
                [DispatchState.Bounced] = LedgerColumn.Bounced,
                [DispatchState.Refused] = LedgerColumn.Refused,
                [DispatchState.Unknown] = LedgerColumn.Unknown,
                [DispatchState.Held] = LedgerColumn.Held,
                [DispatchState.Cancelled] = LedgerColumn.Cancelled,
            },
            columns);
    }

    [Fact]
    public void ColumnOf_NoSuchState_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Ledger.ColumnOf((DispatchState)99));

    [Theory]
    [InlineData(InvoiceState.Settled, DispatchState.Delivered, DispatchState.Standby)]
    [InlineData(InvoiceState.Settled, DispatchState.Confirmed, DispatchState.Cancelled)]
    [InlineData(InvoiceState.InProgress, DispatchState.Refused, DispatchState.Pending)]
    [InlineData(InvoiceState.InProgress, DispatchState.Unknown, DispatchState.Delivered)]
    [InlineData(InvoiceState.InProgress, DispatchState.Submitted, DispatchState.Held)]
    [InlineData(InvoiceState.NeedsCare, DispatchState.Held, DispatchState.Delivered)]
    [InlineData(InvoiceState.NeedsCare, DispatchState.Refused, DispatchState.Delivered)]
    [InlineData(InvoiceState.NeedsCare, DispatchState.Bounced, DispatchState.Standby)]
    public void StateOf_Dispatches_IsOpenBeforeCareBeforeSettled(InvoiceState expected, params DispatchState[] states)
    {
        Assert.Equal(expected, Ledger.StateOf(states));
        Assert.Equal(expected, Ledger.StateOf(states.Reverse()));
    }
}
