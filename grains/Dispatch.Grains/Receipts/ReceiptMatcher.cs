using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Bounces;
using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Receipts;

/// <summary>
/// Finds the dispatch that a receipt is about: by a token, which nobody else can make up; else by what the returned headers say, if dispatch id and
/// Message-ID fit together.
/// </summary>
internal sealed class ReceiptMatcher(IDispatchStore store)
{
    /// <summary>Finds it; none if the receipt names none, or one that is not ours.</summary>
    public async Task<DispatchRecord?> FindAsync(ReceiptReference reference)
    {
        foreach (var token in reference.Tokens)
        {
            if (ReturnToken.TryReadRowId(token, out var rowId)
                && await store.FindDispatchAsync(rowId) is { } record
                && ReturnToken.Matches(token, rowId, record.Row.DispatchId.ToString(), record.Row.DocumentHash))
            {
                return record;
            }
        }

        return reference is { DispatchName: { } name, MessageId: { } messageId } ? await FindAsync(name, messageId) : null;
    }

    private async Task<DispatchRecord?> FindAsync(string name, string messageId) => DispatchNames.InvoiceIn(name) is not { } invoiceName
        ? null
        : (await store.FindInvoicesAsync(invoiceName))
            .SelectMany(invoice => invoice.Dispatches)
            .FirstOrDefault(dispatch => dispatch.Row.Kind == DispatchKind.Email
                && dispatch.Row.DispatchId.NameFor(dispatch.Invoice.Name) == name
                && messageId.StartsWith(MessageIdentity.Of(dispatch.Row.DispatchId.ToString()).LocalPart + "@", StringComparison.OrdinalIgnoreCase));
}
