using Dispatch.Documents.Batches.Planning;

namespace Dispatch.Documents.Batches;

/// <summary>Sorts letters for the post, puts them into envelopes and the envelopes into batches. Pure: the order of the input does not matter.</summary>
public static class BatchPlanner
{
    /// <summary>Plans the batches of one printer.</summary>
    /// <param name="letters">Each with an id of its own.</param>
    /// <param name="rules">What the printer and its inserter ask for.</param>
    /// <returns>Each letter in exactly one envelope. Empty if there are no letters.</returns>
    /// <exception cref="ArgumentException">Two letters have the same id, a document has no pages, or the rules are not as their comments say.</exception>
    public static IReadOnlyList<PlannedBatch> Plan(IReadOnlyList<LetterItem> letters, BatchRules rules)
    {
        ArgumentNullException.ThrowIfNull(letters);
        ArgumentNullException.ThrowIfNull(rules);
        Check(letters, rules);

        LetterItem[] sorted = [.. letters.Order(PostalOrder.Instance)];
        return
        [
            .. from planned in Envelopes(sorted, rules)
               let format = FormatOf(planned.Envelope.SheetCount, rules)
               group planned.Envelope by new BatchGroup(planned.Contents.Postage, planned.Contents.Enclosures, format) into same
               orderby same.Key
               from envelopes in Divided(same, rules.BatchSize)
               select new PlannedBatch(same.Key.Postage, same.Key.Enclosures, same.Key.EnvelopeSheets, envelopes),
        ];
    }

    private static void Check(IReadOnlyList<LetterItem> letters, BatchRules rules)
    {
        if (rules.BatchSize < 1)
            throw new ArgumentException($"BatchSize is {rules.BatchSize}; it must be at least 1.", nameof(rules));
        if (rules.EnvelopeSheets.Any(sheets => sheets < 1) || rules.EnvelopeSheets.Zip(rules.EnvelopeSheets.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new ArgumentException($"EnvelopeSheets is {string.Join(", ", rules.EnvelopeSheets)}; it must ascend from at least 1.", nameof(rules));
        var ids = new HashSet<long>();
        foreach (var letter in letters)
        {
            if (!ids.Add(letter.Id))
                throw new ArgumentException($"Letter {letter.Id} is there twice.", nameof(letters));
            if (letter.PageCount < 1 || letter.Enclosures.Any(enclosure => enclosure.PageCount < 1))
                throw new ArgumentException($"Letter {letter.Id} or one of its enclosures has no pages.", nameof(letters));
        }
    }

    // In the order of their first letters. Letters that may share wait for others to the same address until the envelope is full.
    private static IEnumerable<(EnvelopeContents Contents, PlannedEnvelope Envelope)> Envelopes(LetterItem[] sorted, BatchRules rules)
    {
        var most = Math.Min(rules.EnvelopeSheets.Count > 0 ? rules.EnvelopeSheets[^1] : int.MaxValue, PaperSheets.MostInEnvelope);
        var all = new List<EnvelopeContents>();
        var open = new Dictionary<EnvelopeAddress, EnvelopeContents>();
        foreach (var letter in sorted)
        {
            var address = new EnvelopeAddress(letter);
            if (letter.MayShareEnvelope && open.TryGetValue(address, out var contents) && contents.TryAdd(letter, most))
                continue;
            contents = new EnvelopeContents(letter, rules.IsDuplex);
            all.Add(contents);
            if (letter.MayShareEnvelope)
                open[address] = contents;
        }

        return all.Select(contents => (contents, contents.ToEnvelope()));
    }

    private static int? FormatOf(int sheetCount, BatchRules rules)
    {
        foreach (var sheets in rules.EnvelopeSheets)
        {
            if (sheetCount <= sheets)
                return sheets;
        }

        return null;
    }

    private static IEnumerable<IReadOnlyList<PlannedEnvelope>> Divided(IEnumerable<PlannedEnvelope> envelopes, int batchSize)
    {
        var batch = new List<PlannedEnvelope>();
        var letterCount = 0;
        foreach (var envelope in envelopes)
        {
            if (batch.Count > 0 && letterCount + envelope.Letters.Count > batchSize)
            {
                yield return batch;
                batch = [];
                letterCount = 0;
            }

            batch.Add(envelope);
            letterCount += envelope.Letters.Count;
        }

        if (batch.Count > 0)
            yield return batch;
    }
}
