using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Storage.PostgreSql.Writes;

/// <summary>An accepting write: an invoice with its dispatches.</summary>
internal sealed class AcceptWrite : QueuedWrite<AcceptResult>
{
    /// <summary>How many dispatches an invoice can have, copies included: a dispatch's id is this many times the invoice's, and its place.</summary>
    public const int MaxDispatches = 1000;

    public AcceptWrite(NewInvoice invoice, CancellationToken cancellationToken) : base(cancellationToken)
    {
        if (invoice.Dispatches.Count is 0 or > MaxDispatches)
            throw new ArgumentException($"The invoice {invoice.Row.Biller}/{invoice.Row.Number} has {invoice.Dispatches.Count} dispatches; it can have 1 to {MaxDispatches}.", nameof(invoice));
        if (invoice.Dispatches.DistinctBy(dispatch => (dispatch.Row.DispatchId.Definition, dispatch.Row.DispatchId.Copy)).Count() != invoice.Dispatches.Count)
            throw new StorageException($"The invoice {invoice.Row.Biller}/{invoice.Row.Number} has two dispatches of one definition.", isUncertain: false);
        Row = invoice.Row with { FinalizedAt = WholeMilliseconds.Of(invoice.Row.FinalizedAt), Name = invoice.Row.Number };
        Dispatches = [.. invoice.Dispatches.Select(dispatch => dispatch with { Progress = WholeMilliseconds.Of(dispatch.Progress) })];
    }

    public InvoiceRow Row { get; private set; }

    public IReadOnlyList<NewDispatch> Dispatches { get; private set; }

    public (string Number, string Biller) Key => (Row.Number, Row.Biller);

    /// <summary>Gives it the ids under which it is inserted next.</summary>
    public void Number(long id)
    {
        Row = Row with { Id = id };
        Dispatches = [.. Dispatches.Select((dispatch, place) => dispatch with { Row = dispatch.Row with { Id = (id * MaxDispatches) + place } })];
    }

    /// <summary>Gives it the long name, because the short one is taken.</summary>
    public void TakeLongName() => Row = Row with { Name = $"{Row.Biller}/{Row.Number}" };

    public void Inserted() => Result = new AcceptResult(
        IsNew: true, new InvoiceRecord(Row, [.. Dispatches.Select(dispatch => new DispatchRecord(dispatch.Row, dispatch.Progress, 1, Row))]));

    public void Found(InvoiceRecord existing) => Result = new AcceptResult(IsNew: false, existing);
}
