using Dispatch.Abstractions;
using Dispatch.Grains.Billers;

namespace Dispatch.Tests.Grains.Billers;

public sealed class BillerRulesTests
{
    [Fact]
    public void Check_Good_FindsNothing() => Assert.Empty(BillerRules.Check(TestSubscriptions.Biller()));

    [Theory]
    [InlineData("\r\nBcc: x@y.example")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\0")]
    [InlineData("\u2028")]
    public void Check_ControlCharacterAnywhere_IsRefusedBeforeItIsStored(string hostile)
    {
        var biller = TestSubscriptions.Biller();
        (string Field, Biller Biller)[] variants =
        [
            ("id", biller with { Id = biller.Id + hostile }),
            ("name", biller with { Name = biller.Name + hostile }),
            ("vatId", biller with { VatId = biller.VatId + hostile }),
            ("iban", biller with { Iban = "CH44" + hostile }),
            ("defaultPrinter", biller with { DefaultPrinter = "hall" + hostile }),
            ("email.from", biller with { Email = new BillerEmail("a@b.example" + hostile) }),
            ("email.replyTo", biller with { Email = new BillerEmail("a@b.example", "a@b.example" + hostile) }),
            ("address.street", biller with { Address = biller.Address with { Street = "Weg" + hostile } }),
            ("address.buildingNumber", biller with { Address = biller.Address with { BuildingNumber = "1" + hostile } }),
            ("address.postalCode", biller with { Address = biller.Address with { PostalCode = "3999" + hostile } }),
            ("address.city", biller with { Address = biller.Address with { City = "Bern" + hostile } }),
            ("address.country", biller with { Address = biller.Address with { Country = "CH" + hostile } }),
        ];

        Assert.All(variants, variant => Assert.Equal([variant.Field], BillerRules.Check(variant.Biller).Select(error => error.Field)));
    }

    [Fact]
    public void Check_Enclosures_AreRefusedWithTheirPlace()
    {
        var good = new BillerEnclosure { Id = "leaflet", Document = ContentHash.Of([1]), From = new DateOnly(2026, 1, 1), Until = new DateOnly(2026, 1, 1), Tariff = "solar", File = "in/leaflet.pdf" };
        (string Field, BillerEnclosure Enclosure)[] variants =
        [
            ("enclosures[1].id", good with { Id = "a leaflet" }),
            ("enclosures[1].until", good with { Until = new DateOnly(2025, 12, 31) }),
            ("enclosures[1].tariff", good with { Tariff = "a\nb" }),
            ("enclosures[1].file", good with { File = "a\u001bb" }),
        ];

        Assert.Empty(BillerRules.Check(TestSubscriptions.Biller() with { Enclosures = [good, good] }));
        Assert.All(variants, variant => Assert.Equal([variant.Field], BillerRules.Check(TestSubscriptions.Biller() with { Enclosures = [good, variant.Enclosure] }).Select(error => error.Field)));
        Assert.Equal(["enclosures"], BillerRules.Check(TestSubscriptions.Biller() with { Enclosures = [.. Enumerable.Repeat(good, 101)] }).Select(error => error.Field));
    }

    [Fact]
    public void Check_FormatThatDoesNotExist_IsRefused() =>
        Assert.Equal(["email.format"], BillerRules.Check(TestSubscriptions.Biller() with { Email = new BillerEmail("a@b.example", Format: (EmailFormat)7) }).Select(error => error.Field));

    [Fact]
    public void Check_HalfACharacter_IsRefused() =>
        Assert.Equal(["name"], BillerRules.Check(TestSubscriptions.Biller() with { Name = "Werke " + '\ud83d' }).Select(error => error.Field));

    [Fact]
    public void Check_CharacterOfTwoHalves_IsAccepted() => Assert.Empty(BillerRules.Check(TestSubscriptions.Biller() with { Name = "Werke \U0001F4A1" }));
}
