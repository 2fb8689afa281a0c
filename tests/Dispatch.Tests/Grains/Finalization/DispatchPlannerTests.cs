using Dispatch.Abstractions;
using Dispatch.Grains.Finalization;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Finalization;

public sealed class DispatchPlannerTests
{
    private static readonly DateOnly IssueDate = new(2026, 10, 1);

    [Theory]
    [InlineData(-1, null, true)]
    [InlineData(0, 0, true)]
    [InlineData(1, null, false)]
    [InlineData(null, -1, false)]
    [InlineData(null, 0, true)]
    public void Plan_Validity_IncludesItsFirstAndLastDay(int? from, int? until, bool isValid)
    {
        var definition = ByEmail("d1") with { ValidFrom = Day(from), ValidUntil = Day(until) };

        var plan = Plan(Of(definition));

        Assert.Equal(isValid ? "d1" : "default", Assert.Single(plan.Dispatches).Definition);
    }

    [Fact]
    public void Plan_NoValidDefinition_GoesByPostToTheContractingPartyAndSaysSo()
    {
        var plan = Plan(Of(ByEmail("d1") with { Domain = DispatchDomain.Reminder }));

        var dispatch = Assert.Single(plan.Dispatches);
        Assert.Equal((DispatchKind.Post, PartyRole.ContractingParty, Name, "default"), (dispatch.Kind, dispatch.Recipient.Role, dispatch.Recipient.Name, dispatch.Destination));
        Assert.Contains("2026-10-01", Assert.Single(plan.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_TwoEmailsToOneAddress_AreOneDispatchWhateverTheCase()
    {
        var subscription = Of(ByEmail("d1"), ByEmail("d2", PartyRole.DistributionAddress)) with
        {
            DistributionAddress = DistributionAddress with { CommunicationLocations = [Location(BusinessEmail.ToUpperInvariant(), LocationUsage.Business)] },
        };

        var plan = Plan(subscription);

        Assert.Equal("d1", Assert.Single(plan.Dispatches).Definition);
        Assert.Equal(new MergedDefinition("d2", "d1"), Assert.Single(plan.Merged));
    }

    [Theory]
    [InlineData(null, null, EmailFormat.Pdf)]
    [InlineData(EmailFormat.FacturX, null, EmailFormat.FacturX)]
    [InlineData(null, EmailFormat.FacturX, EmailFormat.FacturX)]
    [InlineData(EmailFormat.Pdf, EmailFormat.FacturX, EmailFormat.FacturX)]
    public void Plan_MergedDefinitionWithFormat_KeepsTheFacturXThatOneOfThemPromises(EmailFormat? first, EmailFormat? second, EmailFormat expected)
    {
        var subscription = Of(ByEmail("d1") with { Format = first }, ByEmail("d2", PartyRole.DistributionAddress) with { Format = second }) with
        {
            DistributionAddress = DistributionAddress with { CommunicationLocations = [Location(BusinessEmail, LocationUsage.Business)] },
        };

        Assert.Equal(expected, Assert.Single(Plan(subscription).Dispatches).Format);
    }

    [Fact]
    public void Plan_BillerWithFacturX_CountsForEmailsAlone()
    {
        var biller = Biller() with { Email = new BillerEmail("a@b.example", Format: EmailFormat.FacturX) };

        var plan = new DispatchPlanner(Lanes()).Plan(Of(ByPost("letter"), ByEmail("mail")), biller, IssueDate, printer: null);

        Assert.Equal([("letter", EmailFormat.Pdf), ("mail", EmailFormat.FacturX)], plan.Dispatches.Select(dispatch => (dispatch.Definition, dispatch.Format)));
    }

    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(false, true, 2)]
    [InlineData(true, false, 2)]
    public void Plan_TwoLetters_AreOneDispatchIfNameAndAddressAreEqual(bool isSameName, bool isSameAddress, int expected)
    {
        var subscription = Of(ByPost("d1"), ByPost("d2", PartyRole.DistributionAddress, printer: "hall")) with
        {
            DistributionAddress = new Party { Name = isSameName ? Name : DistributionName, Address = isSameAddress ? ContractingParty.Address : DistributionAddress.Address },
        };

        Assert.Equal(expected, Plan(subscription).Dispatches.Count);
    }

    [Fact]
    public void Plan_EmailAndLetterToOneParty_AreTwoDispatches() =>
        Assert.Equal(["d1", "d2"], Plan(Of(ByEmail("d1"), ByPost("d2"))).Dispatches.Select(dispatch => dispatch.Definition));

    [Fact]
    public void Plan_MergedDefinitionNamesAFallback_KeepsThatPromise()
    {
        var plan = Plan(Of(ByEmail("d1"), ByEmail("d2", fallback: "d3"), ByPost("d3")));

        Assert.Equal([("d1", "d3", false), ("d3", null, true)], plan.Dispatches.Select(dispatch => (dispatch.Definition, dispatch.Fallback, dispatch.IsStandby)));
    }

    [Fact]
    public void Plan_MergedDefinitionsNameTwoFallbacks_FirstCountsAndTheOtherIsNotPlanned()
    {
        var plan = Plan(Of(ByEmail("d1", fallback: "d3"), ByEmail("d2", fallback: "d4"), ByPost("d3"), ByPost("d4", PartyRole.DistributionAddress)));

        Assert.Equal([("d1", "d3"), ("d3", null)], plan.Dispatches.Select(dispatch => (dispatch.Definition, dispatch.Fallback)));
        Assert.Contains("'d4'", Assert.Single(plan.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_Fallback_WaitsInStandbyBehindAllOthers()
    {
        var plan = Plan(Of(ByPost("letter"), ByEmail("mail", fallback: "letter"), ToIndividual("copy")));

        Assert.Equal(
            [("mail", "letter", false), ("copy", null, false), ("letter", null, true)],
            plan.Dispatches.Select(dispatch => (dispatch.Definition, dispatch.Fallback, dispatch.IsStandby)));
    }

    [Fact]
    public void Plan_FallbackReachesWhoIsReachedAnyway_HasNoStandbyAndSaysSo()
    {
        var subscription = Of(ByPost("always"), ByEmail("mail", fallback: "letter"), ByPost("letter"));

        var plan = Plan(subscription);

        Assert.Equal([("always", null), ("mail", null)], plan.Dispatches.Select(dispatch => (dispatch.Definition, dispatch.Fallback)));
        Assert.Contains("dispatched anyway", Assert.Single(plan.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_TwoShareOneFallback_BothNameTheOneStandby()
    {
        var plan = Plan(Of(ByEmail("d1", fallback: "d3"), ToIndividual("d2") with { Fallback = "d3" }, ByPost("d3")));

        Assert.Equal(["d3", "d3", null], plan.Dispatches.Select(dispatch => dispatch.Fallback));
    }

    [Fact]
    public void Plan_FallbackOfAFallback_IsStandbyToo()
    {
        var plan = Plan(Of(ByEmail("d1", fallback: "d2"), ToIndividual("d2") with { Fallback = "d3" }, ByPost("d3")));

        Assert.Equal([("d1", "d2", false), ("d2", "d3", true), ("d3", null, true)], plan.Dispatches.Select(dispatch => (dispatch.Definition, dispatch.Fallback, dispatch.IsStandby)));
    }

    [Fact]
    public void Plan_FallbackNotValidThatDay_IsNoneAndSaysSo()
    {
        var plan = Plan(Of(ByEmail("d1", fallback: "d2"), ByPost("d2") with { ValidUntil = IssueDate.AddDays(-1) }));

        Assert.Null(Assert.Single(plan.Dispatches).Fallback);
        Assert.Contains("not valid on the invoice date", Assert.Single(plan.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OnlyTheNamingDefinitionHasEnded_FallbackIsNotDispatchedByItself()
    {
        var plan = Plan(Of(ByEmail("d1", fallback: "d2") with { ValidUntil = IssueDate.AddDays(-1) }, ByPost("d2", PartyRole.DistributionAddress)));

        Assert.Equal("default", Assert.Single(plan.Dispatches).Definition);
    }

    [Fact]
    public void Plan_Order_CountsBeforeTheOrderOfAdding()
    {
        var plan = Plan(Of(ByPost("late") with { Order = 5 }, ByEmail("b") with { Order = 1 }, ToIndividual("c") with { Order = 1 }));

        Assert.Equal(["b", "c", "late"], plan.Dispatches.Select(dispatch => dispatch.Definition));
    }

    [Theory]
    [InlineData(Language.It, Language.Fr, Language.It)]
    [InlineData(null, Language.Fr, Language.Fr)]
    [InlineData(null, null, Language.De)]
    public void Plan_Language_IsTheDefinitionsElseTheSubscriptionsElseTheBillers(Language? definition, Language? subscription, Language expected)
    {
        var plan = Plan(Of(ByEmail("d1") with { Language = definition }) with { Language = subscription });

        Assert.Equal(expected, Assert.Single(plan.Dispatches).Language);
    }

    [Theory]
    [InlineData("hall", "second", "third", "default", "hall")]
    [InlineData(null, "second", "third", "hall", "second")]
    [InlineData(null, null, "third", "hall", "third")]
    [InlineData(null, null, null, "hall", "hall")]
    [InlineData(null, null, null, null, "default")]
    public void Plan_Printer_FollowsThePrecedence(string? definition, string? request, string? biller, string? configured, string expected)
    {
        var planner = new DispatchPlanner(Lanes(configured));

        var plan = planner.Plan(Of(ByPost("d1", printer: definition)), Biller() with { DefaultPrinter = biller }, IssueDate, request);

        Assert.Equal(expected, Assert.Single(plan.Dispatches).Destination);
    }

    [Fact]
    public void Plan_UnknownPrinter_IsRefusedWithTheKnownOnes()
    {
        var error = Assert.Single(Plan(Of(ByPost("d1", printer: "attic"))).Errors);

        Assert.Equal(("printer_unknown", "attic"), (error.Code, error.Value));
        Assert.Contains("default, hall, second, third", error.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_ChannelNotSetUp_IsRefusedNamingTheDefinition()
    {
        var plan = Plan(Of(ByEmail("d1"), Definition("d2", DispatchKind.EInvoice, new DefinitionRecipient { Role = PartyRole.ContractingParty }, null)));

        Assert.Empty(plan.Dispatches);
        var error = Assert.Single(plan.Errors);
        Assert.Equal(("channel_unavailable", "einvoice"), (error.Code, error.Value));
        Assert.Contains("'d2'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_RoleWithoutEmail_IsRefusedNamingTheDefinition()
    {
        var subscription = Of(ByEmail("d7")) with { ContractingParty = ContractingParty with { CommunicationLocations = [Location("0441234567", LocationUsage.Private, LocationKind.Telephone)] } };

        var error = Assert.Single(Plan(subscription).Errors);

        Assert.Equal(("recipient_missing", "email", "d7"), (error.Code, error.Field, error.Value));
    }

    [Fact]
    public void Plan_RoleWithoutPostalAddress_IsRefusedNamingTheDefinition()
    {
        var error = Assert.Single(Plan(Of(ByPost("d1")) with { ContractingParty = ContractingParty with { Address = null } }).Errors);

        Assert.Equal(("recipient_missing", "address", "d1"), (error.Code, error.Field, error.Value));
    }

    [Fact]
    public void Plan_NoDistributionAddress_IsRefusedNamingTheDefinition()
    {
        var error = Assert.Single(Plan(Of(ByPost("d1", PartyRole.DistributionAddress)) with { DistributionAddress = null }).Errors);

        Assert.Equal(("recipient_missing", "role", "d1"), (error.Code, error.Field, error.Value));
    }

    [Theory]
    [InlineData(null, BusinessEmail)]
    [InlineData(Email, Email)]
    public void Plan_EmailOfARole_IsBusinessBeforePrivateUnlessAnotherIsChosen(string? chosen, string expected) =>
        Assert.Equal(expected, Assert.Single(Plan(Of(ByEmail("d1", address: chosen))).Dispatches).Recipient.Email);

    [Fact]
    public void Plan_ChosenAddressIsGone_IsRefusedAndNeverReplaced() =>
        Assert.Equal("recipient_missing", Assert.Single(Plan(Of(ByEmail("d1", address: "weg@kunden.example"))).Errors).Code);

    [Fact]
    public void Plan_IndividualIsNoCandidateAnyMore_IsRefused()
    {
        var error = Assert.Single(Plan(Of(ToIndividual("d1")) with { CommunicationLocations = [] }).Errors);

        Assert.Equal(("recipient_missing", "individual", "d1"), (error.Code, error.Field, error.Value));
    }

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData(0, 0, null, true)]
    [InlineData(1, null, null, false)]
    [InlineData(null, -1, null, false)]
    [InlineData(null, null, "solar", true)]
    [InlineData(null, null, "Solar", false)]
    public void Plan_Enclosure_IsChosenByInvoiceDateAndTariff(int? from, int? until, string? tariff, bool isEnclosed)
    {
        var biller = Biller() with { Enclosures = [Leaflet("leaflet") with { From = Day(from), Until = Day(until), Tariff = tariff }] };

        var plan = Plan(Of(ByPost("d1") with { Enclosures = ["leaflet"] }) with { Tariff = "solar" }, biller);

        Assert.Equal(isEnclosed ? ["leaflet"] : [], Assert.Single(plan.Dispatches).Terms.EnclosureIds);
        Assert.Equal(isEnclosed ? 0 : 1, plan.Notices.Count(notice => notice == "Definition 'd1': no enclosure 'leaflet' is valid on 2026-10-01 for the tariff 'solar': nothing is enclosed."));
    }

    [Fact]
    public void Plan_SeveralEnclosuresFit_AllGoInTheOrderOfTheDefinitionEachPdfOnce()
    {
        var (all, solar) = (Leaflet("tariffs"), Leaflet("tariffs", "for solar") with { Tariff = "solar" });
        var biller = Biller() with { Enclosures = [all, solar, Leaflet("leaflet") with { Pages = 4 }, solar with { Id = "again" }] };

        var terms = Assert.Single(Plan(Of(ByPost("d1") with { Enclosures = ["leaflet", "tariffs", "again"] }) with { Tariff = "solar" }, biller).Dispatches).Terms;

        Assert.Equal([("leaflet", 4), ("tariffs", 1), ("tariffs", 1)], terms.Enclosures.Select(enclosure => (enclosure.Id, enclosure.Pages)));
        Assert.Equal(["leaflet", "tariffs"], terms.EnclosureIds);
    }

    [Fact]
    public void Plan_EnclosureThatTheBillerDoesNotHave_IsRefusedNamingBoth()
    {
        var error = Assert.Single(Plan(Of(ByPost("d1") with { Enclosures = ["leaflet"] }), Biller() with { Enclosures = [Leaflet("tariffs")] }).Errors);

        Assert.Equal(("enclosure_unknown", "enclosures", "leaflet"), (error.Code, error.Field, error.Value));
        Assert.Contains("'d1'", error.Message, StringComparison.Ordinal);
        Assert.Contains("tariffs", error.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_TwoLettersAreOne_KeepsWhatBothPromise()
    {
        var subscription = Of(ByPost("d1") with { Postage = Postage.B, Enclosures = ["a"] }, ByPost("d2") with { Postage = Postage.Registered, Enclosures = ["b", "a"] });

        var dispatch = Assert.Single(Plan(subscription, Biller() with { Enclosures = [Leaflet("a"), Leaflet("b")] }).Dispatches);

        Assert.Equal(("d1", Postage.Registered, "a,b"), (dispatch.Definition, dispatch.Terms.Postage, string.Join(',', dispatch.Terms.EnclosureIds)));
    }

    [Fact]
    public void Plan_FallbackReachesWhoGetsALetterAnyway_LeavesThatLetterAsItIs()
    {
        var subscription = Of(ByPost("d1") with { Postage = Postage.B }, ByEmail("d2", fallback: "d3"), ByPost("d3") with { Postage = Postage.Registered });

        var letter = Plan(subscription).Dispatches[0];

        Assert.Equal(("d1", Postage.B), (letter.Definition, letter.Terms.Postage));
    }

    [Fact]
    public void Plan_Fallback_HasItsOwnTerms()
    {
        var plan = Plan(Of(ByEmail("d1", fallback: "d2"), ByPost("d2") with { Postage = Postage.A }) with { ShareEnvelope = true });

        Assert.Equal([null, """{"postage":"A","share":true}"""], plan.Dispatches.Select(dispatch => dispatch.Terms.ToJson()));
    }

    [Fact]
    public void Plan_DefaultRule_SharesTheEnvelopeIfTheSubscriptionAllowsIt() =>
        Assert.Equal([true, false], new[] { true, false }.Select(share => Assert.Single(Plan(Of() with { ShareEnvelope = share }).Dispatches).Terms.MayShareEnvelope));

    private static DispatchPlan Plan(Subscription subscription, Biller? biller = null) => new DispatchPlanner(Lanes()).Plan(subscription, biller ?? Biller(), IssueDate, printer: null);

    private static BillerEnclosure Leaflet(string id, string? content = null) =>
        new() { Id = id, Document = ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(content ?? id)), Pages = 1 };

    private static DateOnly? Day(int? offset) => offset is { } days ? IssueDate.AddDays(days) : null;
}
