using Dispatch.Abstractions;
using Dispatch.Grains.Subscriptions;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Subscriptions;

public sealed class SubscriptionRulesTests
{
    [Theory]
    [InlineData("\r\nBcc: x@y.example")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\0")]
    [InlineData("\u2028")]
    public void Check_ControlCharacterInWhatAMessageCarries_IsRefusedBeforeItIsStored(string hostile)
    {
        var subscription = Of();
        var party = subscription.ContractingParty;
        (string Field, Subscription Subscription)[] variants =
        [
            ("number", subscription with { Number = subscription.Number + hostile }),
            ("contract", subscription with { Contract = subscription.Contract + hostile }),
            ("contractingParty.name", subscription with { ContractingParty = party with { Name = party.Name + hostile } }),
            ("contractingParty.address.city", subscription with { ContractingParty = party with { Address = party.Address! with { City = "Bern" + hostile } } }),
            ("contractingParty.communicationLocations[0].value", subscription with { ContractingParty = party with { CommunicationLocations = [Location("a@b.example" + hostile, LocationUsage.Private)] } }),
            ("distributionAddress.name", subscription with { DistributionAddress = DistributionAddress with { Name = "Treuhand" + hostile } }),
            ("communicationLocations[0].value", subscription with { CommunicationLocations = [Location("a@b.example" + hostile, LocationUsage.Private)] }),
        ];

        Assert.All(variants, variant => Assert.Equal([variant.Field], SubscriptionRules.Check(variant.Subscription).Select(error => error.Field)));
    }

    [Fact]
    public void Candidates_AreThePrivateEmailsThatNeitherRoleUses()
    {
        var subscription = Of() with
        {
            CommunicationLocations =
            [
                Location("a@privat.example", LocationUsage.Private),
                Location("A@PRIVAT.example", LocationUsage.Private),
                Location("b@firma.example", LocationUsage.Business),
                Location("0441234567", LocationUsage.Private, LocationKind.Telephone),
                Location(Email.ToUpperInvariant(), LocationUsage.Private),
                Location(DistributionEmail, LocationUsage.Private),
                Location("c@privat.example", LocationUsage.Private),
            ],
        };

        Assert.Equal(["a@privat.example", "c@privat.example"], Recipients.Candidates(subscription).Select(location => location.Value));
    }

    [Fact]
    public void Check_CompleteSubscription_IsAccepted() =>
        Assert.Empty(SubscriptionRules.Check(Of(ByEmail("d1", fallback: "d2"), ByPost("d2", printer: "hall"), ToIndividual("d3"), ByEmail("d4", address: Email))));

    [Theory]
    [InlineData(Email)]
    [InlineData(DistributionEmail)]
    [InlineData("fremd@privat.example")]
    public void Check_IndividualThatIsNoCandidate_IsRefusedWithTheCandidates(string address)
    {
        var error = Assert.Single(SubscriptionRules.Check(Of(ToIndividual("d1", address))));

        Assert.Equal(("individual_invalid", "definitions[0].recipient.individual"), (error.Code, error.Field));
        Assert.Contains(Individual, error.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_IndividualByPost_IsRefused() =>
        Assert.Equal("recipient_invalid", Assert.Single(SubscriptionRules.Check(Of(ToIndividual("d1") with { Kind = DispatchKind.Post }))).Code);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Check_RecipientIsBothOrNeither_IsRefused(bool isBoth)
    {
        var recipient = isBoth ? new DefinitionRecipient { Role = PartyRole.ContractingParty, Individual = Individual } : new DefinitionRecipient();

        Assert.Equal("recipient_invalid", Assert.Single(SubscriptionRules.Check(Of(Definition("d1", DispatchKind.Email, recipient, null)))).Code);
    }

    [Fact]
    public void Check_SameDefinitionTwice_IsRefusedNamingTheFirst()
    {
        var error = Assert.Single(SubscriptionRules.Check(Of(ByEmail("d1"), ByEmail("d2") with { Order = 3, Version = 9 })));

        Assert.Equal(("definition_duplicate", "definitions[1]"), (error.Code, error.Field));
        Assert.Contains("'d1'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SameIdTwice_IsRefused() =>
        Assert.Contains(SubscriptionRules.Check(Of(ByEmail("d1"), ByPost("d1"))), error => error is { Code: "definition_duplicate", Field: "definitions[1].id" });

    [Theory]
    [InlineData("default")]
    [InlineData("7")]
    [InlineData("../d")]
    [InlineData("d\r\n")]
    public void Check_IdThatCannotBeUsed_IsRefused(string id) => Assert.Equal("id_invalid", Assert.Single(SubscriptionRules.Check(Of(ByEmail(id)))).Code);

    [Fact]
    public void Check_FallbackCycle_IsRefusedHoweverLong()
    {
        var errors = SubscriptionRules.Check(Of(ByEmail("a", fallback: "b"), ByPost("b", fallback: "c"), ToIndividual("c") with { Fallback = "a" }));

        Assert.All(errors, error => Assert.Equal("fallback_cycle", error.Code));
        Assert.Equal(3, errors.Count);
    }

    [Fact]
    public void Check_DefinitionFallsBackOnItself_IsRefused() =>
        Assert.Equal("fallback_cycle", Assert.Single(SubscriptionRules.Check(Of(ByEmail("d1", fallback: "d1")))).Code);

    [Fact]
    public void Check_FallbackOfAnotherDomainOrNone_IsRefused()
    {
        Assert.Equal("fallback_unknown", Assert.Single(SubscriptionRules.Check(Of(ByEmail("d1", fallback: "d9")))).Code);
        Assert.Equal("fallback_unknown", Assert.Single(SubscriptionRules.Check(Of(ByEmail("d1", fallback: "d2"), ByPost("d2") with { Domain = DispatchDomain.Letter }))).Code);
    }

    [Theory]
    [InlineData("a@b.example\r\nBcc: x@y.example")]
    [InlineData("a@b.example\n")]
    [InlineData("a\0@b.example")]
    [InlineData("Anna <a@b.example>")]
    [InlineData("a@b@c.example")]
    [InlineData("a b@c.example")]
    [InlineData("@b.example")]
    [InlineData("a@")]
    [InlineData("")]
    public void Check_EmailThatIsNone_IsRefusedWithoutItsControlCharacters(string address)
    {
        var error = Assert.Single(SubscriptionRules.Check(Of() with { CommunicationLocations = [Location(address, LocationUsage.Private)] }));

        Assert.Equal(("email_invalid", "communicationLocations[0].value"), (error.Code, error.Field));
        Assert.DoesNotContain(error.Value, char.IsControl);
    }

    [Theory]
    [InlineData("Anna\nMuster")]
    [InlineData("Anna\u0085Muster")]
    [InlineData("Anna\u2028Muster")]
    [InlineData("Anna\u2029Muster")]
    [InlineData("")]
    public void Check_NameThatIsNoLine_IsRefused(string name) =>
        Assert.Equal("contractingParty.name", Assert.Single(SubscriptionRules.Check(Of() with { ContractingParty = ContractingParty with { Name = name } })).Field);

    [Theory]
    [InlineData("..")]
    [InlineData("47\u000011")]
    [InlineData(" 4711")]
    public void Check_NumberThatCannotBeUsed_IsRefused(string number) =>
        Assert.Equal("number_invalid", Assert.Single(SubscriptionRules.Check(Of() with { Number = number })).Code);

    [Fact]
    public void Check_ValidityEndsBeforeItBegins_IsRefused() => Assert.Equal(
        "validity_invalid",
        Assert.Single(SubscriptionRules.Check(Of(ByEmail("d1") with { ValidFrom = new DateOnly(2026, 2, 1), ValidUntil = new DateOnly(2026, 1, 31) }))).Code);

    [Fact]
    public void Check_PrinterNamedInDigits_IsAccepted() => Assert.Empty(SubscriptionRules.Check(Of(ByPost("d1", printer: "12"))));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("hall/2")]
    [InlineData("hall\n")]
    public void Check_PrinterWithAnotherForm_IsRefused(string printer) => Assert.Equal("printer_invalid", Assert.Single(SubscriptionRules.Check(Of(ByPost("d1", printer: printer)))).Code);

    [Fact]
    public void Check_PrinterOfAnEmail_IsRefused() => Assert.Equal("printer_invalid", Assert.Single(SubscriptionRules.Check(Of(ByEmail("d1") with { Printer = "hall" }))).Code);

    [Fact]
    public void Check_PostageAndEnclosuresOfALetter_AreAccepted() =>
        Assert.Empty(SubscriptionRules.Check(Of(ByPost("d1") with { Postage = Postage.Registered, Enclosures = ["leaflet", "tariffs"] }) with { Tariff = "solar plus", ShareEnvelope = true }));

    [Fact]
    public void Check_PostageOrEnclosuresOfAnEmail_AreRefused()
    {
        Assert.Equal(("postage_invalid", "definitions[0].postage"), Only(ByEmail("d1") with { Postage = Postage.A }));
        Assert.Equal(("enclosure_invalid", "definitions[0].enclosures"), Only(ByEmail("d1") with { Enclosures = ["leaflet"] }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("the leaflet")]
    [InlineData("leaflet\n")]
    [InlineData("twice")]
    public void Check_EnclosureWithAnotherFormOrTwice_IsRefused(string id) =>
        Assert.Equal(("enclosure_invalid", "definitions[0].enclosures"), Only(ByPost("d1") with { Enclosures = ["twice", id] }));

    [Fact]
    public void Check_ElevenEnclosures_AreRefused() =>
        Assert.Equal(("enclosure_invalid", "definitions[0].enclosures"), Only(ByPost("d1") with { Enclosures = [.. Enumerable.Range(0, 11).Select(i => $"e{i}")] }));

    [Fact]
    public void Check_DefinitionsThatDifferInEnclosuresAlone_AreAccepted()
    {
        Assert.Empty(SubscriptionRules.Check(Of(ByPost("d1") with { Enclosures = ["a"] }, ByPost("d2") with { Enclosures = ["b"] })));
        Assert.Equal("definition_duplicate", Assert.Single(SubscriptionRules.Check(Of(ByPost("d1") with { Enclosures = ["a"] }, ByPost("d2") with { Enclosures = ["a"] }))).Code);
    }

    [Fact]
    public void Check_TariffOfTwoLines_IsRefused() => Assert.Equal("tariff", Assert.Single(SubscriptionRules.Check(Of() with { Tariff = "solar\nplus" })).Field);

    private static (string Code, string Field) Only(DispatchDefinition definition)
    {
        var error = Assert.Single(SubscriptionRules.Check(Of(definition)));
        return (error.Code, error.Field);
    }

    [Fact]
    public void Check_FormatOfALetter_IsRefused()
    {
        var error = Assert.Single(SubscriptionRules.Check(Of(ByEmail("d1") with { Format = EmailFormat.FacturX }, ByPost("d2") with { Format = EmailFormat.Pdf })));

        Assert.Equal(("format_invalid", "definitions[1].format"), (error.Code, error.Field));
    }

    [Fact]
    public void Check_FormatThatDoesNotExist_IsRefused() =>
        Assert.Equal("format_invalid", Assert.Single(SubscriptionRules.Check(Of(ByEmail("d1") with { Format = (EmailFormat)7 }))).Code);

    [Fact]
    public void Check_AddressThatTheRoleDoesNotHave_IsRefused() =>
        Assert.Equal("definitions[0].recipient.address", Assert.Single(SubscriptionRules.Check(Of(ByEmail("d1", address: DistributionEmail)))).Field);

    [Fact]
    public void Warn_WhatWillStopAFinalization_IsNamedWithItsDefinition()
    {
        var subscription = Of(
            ByEmail("d1"),
            ByPost("d2", printer: "attic"),
            Definition("d3", DispatchKind.Archive, new DefinitionRecipient { Role = PartyRole.ContractingParty }, null),
            ByPost("d4", PartyRole.DistributionAddress) with { Domain = DispatchDomain.Letter, Enclosures = ["leaflet"] }) with
        {
            ContractingParty = ContractingParty with { CommunicationLocations = [] },
            DistributionAddress = null,
        };

        var warnings = SubscriptionRules.Warn(subscription, Biller(), Lanes());

        Assert.Equal(6, warnings.Count);
        Assert.Contains(warnings, warning => warning.StartsWith("Definition 'd1': the contracting party has no e-mail", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.StartsWith("Definition 'd2': there is no printer 'attic'", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.StartsWith("Definition 'd3': the channel archive is not available", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.StartsWith("Definition 'd4': only the domain invoice", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.StartsWith("Definition 'd4': the biller has no enclosure 'leaflet'", StringComparison.Ordinal));
    }
}
