using System.Globalization;
using Dispatch.Documents.Batches;

namespace Dispatch.Tests.Documents.Batches;

public sealed class BatchPlannerTests
{
    private static readonly LetterItem s_letter = new()
    {
        Id = 1,
        Biller = "seebach",
        Country = "CH",
        HomeCountry = "CH",
        PostalCode = "8700",
        City = "Küsnacht",
        Street = "Seestrasse",
        BuildingNumber = "12",
        RecipientName = "Zoë Müller",
        AddressLines = ["Zoë Müller", "Seestrasse 12", "8700 Küsnacht"],
        InvoiceNumber = "2026-1",
        PageCount = 2,
    };

    private static readonly EnclosureItem s_tariff = new("tariff-2027", "0a1b", 3);

    [Fact]
    public void Plan_NoLetters_HasNoBatch() => Assert.Empty(BatchPlanner.Plan([], new BatchRules()));

    [Fact]
    public void Plan_AddressesAtHomeAndAbroad_AreSortedForThePost()
    {
        LetterItem[] expected =
        [
            s_letter with { PostalCode = "1000", City = "Lausanne" },
            s_letter with { City = "Itschnach" },
            s_letter with { Street = "Alte Landstrasse", BuildingNumber = "99" },
            s_letter with { Street = "SEESTRASSE", BuildingNumber = "2" },
            s_letter with { BuildingNumber = "10" },
            s_letter with { BuildingNumber = "10a" },
            s_letter with { BuildingNumber = "10B" },
            s_letter with { BuildingNumber = "010C", RecipientName = "Anna" },
            s_letter with { BuildingNumber = "10c", RecipientName = "Berta", InvoiceNumber = "2026-2" },
            s_letter with { BuildingNumber = "10c", RecipientName = "berta", InvoiceNumber = "2026-3" },
            s_letter with { Street = "Seestrasse 9", BuildingNumber = "" },
            s_letter with { Street = "Seestrasse 10", BuildingNumber = "" },
            s_letter with { PostalCode = "9000", City = "St. Gallen" },
            s_letter with { Country = "AT", PostalCode = "9999" },
            s_letter with { Country = "de", PostalCode = "01067" },
            s_letter with { Country = "DE", PostalCode = "78462" },
        ];
        expected = [.. expected.Select((letter, index) => letter with { Id = 1000 - index })];

        var plan = BatchPlanner.Plan([.. expected.Reverse()], new BatchRules());

        Assert.Equal(expected, Assert.Single(plan).Envelopes.Select(envelope => Assert.Single(envelope.Letters)));
    }

