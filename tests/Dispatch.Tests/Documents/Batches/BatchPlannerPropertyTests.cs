using CsCheck;
using Dispatch.Documents.Batches;

namespace Dispatch.Tests.Documents.Batches;

/// <summary>Any letters and rules. A failure prints its seed; <c>CsCheck_Seed</c> repeats it.</summary>
public sealed class BatchPlannerPropertyTests
{
    private static readonly EnclosureItem[] s_enclosures = [new("tariff", "0a", 3), new("tariff", "0b", 2), new("water", "0c", 1)];

    private static readonly Gen<LetterItem> s_letter = Gen.Select(
        Gen.Select(One("CH", "ch", "DE", "AT"), One("8000", "8001", "01067"), One("Zürich", "ZÜRICH", "Ägeri"), One("Seestrasse", "seestrasse 4", "Am Bach")),
        Gen.Select(One("", "2", "10", "10a", "010A", "11"), One("Anna", "Berta", "berta"), One("1", "2", "10")),
        Gen.Select(One<string?>("A", "B", "registered", null), Gen.Int[0, 3], Gen.Int[1, 9], Gen.Bool, Gen.Int[0, 3], Gen.Bool),
        (address, person, content) => new LetterItem
        {
            Id = 0,
            Biller = content.Item4 ? "seebach" : "obersee",
            Country = address.Item1,
            HomeCountry = "CH",
            PostalCode = address.Item2,
            City = address.Item3,
            Street = address.Item4,
            BuildingNumber = person.Item1,
            RecipientName = person.Item2,
            AddressLines = [person.Item2, $"house {content.Item5}"],
            InvoiceNumber = person.Item3,
            PageCount = content.Item3,
            Postage = content.Item1,
            Enclosures = s_enclosures[..content.Item2],
            MayShareEnvelope = content.Item6,
        });

    private static readonly Gen<IReadOnlyList<LetterItem>> s_letters =
        s_letter.Array[0, 60].Select(letters => (IReadOnlyList<LetterItem>)[.. letters.Select((letter, index) => letter with { Id = index })]);

    private static readonly Gen<BatchRules> s_rules = Gen.Select(
        Gen.Int[1, 12], Gen.Bool, One<IReadOnlyList<int>>([], [3], [4, 9], [2, 6, 12]),
        (size, isDuplex, sheets) => new BatchRules { BatchSize = size, IsDuplex = isDuplex, EnvelopeSheets = sheets });

    [Fact]
    public void Plan_Any_HasEachLetterOnce() => Gen.Select(s_letters, s_rules).Sample((letters, rules) =>
        Assert.Equal(letters.Select(letter => letter.Id), BatchPlanner.Plan(letters, rules).SelectMany(Letters).Select(letter => letter.Id).Order()));

    [Fact]
    public void Plan_Any_KeepsTheLimits() => Gen.Select(s_letters, s_rules).Sample((letters, rules) =>
    {
        foreach (var batch in BatchPlanner.Plan(letters, rules))
        {
            Assert.NotEmpty(batch.Envelopes);
            Assert.True(batch.LetterCount <= rules.BatchSize || batch.Envelopes.Count == 1);
            Assert.All(Letters(batch), letter => Assert.Equal(batch.Postage, letter.Postage));
            Assert.All(Letters(batch), letter => Assert.Equal(batch.Enclosures, letter.Enclosures));
            foreach (var envelope in batch.Envelopes)
            {
                Assert.Equal(Sheets(envelope, rules), envelope.SheetCount);
                Assert.Equal(rules.EnvelopeSheets.Where(sheets => envelope.SheetCount <= sheets).Cast<int?>().FirstOrDefault(), batch.EnvelopeSheets);
                var first = envelope.Letters[0];
                Assert.True(envelope.Letters.Count == 1 || envelope.Letters.All(letter => letter.MayShareEnvelope));
                Assert.True(envelope.Letters.Count == 1 || rules.EnvelopeSheets.Count == 0 || envelope.SheetCount <= rules.EnvelopeSheets[^1]);
                Assert.All(envelope.Letters, letter => Assert.Equal((first.Biller, first.Country), (letter.Biller, letter.Country)));
                Assert.All(envelope.Letters, letter => Assert.Equal(first.AddressLines, letter.AddressLines));
            }
        }
    });

