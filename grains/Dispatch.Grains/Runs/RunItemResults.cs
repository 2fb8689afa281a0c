using Dispatch.Abstractions;
using Dispatch.Storage.Runs;

namespace Dispatch.Grains.Runs;

/// <summary>What an answer makes of an input; none where it is to be asked again.</summary>
internal static class RunItemResults
{
    /// <summary>After a check.</summary>
    public static RunItem? OfCheck(RunItem item, PreviewAnswer answer)
    {
        if (answer.Unavailable is not null)
            return null;
        if (answer.Preview is not { } preview || answer.Errors.Count > 0)
            return Refused(item, answer.Errors);
        return item with
        {
            State = RunItemState.Valid,
            Biller = preview.Biller,
            Number = preview.Number,
            InputHash = preview.InputHash,
            HasLetter = preview.Dispatches.Any(planned => planned is { Kind: DispatchKind.Post, IsStandby: false }),
            Errors = null,
        };
    }

    /// <summary>After a finalization. A repeated receipt of this very run is the answer to a step that was lost.</summary>
    public static RunItem? OfFinalization(RunItem item, FinalizeAnswer answer, string run) => answer switch
    {
        FinalizeAnswer.Accepted accepted => Finalized(item, accepted.Invoice),
        FinalizeAnswer.Repeated repeated when repeated.Invoice.Run == run => Finalized(item, repeated.Invoice),
        FinalizeAnswer.Repeated => item with { State = RunItemState.Repeated },
        FinalizeAnswer.Conflict conflict => Refused(item, [conflict.Error]),
        FinalizeAnswer.Refused refused => Refused(item, refused.Errors),
        _ => null,
    };

    /// <summary>Its file is not there.</summary>
    public static RunItem Missing(RunItem item) => Refused(
        item, [new Problem("source_missing", "", "", "The input's file could not be read when it was staged, or is not in the document store any more.", "Start the input again.")]);

    private static RunItem Finalized(RunItem item, InvoiceView invoice) => item with
    {
        State = RunItemState.Finalized,
        DispatchCount = invoice.Dispatches.Count(dispatch => dispatch.Key.Copy == 0),
    };

    private static RunItem Refused(RunItem item, IReadOnlyList<Problem> errors) => item with { State = RunItemState.Refused, Errors = RunDetails.Write(errors) };
}
