using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Output;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Output;

public sealed class ContractJsonTests
{
    private const string Dispatch =
        """
        {"id":"A-1~d1","invoice":"A-1","kind":"email","definition":"d1","destination":"relay","recipient":{"role":"contractingParty","name":"Anna Muster","email":"anna@muster.example"},"run":null,"state":"delivered","reason":null,"dueAt":null,"possibleDuplicate":false,"traceId":null,"attempts":[{"number":1,"startedAt":"2026-11-01T07:30:00.120Z","endedAt":"2026-11-01T07:30:01.120Z","outcome":"delivered","reason":null,"protocolCode":null,"proof":{"kind":"smtp","value":"250 2.0.0 A1"}}]}
        """;

    [Fact]
    public void Invoice_Settled_IsTheContractsShape() =>
        Assert.Equal(
            """{"number":"A-1","name":"A-1","biller":"seehalden","subscription":"100001","run":null,"state":"settled","finalizedAt":"2026-11-01T07:30:00.120Z","document":{"sha256":"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881","bytes":1},"traceId":"0af7651916cd43dd8448eb211c80319c","dispatches":["""
            + Dispatch + """],"findings":[],"notices":[],"merged":[]}""",
            Serialize(new InvoiceJson(FakeViews.Invoice("A-1", DispatchState.Delivered))));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Invoice_Finalized_SaysWhetherItIsRepeated(bool isRepeated) =>
        Assert.Contains($"\"repeated\":{(isRepeated ? "true" : "false")}", Serialize(new InvoiceJson(FakeViews.Invoice("A-1", DispatchState.Delivered), isRepeated)), StringComparison.Ordinal);

    [Fact]
    public void Dispatch_Letter_HasAnAddressAndNoEmail()
    {
        var recipient = new RecipientView { Individual = "x", Name = "Zoë", Address = new PartyAddress { PostalCode = "8897", City = "Seehalden", Country = "CH" } };

        Assert.Equal(
            """{"individual":"x","name":"Zoë","address":{"street":null,"buildingNumber":null,"postalCode":"8897","city":"Seehalden","country":"CH"}}""",
            Serialize(new RecipientJson(recipient)));
    }

    [Fact]
    public void Dispatch_Letter_SaysPostageEnclosuresAndBatchWhereThereAreAny()
    {
        var letter = FakeViews.Invoice("A-1", DispatchState.Delivered).Dispatches[0] with { Postage = Postage.A, Enclosures = ["leaflet"], Batch = "october~hall~1" };

        Assert.Contains(""","postage":"A","enclosures":["leaflet"],"batch":"october~hall~1",""", Serialize(new DispatchJson(letter)), StringComparison.Ordinal);
    }

    [Fact]
    public void Dispatch_Waiting_SaysForWhatSinceWhenByWhomAndWhy()
    {
        var dispatch = FakeViews.Invoice("A-1", DispatchState.Pending).Dispatches[0] with { Wait = new WaitView(WaitCause.RunPaused, FakeViews.Instant, "anna", "wrong tariff") };

        Assert.Contains(
            ""","wait":{"cause":"runPaused","since":"2026-11-01T07:30:00.120Z","by":"anna","reason":"wrong tariff"},""", Serialize(new DispatchJson(dispatch)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WaitCause.RunPaused, "run paused by anna since ")]
    [InlineData(WaitCause.ChannelPaused, "channel paused by anna since ")]
    [InlineData(WaitCause.DestinationDown, "hall down since ")]
    [InlineData(WaitCause.Gathering, "until its print batch is gathered")]
    [InlineData(WaitCause.PrintBatch, "until its print batch is sent")]
    public void WaitText_EveryCause_SaysWhatItIs(WaitCause cause, string beginning) =>
        Assert.StartsWith(beginning, Texts.Of(new WaitView(cause, FakeViews.Instant, "anna", "wrong tariff"), "hall"), StringComparison.Ordinal);

    [Fact]
    public void LetterText_SaysPostageEnclosuresAndBatchWhereThereAreAny()
    {
        Assert.Equal("hall, A, with leaflet and tariffs, in october~hall~1", Texts.OfLetter("hall", Postage.A, ["leaflet", "tariffs"], "october~hall~1"));
        Assert.Equal("hall", Texts.OfLetter("hall", null, []));
    }

    [Fact]
    public void Error_WithPlace_IsTheContractsShape() =>
        Assert.Equal(
            """{"error":{"code":"iban","file":"a.xml","field":"BT-84","value":"CH00","message":"The check digits are wrong.","mend":"Correct it."}}""",
            Serialize(new ErrorJson(CliError.Of(new Problem("iban", "BT-84", "CH00", "The check digits are wrong.", "Correct it."), "a.xml"))));

    [Fact]
    public void ErrorText_ControlCharacters_AreMadeVisible() =>
        Assert.Equal(
            @"a.xml:3: number 'x\u001b[2J\u000ay': It is wrong. Mend it.",
            new CliError("code", "It is wrong.") { File = "a.xml", Line = 3, Field = "number", Value = "x\u001b[2J\ny", Mend = "Mend it." }.ToString());

    [Theory]
    [InlineData("2026-0042", "2026-0042")]
    [InlineData("A/1 ü", "A%2F1%20%C3%BC")]
    [InlineData("A-1~d1", "A-1%7Ed1")]
    public void FileName_OtherCharacters_ArePercentEncoded(string name, string expected) => Assert.Equal(expected, FileNames.Encode(name));

    private static string Serialize<T>(T value) => JsonSerializer.Serialize(value, CliJson.Options);
}