    [Fact]
    public void Plan_Any_IsSortedWithinEnvelopesAndAcrossTheBatchesOfAGroup() => Gen.Select(s_letters, s_rules).Sample((letters, rules) =>
    {
        var plan = BatchPlanner.Plan(letters, rules);
        foreach (var envelope in plan.SelectMany(batch => batch.Envelopes))
            AssertSorted(envelope.Letters);
        foreach (var group in plan.GroupBy(batch => (batch.Postage, string.Join(' ', batch.Enclosures), batch.EnvelopeSheets)))
        {
            AssertSorted([.. group.SelectMany(batch => batch.Envelopes).Select(envelope => envelope.Letters[0])]);
            // No batch ends before it must.
            foreach (var (one, next) in group.Zip(group.Skip(1)))
                Assert.True(one.LetterCount + next.Envelopes[0].Letters.Count > rules.BatchSize);
        }

        Assert.Equal(plan.Select(batch => (batch.Postage, string.Join(' ', batch.Enclosures), batch.EnvelopeSheets)).Distinct().Count(), Changes(plan));
    });

    [Fact]
    public void Plan_Shuffled_IsTheSame() => Gen.Select(s_letters, s_rules, Gen.Int).Sample((letters, rules, seed) =>
    {
        LetterItem[] shuffled = [.. letters];
        new Random(seed).Shuffle(shuffled);

        Assert.Equal(Text(BatchPlanner.Plan(letters, rules)), Text(BatchPlanner.Plan(shuffled, rules)));
    });

    private static Gen<T> One<T>(params T[] of) => Gen.Int[0, of.Length - 1].Select(index => of[index]);

    private static IEnumerable<LetterItem> Letters(PlannedBatch batch) => batch.Envelopes.SelectMany(envelope => envelope.Letters);

    private static int Sheets(PlannedEnvelope envelope, BatchRules rules) =>
        envelope.Letters.Select(letter => letter.PageCount).Concat(envelope.Letters[0].Enclosures.Select(enclosure => enclosure.PageCount))
            .Sum(pages => rules.IsDuplex ? (int)Math.Ceiling(pages / 2.0) : pages);

    // The order once more in another way: as a text in which numbers have leading zeros.
    private static void AssertSorted(IReadOnlyList<LetterItem> letters)
    {
        string[] keys = [.. letters.Select(Key)];
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    private static string Key(LetterItem letter)
    {
        var isHome = letter.Country.Equals("CH", StringComparison.OrdinalIgnoreCase);
        return string.Join('\u0001', isHome ? "0" : "1", letter.Country, letter.PostalCode, letter.City, Padded(letter.Street), Padded(letter.BuildingNumber), letter.RecipientName, letter.InvoiceNumber)
            .ToUpperInvariant() + $"\u0001{letter.Id:0000}";
    }

    private static string Padded(string text) => System.Text.RegularExpressions.Regex.Replace(text, "[0-9]+", number => number.Value.TrimStart('0').PadLeft(6, '0'));

    private static int Changes(IReadOnlyList<PlannedBatch> plan)
    {
        var changes = 0;
        string? last = null;
        foreach (var batch in plan)
        {
            var group = $"{batch.Postage ?? "none"} {string.Join(' ', batch.Enclosures)} {batch.EnvelopeSheets}";
            changes += group == last ? 0 : 1;
            last = group;
        }

        return changes;
    }

    private static string Text(IReadOnlyList<PlannedBatch> plan) => string.Join('\n', plan.Select(batch =>
        $"{batch.Postage} {string.Join(' ', batch.Enclosures)} {batch.EnvelopeSheets}: {string.Join(" | ", batch.Envelopes.Select(envelope => string.Join(' ', envelope.Letters.Select(letter => letter.Id))))}"));
}
