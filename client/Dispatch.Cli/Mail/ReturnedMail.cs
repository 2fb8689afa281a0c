using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Output;
using Dispatch.Cli.Settling;
using Dispatch.Client;

namespace Dispatch.Cli.Mail;

/// <summary>Enters returned letters: all of them are looked up and checked before any is recorded.</summary>
/// <param name="context">The command.</param>
/// <param name="file">The file that they come from; none for the command line.</param>
/// <param name="by">Who enters them.</param>
internal sealed class ReturnedMail(CommandContext context, string? file, string by)
{
    private const int LookupCount = 32;

    private readonly List<CliError> _errors = [];

    /// <summary>Checks, records, and waits for what the fallbacks do.</summary>
    /// <exception cref="CommandException">Anything is wrong; nothing is recorded then.</exception>
    public async Task<ExitCode> EnterAsync(IReadOnlyList<MailEntry> entries, TimeSpan wait)
    {
        await using var engine = await context.OpenAsync(EngineUse.Write);
        var letters = await FindAsync(engine.Client, entries);
        await AskAsync(letters, batch => engine.Client.ReturnedMail.CheckAsync(batch));
        if (_errors.Count > 0)
            throw new CommandException(ExitCode.Refused, [.. _errors.OrderBy(error => error.Line)]);

        // Of a letter that stands in the file twice the first line counts.
        var first = letters.DistinctBy(letter => letter.View.Key).ToList();
        var answers = (await AskAsync(first, batch => engine.Client.ReturnedMail.RecordAsync(batch, by)))
            .ToDictionary(answered => answered.Letter.View.Key, answered => answered);
        foreach (var letter in letters)
        {
            var (recorded, answer) = answers[letter.View.Key];
            Print(letter, ReferenceEquals(recorded, letter) ? answer : answer with { Result = ReturnedLetterResult.Repeated });
        }

        foreach (var error in _errors)
            context.Terminal.Report(error);
        context.Terminal.Note(Summary(letters.Count, answers.Values.Count(answered => answered.Answer.Result == ReturnedLetterResult.Recorded)));
        var fallbacks = await WaitAsync(engine.Client, [.. answers.Values.Where(answered => answered.Answer.Fallback is not null)], wait);
        return ExitCodes.ForAccepted(fallbacks.Select(fallback => fallback.State), someRefused: _errors.Count > 0);
    }

    private static string Summary(int count, int recorded) => recorded == count
        ? $"{Texts.Count(count, "letter")} recorded as returned."
        : $"{Texts.Count(count, "letter")}, {recorded} of them recorded as returned now.";

    private async Task<List<Letter>> FindAsync(DispatchClient client, IReadOnlyList<MailEntry> entries)
    {
        var letters = new List<Letter>();
        foreach (var chunk in entries.Chunk(LookupCount))
        {
            foreach (var found in await Task.WhenAll(chunk.Select(entry => FindAsync(client, entry))))
                letters.AddRange(found);
        }

        return letters;
    }

    private async Task<IEnumerable<Letter>> FindAsync(DispatchClient client, MailEntry entry)
    {
        try
        {
            var found = await PatientCalls.CallAsync(() => client.FindLettersAsync(entry, context.Biller), context.Stopping);
            return found.Select(letter => new Letter(entry, letter));
        }
        catch (CommandException e) when (entry.Line is not null)
        {
            _errors.AddRange(e.Errors.Select(error => error with { File = file, Line = entry.Line }));
            return [];
        }
    }

    /// <summary>Asks about all letters; what is neither recorded nor repeated becomes an error.</summary>
    private async Task<List<(Letter Letter, ReturnedLetterAnswer Answer)>> AskAsync(
        List<Letter> letters, Func<IReadOnlyList<ReturnedLetter>, Task<IReadOnlyList<ReturnedLetterAnswer>>> ask)
    {
        var answered = new List<(Letter, ReturnedLetterAnswer)>();
        foreach (var batch in letters.Chunk(IReturnedMailGrain.MaxLetterCount))
        {
            var answers = await PatientCalls.CallAsync(() => ask([.. batch.Select(letter => letter.ToCall())]), context.Stopping);
            answered.AddRange(batch.Zip(answers));
        }

        _errors.AddRange(answered
            .Where(answer => answer.Item2.Result is not (ReturnedLetterResult.Recorded or ReturnedLetterResult.Repeated))
            .Select(answer => ErrorOf(answer.Item1, answer.Item2)));
        return answered;
    }

    private CliError ErrorOf(Letter letter, ReturnedLetterAnswer answer) => new(answer.Result == ReturnedLetterResult.TooEarly ? "too_early" : "not_returnable", answer.Message)
    {
        File = file,
        Line = letter.Entry.Line,
        Field = letter.Entry.Field,
        Value = letter.Entry.Reference,
        Mend = $"See 'dispatchctl invoice show {letter.View.Invoice}'.",
    };

    private void Print(Letter letter, ReturnedLetterAnswer answer)
    {
        if (context.Terminal.IsJson)
        {
            context.Terminal.WriteJson(new MailJson(letter.Entry, letter.View, answer));
            return;
        }

        var reason = answer.Reason is { } code ? $", {Words<ReasonCode>.Of(code)}" : "";
        var fallback = answer.Fallback is { } name ? $"; {name} takes over" : "";
        context.Terminal.WriteLine($"{letter.View.Id}: {Words<ReturnedLetterResult>.Of(answer.Result)}{reason}{fallback}");
    }

    private async Task<IReadOnlyList<DispatchView>> WaitAsync(DispatchClient client, IReadOnlyList<(Letter Letter, ReturnedLetterAnswer Answer)> returned, TimeSpan wait)
    {
        IReadOnlyList<DispatchView> fallbacks = [];
        if (returned.Count > 0)
        {
            await new SettlementWait(context.Clock, wait).WaitAsync(
                async () =>
                {
                    fallbacks = await Task.WhenAll(returned.Select(each => client.FindDispatchAsync(each.Answer.Fallback!, each.Letter.View.Key.Biller)));
                    return fallbacks.OpenWork(context.Clock.GetUtcNow());
                },
                context.Stopping);
        }

        return fallbacks;
    }

    private sealed record Letter(MailEntry Entry, DispatchView View)
    {
        public ReturnedLetter ToCall() => new(View.Key, Entry.Reason, Entry.ReturnedAt);
    }
}
