using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Documents.Batches;
using Dispatch.Grains.Dispatches;
using Dispatch.Grains.Finalization;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Dispatch.Storage.Runs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Printing;

/// <summary>
/// Makes print batches of the letters that wait, and wakes those that are due. The letters of a run are gathered when all its invoices are definitive, so that
/// they can be sorted together; those that come later, such as fallbacks, when they fill a batch or have waited long enough.
/// </summary>
internal sealed class PrintGathererGrain(
    IPrintBatchStore batches, IRunStore runs, DispatchServices services, IOptions<PrintOptions> options, ILogger<PrintGathererGrain> logger) : Grain, IPrintGatherer
{
    private const int PageSize = 1000;

    /// <summary>What stands for the run in the ids of batches of invoices of their own.</summary>
    private const string OwnRun = "single";

    private Task _working = Task.CompletedTask;
    private bool _isAway;

    /// <inheritdoc/>
    public Task PokeAsync()
    {
        if (_working.IsCompleted && !services.Life.Stopping.IsCancellationRequested)
            _working = WorkAsync();
        return Task.CompletedTask;
    }

    private async Task WorkAsync()
    {
        try
        {
            foreach (var (queue, count) in await batches.CountWaitingAsync(services.Life.Stopping))
                await GatherAsync(queue, count);
            var due = await batches.ListDueAsync(services.Clock.GetUtcNow(), services.Life.Stopping);
            _isAway = false;
            await Task.WhenAll(due.Select(WakeAsync));
        }
        catch (Exception e)
        {
            if (!_isAway && !services.Life.Stopping.IsCancellationRequested)
                logger.GatherFailed(e.GetType().Name);    // once for each time that the database goes away, not at each poke
            _isAway = true;
        }
    }

    private async Task GatherAsync(WorkQueue queue, int count)
    {
        // What is open for a print server that does not answer waits as it is: its queues are not known yet.
        if (services.Board.IsPaused(queue) || !services.Channels.Takes(queue.Lane))
            return;
        var printer = ChannelLane.DestinationOf(queue.Lane);
        if (services.Channels.BatchesOf(printer) is not { } rule)
        {
            // The printer takes each letter by itself now, or is not configured any more: then they are held for a person.
            logger.WaitingReleased(printer, await batches.ReleaseWaitingAsync(queue, services.Clock.GetUtcNow(), services.Life.Stopping));
            services.Recovery.Note(queue.Number);
            services.Recovery.Pulse();
            return;
        }

        var first = (await batches.ListWaitingAsync(queue, 0, 1, services.Life.Stopping)).SingleOrDefault();
        if (first is not null && queue.Number == 0)
        {
            // Invoices of their own, with enclosures: nobody waits for others.
            await GatherAsync(queue, rule, OwnRun);
            return;
        }

        if (first is null || await runs.FindAsync(first.RunId, services.Life.Stopping) is { Phase: not (RunPhase.Finalized or RunPhase.Stopped) })
            return;

        var isFirst = (await batches.ListAsync(new PrintBatchFilter(RunId: first.RunId, Lane: queue.Lane, Take: 1), services.Life.Stopping)).Count == 0;
        if (isFirst || count >= rule.BatchSize || services.Clock.GetUtcNow() - first.ChangedAt >= options.Value.GatherPeriod)
            await GatherAsync(queue, rule, first.RunId);
    }

    private async Task GatherAsync(WorkQueue queue, BatchRule rule, string run)
    {
        var items = new List<LetterItem>();
        var languages = new Dictionary<Language, int>();
        var terms = new Dictionary<(string? Postage, string Enclosures), LetterTerms>();
        for (var after = 0L; await batches.ListWaitingAsync(queue, after, PageSize, services.Life.Stopping) is { Count: > 0 } page; after = page[^1].Id)
        {
            items.AddRange(page.Select(letter => ItemOf(letter, terms)));
            foreach (var letter in page)
                languages[letter.Language] = languages.GetValueOrDefault(letter.Language) + 1;
        }

        var plan = BatchPlanner.Plan(items, new BatchRules { BatchSize = rule.BatchSize, IsDuplex = rule.IsDuplex, EnvelopeSheets = rule.EnvelopeSheets });
        foreach (var planned in plan)
        {
            // Whoever pauses a printer to move its letters must find them as they are.
            if (services.Board.IsPaused(queue))
                return;
            var now = services.Clock.GetUtcNow();
            var asked = terms[KeyOf(planned.Postage, planned.Enclosures)];
            var details = new BatchDetails
            {
                Postage = asked.Postage,
                Enclosures = asked.Enclosures,
                EnvelopeSheets = planned.EnvelopeSheets,
                IsDuplex = rule.IsDuplex,
                Language = languages.MaxBy(count => count.Value).Key,    // of the cover sheet: what most of them are written in
                Envelopes = [.. planned.Envelopes.Select((envelope, i) => new BatchDetails.Envelope(i + 1, envelope.SheetCount, [.. envelope.Letters.Select(letter => letter.Id)]))],
            };
            logger.BatchMaking(run, ChannelLane.DestinationOf(queue.Lane), planned.LetterCount);
            var made = await batches.CreateAsync(
                new PrintBatchRow
                {
                    Lane = queue.Lane,
                    Queue = queue.Number,
                    RunId = run,
                    LetterCount = 0,
                    CreatedAt = now,
                    Details = details.ToJson(),
                    Progress = new DispatchProgress { State = DispatchState.Pending, ChangedAt = now, DueAt = now },
                },
                [.. details.Envelopes.SelectMany(envelope => envelope.Letters)],
                services.Life.Stopping);
            if (made is not null)
                logger.BatchMade(made.Id, made.LetterCount, planned.Envelopes.Count, planned.SheetCount);
        }
    }

    private static LetterItem ItemOf(WaitingLetter letter, Dictionary<(string? Postage, string Enclosures), LetterTerms> terms)
    {
        var recipient = RecipientJson.Read(letter.Recipient);
        var asked = LetterTerms.Parse(letter.Letter);
        var postage = asked.Postage is { } class_ ? Words.Of(class_) : null;
        EnclosureItem[] enclosures = [.. asked.Enclosures.Select(enclosure => new EnclosureItem(enclosure.Id, enclosure.Hash.Value, enclosure.Pages))];
        terms.TryAdd(KeyOf(postage, enclosures), asked);
        return new LetterItem
        {
            Id = letter.Id,
            Biller = letter.Biller,
            Country = recipient.Address?.Country ?? "",
            HomeCountry = letter.HomeCountry,
            PostalCode = recipient.Address?.PostalCode ?? "",
            City = recipient.Address?.City ?? "",
            Street = recipient.Address?.Street ?? "",
            BuildingNumber = recipient.Address?.BuildingNumber ?? "",
            RecipientName = recipient.Name,
            AddressLines = AddressLines.Of(recipient.Name, recipient.Address, letter.HomeCountry, letter.Language),
            InvoiceNumber = letter.InvoiceNumber,
            PageCount = letter.PageCount,
            Postage = postage,
            Enclosures = enclosures,
            MayShareEnvelope = asked.MayShareEnvelope,
        };
    }

    private static (string? Postage, string Enclosures) KeyOf(string? postage, IReadOnlyList<EnclosureItem> enclosures) =>
        (postage, string.Join('\n', enclosures.Select(enclosure => $"{enclosure.Id}\n{enclosure.Hash}")));

    private async Task WakeAsync(PrintBatchRow batch)
    {
        try
        {
            await GrainFactory.GetGrain<IPrintBatchWorker>(batch.Id).WakeAsync();
        }
        catch (Exception e)
        {
            logger.GatherFailed(e.GetType().Name);
        }
    }
}