    [Theory]
    [InlineData("de-CH")]
    [InlineData("tr-TR")]
    [InlineData("da-DK")]
    public void Plan_OtherCulture_IsTheSame(string culture)
    {
        LetterItem[] letters = [.. new[] { "Iltis", "ilgen", "Aarau", "Ösch", "Zug", "ınar" }.Select((city, index) => s_letter with { Id = index, City = city })];
        var expected = Ids(BatchPlanner.Plan(letters, new BatchRules()));

        var thread = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(expected, Ids(BatchPlanner.Plan(letters, new BatchRules())));
        }
        finally
        {
            CultureInfo.CurrentCulture = thread;
        }
    }

    [Fact]
    public void Plan_SameAddressMayShare_IsOneEnvelopeWithEnclosuresOnce()
    {
        LetterItem[] letters = [.. Enumerable.Range(1, 3).Select(id => s_letter with { Id = id, InvoiceNumber = $"2026-{id}", MayShareEnvelope = true, Enclosures = [s_tariff] })];

        var envelope = Assert.Single(Assert.Single(BatchPlanner.Plan(letters, new BatchRules { IsDuplex = true })).Envelopes);

        Assert.Equal(letters, envelope.Letters);
        Assert.Equal(3 + 2, envelope.SheetCount);
    }

    [Fact]
    public void Plan_AnythingDiffers_IsAnEnvelopeEach()
    {
        var one = s_letter with { MayShareEnvelope = true };
        LetterItem[] letters =
        [
            one,
            one with { MayShareEnvelope = false },
            one with { Biller = "obersee" },
            one with { Postage = "B" },
            one with { Enclosures = [s_tariff] },
            one with { Enclosures = [s_tariff with { Hash = "0a1c" }] },
            one with { AddressLines = ["Zoë Müller", "c/o Meier", "Seestrasse 12", "8700 Küsnacht"] },
        ];
        letters = [.. letters.Select((letter, index) => letter with { Id = index })];

        var envelopes = BatchPlanner.Plan(letters, new BatchRules()).SelectMany(batch => batch.Envelopes).ToList();

        Assert.All(envelopes, envelope => Assert.Single(envelope.Letters));
        Assert.Equal(letters.Length, envelopes.Count);
    }

    [Fact]
    public void Plan_PostageAndEnclosures_AreBatchesOfTheirOwn()
    {
        LetterItem[] letters =
        [
            s_letter with { Id = 1 },
            s_letter with { Id = 2, Postage = "registered" },
            s_letter with { Id = 3, Postage = "B" },
            s_letter with { Id = 4, Postage = "A", Enclosures = [s_tariff] },
            s_letter with { Id = 5, Postage = "A" },
        ];

        var plan = BatchPlanner.Plan(letters, new BatchRules());

        Assert.Equal(["A", "A", "B", "registered", null], plan.Select(batch => batch.Postage));
        Assert.Equal([5L, 4, 3, 2, 1], Ids(plan));
        Assert.Equal([s_tariff], plan[1].Enclosures);
    }

    [Fact]
    public void Plan_Formats_PartBySheets()
    {
        LetterItem[] letters = [.. new[] { 1, 12, 13, 24, 25, 4 }.Select((pages, index) => s_letter with { Id = index, PageCount = pages })];

        var plan = BatchPlanner.Plan(letters, new BatchRules { IsDuplex = true, EnvelopeSheets = [6, 12] });

        Assert.Equal([6, 12, null], plan.Select(batch => batch.EnvelopeSheets));
        Assert.Equal([[1, 6, 2], [7, 12], [13]], plan.Select(batch => batch.Envelopes.Select(envelope => envelope.SheetCount)));
    }

    [Fact]
    public void Plan_SharedLettersOverLargestFormat_ArePartedSoThatTheyFit()
    {
        LetterItem[] letters = [.. Enumerable.Range(1, 7).Select(id => s_letter with { Id = id, PageCount = 2, MayShareEnvelope = true, Enclosures = [s_tariff] })];

        var envelopes = BatchPlanner.Plan(letters, new BatchRules { EnvelopeSheets = [6, 12] }).SelectMany(batch => batch.Envelopes).ToList();

        Assert.Equal([4, 3], envelopes.Select(envelope => envelope.Letters.Count));
        Assert.Equal([11, 9], envelopes.Select(envelope => envelope.SheetCount));
    }

    [Fact]
    public void Plan_EnvelopeAtTheLimit_IsNotTornApart()
    {
        LetterItem[] letters =
        [
            .. Enumerable.Range(1, 3).Select(id => s_letter with { Id = id, PostalCode = $"800{id}" }),
            .. Enumerable.Range(4, 5).Select(id => s_letter with { Id = id, PostalCode = "8004", MayShareEnvelope = true }),
            .. Enumerable.Range(9, 2).Select(id => s_letter with { Id = id, PostalCode = $"90{id:00}" }),
        ];

        var plan = BatchPlanner.Plan(letters, new BatchRules { BatchSize = 4 });

        Assert.Equal([3, 5, 2], plan.Select(batch => batch.LetterCount));
        Assert.Equal(Enumerable.Range(1, 10).Select(id => (long)id), Ids(plan));
    }

    [Fact]
    public void Plan_IdTwice_IsRefused() => Assert.Throws<ArgumentException>(() => BatchPlanner.Plan([s_letter, s_letter], new BatchRules()));

    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 6, 6 })]
    [InlineData(1, new[] { 12, 6 })]
    [InlineData(1, new[] { 0 })]
    public void Plan_BadRules_AreRefused(int batchSize, int[] envelopeSheets) =>
        Assert.Throws<ArgumentException>(() => BatchPlanner.Plan([s_letter], new BatchRules { BatchSize = batchSize, EnvelopeSheets = envelopeSheets }));

    private static IEnumerable<long> Ids(IReadOnlyList<PlannedBatch> plan) => plan.SelectMany(batch => batch.Envelopes).SelectMany(envelope => envelope.Letters).Select(letter => letter.Id);
}
