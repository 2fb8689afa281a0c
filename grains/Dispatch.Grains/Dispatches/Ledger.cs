using Dispatch.Abstractions;

namespace Dispatch.Grains.Dispatches;

/// <summary>What the states of dispatches mean for those who count.</summary>
internal static class Ledger
{
    /// <summary>The one column in which a state counts.</summary>
    public static LedgerColumn ColumnOf(DispatchState state) => state switch
    {
        DispatchState.Standby => LedgerColumn.NotOwed,
        DispatchState.Pending or DispatchState.Sending or DispatchState.Submitted or DispatchState.Deferred => LedgerColumn.InFlight,
        DispatchState.Delivered or DispatchState.Confirmed => LedgerColumn.Delivered,
        DispatchState.Bounced => LedgerColumn.Bounced,
        DispatchState.Refused => LedgerColumn.Refused,
        DispatchState.Held => LedgerColumn.Held,
        DispatchState.Cancelled => LedgerColumn.Cancelled,
        DispatchState.Unknown => LedgerColumn.Unknown,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    /// <summary>Where an invoice stands whose dispatches stand in <paramref name="states"/>.</summary>
    public static InvoiceState StateOf(IEnumerable<DispatchState> states)
    {
        var needsCare = false;
        foreach (var state in states)
        {
            switch (ColumnOf(state))
            {
                case LedgerColumn.InFlight or LedgerColumn.Unknown:
                    return InvoiceState.InProgress;
                case LedgerColumn.Bounced or LedgerColumn.Refused or LedgerColumn.Held:
                    needsCare = true;
                    break;
            }
        }

        return needsCare ? InvoiceState.NeedsCare : InvoiceState.Settled;
    }
}
