using Dispatch.Abstractions;

namespace Dispatch.EndToEnd.Crash;

/// <summary>Holds what the engine shows after all is settled against what was answered and what arrived.</summary>
/// <param name="invoices">Every invoice, as the engine shows it.</param>
/// <param name="sinks">What arrived.</param>
/// <param name="expectedOf">How the dispatches of a subscription's invoices must stand, as <c>d1:Delivered d2:Delivered</c>.</param>
internal sealed class CrashLedger(IReadOnlyList<InvoiceView> invoices, CrashSinks sinks, Func<string, string> expectedOf)
{
    private readonly ILookup<string, RelayedMessage> _messages = sinks.Messages();
    private readonly ILookup<string, byte[]> _letters = sinks.Letters();
    private readonly ILookup<string, System.Text.Json.JsonElement> _entries = sinks.IndexEntries();

    /// <summary>The figures; kills are counted elsewhere.</summary>
    public CrashFigures Figures => new(
        Kills: 0,
        invoices.Sum(invoice => invoice.Dispatches.Count),
        invoices.Sum(invoice => invoice.Dispatches.Count(dispatch => dispatch.PossibleDuplicate)),
        _messages.Sum(copies => copies.Count() - 1));

    /// <summary>Everything that must not be; empty if all is as promised.</summary>
    /// <param name="sent">The numbers of all invoices sent.</param>
    /// <param name="answered">Those that were answered accepted or repeated.</param>
    public IEnumerable<string> FindFaults(IReadOnlyCollection<string> sent, IReadOnlyCollection<string> answered)
    {
        var shown = invoices.Select(invoice => invoice.Number).ToList();
        return answered.Except(shown).Select(number => $"{number} was answered accepted and is lost")
            .Concat(sent.Except(answered).Select(number => $"{number} was never answered"))
            .Concat(shown.Except(sent).Select(number => $"{number} was invented"))
            .Concat(shown.GroupBy(number => number).Where(group => group.Count() > 1).Select(group => $"{group.Key} exists {group.Count()} times"))
            .Concat(invoices.SelectMany(FindFaults))
            .Concat(_messages.Select(copies => copies.Key).Except(Delivered(DispatchKind.Email, dispatch => dispatch.Invoice)).Select(number => $"{number} arrived by e-mail and is not shown as delivered"))
            .Concat(_letters.Select(copies => copies.Key).Concat(_entries.Select(copies => copies.Key)).Except(Delivered(DispatchKind.Post, dispatch => dispatch.Id))
                .Select(id => $"{id} was printed and is not shown as delivered"))
            .Concat(sinks.Leftovers().Select(file => $"{file} was left behind"));
    }

    private IEnumerable<string> Delivered(DispatchKind kind, Func<DispatchView, string> key) => invoices
        .SelectMany(invoice => invoice.Dispatches)
        .Where(dispatch => dispatch.Kind == kind && dispatch.State == DispatchState.Delivered)
        .Select(key);

    private IEnumerable<string> FindFaults(InvoiceView invoice)
    {
        var expected = expectedOf(invoice.Subscription);
        var shown = string.Join(' ', invoice.Dispatches.OrderBy(dispatch => dispatch.Definition).Select(dispatch => $"{dispatch.Definition}:{dispatch.State}"));
        if (shown != expected)
        {
            var attempts = invoice.Dispatches.SelectMany(dispatch => dispatch.Attempts.Select(attempt => $"{dispatch.Definition}:{attempt.Number}:{attempt.Outcome}:{attempt.Reason}"));
            yield return $"{invoice.Number} stands at {shown} instead of {expected} after {string.Join(' ', attempts)}";
        }

        foreach (var dispatch in invoice.Dispatches)
        {
            if (dispatch.State is DispatchState.Refused && dispatch.Reason is not ReasonCode.RecipientRefused)
                yield return $"{dispatch.Id} was refused for {dispatch.Reason}";
            if (dispatch.Attempts.Any(attempt => attempt.Outcome is null))
                yield return $"{dispatch.Id} has an attempt without an outcome";
            if (dispatch.State != DispatchState.Delivered)
                continue;
            foreach (var fault in dispatch.Kind == DispatchKind.Email ? FindEmailFaults(invoice, dispatch) : FindLetterFaults(invoice, dispatch))
                yield return $"{dispatch.Id} {fault}";
        }
    }

    private IEnumerable<string> FindEmailFaults(InvoiceView invoice, DispatchView dispatch)
    {
        var copies = _messages[invoice.Number].ToList();
        var unknown = dispatch.Attempts.Count(attempt => attempt.Outcome == OutcomeKind.Unknown);
        if (copies.Count == 0)
            yield return "is shown as delivered and did not arrive";
        if (copies.Count > 1 && !dispatch.PossibleDuplicate)
            yield return $"arrived {copies.Count} times and is not marked";
        if (copies.Count > 1 + unknown)
            yield return $"arrived {copies.Count} times after {unknown} attempts of unknown outcome";
        if (dispatch.PossibleDuplicate && unknown == 0)
            yield return "is marked as a possible duplicate for no reason";
        if (copies.Any(copy => !copy.Bytes.AsSpan().SequenceEqual(copies[0].Bytes)))
            yield return "arrived in different forms";

        foreach (var copy in copies)
        {
            var message = CrashSinks.Parse(copy);
            using var document = new MemoryStream();
            CrashSinks.DocumentOf(message).Content!.DecodeTo(document);
            if (ContentHash.Of(document.ToArray()) != invoice.Document.Sha256)
                yield return "carries another document";
            if (message.To.Mailboxes.Single().Address != dispatch.Recipient.Email || (copy.Recipient ?? dispatch.Recipient.Email) != dispatch.Recipient.Email)
                yield return "went to somebody else";
        }
    }

    private IEnumerable<string> FindLetterFaults(InvoiceView invoice, DispatchView dispatch)
    {
        if (_letters[dispatch.Id].Count() != 1)
            yield return $"was printed {_letters[dispatch.Id].Count()} times";
        if (_entries[dispatch.Id].Count() != 1)
            yield return $"stands {_entries[dispatch.Id].Count()} times in the index";

        // A spool can always be asked; but whoever may have got the e-mail gets its content twice.
        var mayRepeat = invoice.Dispatches.Any(failed => failed.Definition == dispatch.FallbackFor && failed.PossibleDuplicate);
        if (dispatch.PossibleDuplicate && !mayRepeat)
            yield return "is marked as a possible duplicate, though a spool can always be asked";
        if (mayRepeat && !dispatch.PossibleDuplicate)
            yield return "is the fallback of an e-mail that may have arrived, and not marked";
        if (_letters[dispatch.Id].Any(letter => ContentHash.Of(letter) != invoice.Document.Sha256)
            || _entries[dispatch.Id].Any(entry => entry.GetProperty("sha256").GetString() != invoice.Document.Sha256.Value))
            yield return "is another document";
    }
}
