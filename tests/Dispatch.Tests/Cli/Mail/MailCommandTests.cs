using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Cli.Engine;
using Dispatch.Tests.Cli.Fakes;
using Dispatch.Tests.Grains.Engine;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Cli.Mail;

/// <summary><c>mail returned</c> with the real engine.</summary>
[Collection("engine")]
public sealed class MailCommandTests : IAsyncLifetime
{
    private readonly CliHarness _cli = new();
    private readonly ScriptedChannel _email = ScriptedChannel.Email();
    private readonly ScriptedChannel _post = ScriptedChannel.Post();
    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync(_email, _post);
        await _engine.ImportAsync(ByPost("letter", fallback: "mail"), ByEmail("mail"));
        _cli.Open = (_, _, _) => Task.FromResult(new EngineSession(_engine.Client));
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _cli.Dispose();
    }

    [Fact]
    public async Task Returned_Invoice_IsRecordedThenRepeated()
    {
        await DeliverAsync("R-1");

        var first = await _cli.RunAsync("mail", "returned", "R-1", "--reason", "moved", "--by", "anna", "--json");
        var again = await _cli.RunAsync("mail", "returned", "R-1~letter", "--reason", "unclaimed", "--json");
        var person = await _cli.RunAsync("mail", "returned", "R-1", "--reason", "moved");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (first.Code, again.Code));
        var json = Assert.Single(first.Json);
        Assert.Equal(
            ("R-1~letter", "R-1", "recorded", "bounced", "recipient_moved", "R-1~mail"),
            ((string)json["dispatch"]!, (string)json["invoice"]!, (string)json["result"]!, (string)json["state"]!, (string)json["reason"]!, (string)json["fallback"]!));
        Assert.Null(json["line"]);
        Assert.Equal(("repeated", "recipient_moved"), ((string)Assert.Single(again.Json)["result"]!, (string)again.Json[0]["reason"]!));
        Assert.Contains("R-1~letter: repeated, recipient_moved; R-1~mail takes over", person.Output, StringComparison.Ordinal);
        Assert.Single(_email.Sent);
    }

    [Fact]
    public async Task Returned_Again_ShowsTheAddressInTheSubscription()
    {
        await DeliverAsync("R-1");
        await _cli.RunAsync("mail", "returned", "R-1", "--reason", "moved");

        var shown = await _cli.RunAsync("subscription", "show", "4711");
        var json = Assert.Single((await _cli.RunAsync("subscription", "show", "4711", "--json")).Json);

        Assert.Contains($"Needs care: {Name}, {Street} 17, CH-8001 Zürich: does not work (recipient_moved)", shown.Output, StringComparison.Ordinal);
        Assert.Equal("8001", (string)json["addressCare"]![0]!["address"]!["postalCode"]!);
    }

    [Theory]
    [InlineData(5, "not_found", "mail", "returned", "R-9", "--reason", "moved")]
    [InlineData(5, "not_found", "mail", "returned", "R-9~letter", "--reason", "moved")]
    [InlineData(3, "not_returnable", "mail", "returned", "R-1~mail", "--reason", "moved")]
    [InlineData(3, "not_returnable", "mail", "returned", "R-1", "--reason", "moved", "--returned-at", "2001-01-01")]
    [InlineData(3, "file_unreadable", "mail", "returned", "gone.csv", "--reason", "moved")]
    [InlineData(2, "usage", "mail", "returned", "R-1")]
    [InlineData(2, "usage", "mail", "returned", "R-1", "--reason", "moved", "--returned-at", "yesterday")]
    public async Task Returned_WhatCannotBe_SaysWhy(int code, string word, params string[] command)
    {
        var invoice = await DeliverAsync("R-1");

        var ending = await _cli.RunAsync([.. command, "--json"]);

        Assert.Equal((code, word), ((int)ending.Code, (string)Assert.Single(ending.Json)["error"]!["code"]!));
        Assert.Equal(invoice.Stamp, (await _engine.WaitAsync(invoice, _ => true)).Stamp);
    }

    [Fact]
    public async Task Returned_UnknownReason_ListsThem()
    {
        var ending = await _cli.RunAsync("mail", "returned", "R-1", "--reason", "gone");

        Assert.Equal(ExitCode.Usage, ending.Code);
        Assert.Contains("use one of other, moved, unknown, incomplete, unclaimed, refused, deceased", ending.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returned_InvoiceWithSeveralLetters_AsksWhich()
    {
        await _engine.ImportAsync(ByPost("letter"), ByPost("second", PartyRole.DistributionAddress));
        await _engine.SettleAsync(await _engine.FinalizeAsync("R-1"));

        var ending = await _cli.RunAsync("mail", "returned", "R-1", "--reason", "moved");
        var named = await _cli.RunAsync("mail", "returned", "R-1~second", "--reason", "moved");

        Assert.Equal(ExitCode.Usage, ending.Code);
        Assert.Contains("R-1~letter (delivered), R-1~second (delivered)", ending.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, named.Code);
    }

    [Fact]
    public async Task Returned_InvoiceWithoutLetter_IsRefused()
    {
        await _engine.ImportAsync(ByEmail("mail"));
        await _engine.SettleAsync(await _engine.FinalizeAsync("R-1"));

        var ending = await _cli.RunAsync("mail", "returned", "R-1", "--reason", "moved", "--json");

        Assert.Equal((ExitCode.Refused, "no_letter"), (ending.Code, (string)Assert.Single(ending.Json)["error"]!["code"]!));
    }

    [Fact]
    public async Task Returned_File_RecordsEachLineOnce()
    {
        await Task.WhenAll(DeliverAsync("R-1"), DeliverAsync("R-2"), DeliverAsync("R-3"));
        var file = _cli.Write("returns.csv", "\uFEFFinvoice;dispatch;reason;returnedAt\nR-1;;moved;\n;R-2~letter;;\n\nR-1;;unclaimed;\n");

        var first = await _cli.RunAsync("mail", "returned", file, "--reason", "unknown", "--json");
        var again = await _cli.RunAsync("mail", "returned", file, "--reason", "unknown", "--json");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (first.Code, again.Code));
        Assert.Equal(
            [(2, "R-1~letter", "recorded", "recipient_moved"), (3, "R-2~letter", "recorded", "recipient_unknown"), (5, "R-1~letter", "repeated", "recipient_moved")],
            first.Json.Select(json => ((int)json["line"]!, (string)json["dispatch"]!, (string)json["result"]!, (string)json["reason"]!)));
        Assert.All(again.Json, json => Assert.Equal("repeated", (string)json["result"]!));
        Assert.Equal(2, _email.Sent.Count);
    }

    [Fact]
    public async Task Returned_FileWithErrors_RecordsNothingAndNamesEach()
    {
        var invoice = await DeliverAsync("R-1");
        var file = _cli.Write("returns.csv", "invoice,reason,returnedAt\nR-1,moved,\nR-1,gone,\n,moved,\nR-1,,\nR-1,moved,soon\n");

        var ending = await _cli.RunAsync("mail", "returned", file, "--json");

        Assert.Equal(ExitCode.Refused, ending.Code);
        Assert.Equal(
            [(3, "reason", "gone"), (4, "invoice", null), (5, "reason", null), (6, "returnedAt", "soon")],
            ending.Json.Select(json => json["error"]!).Select(error => ((int)error["line"]!, (string)error["field"]!, (string?)error["value"])));
        Assert.All(ending.Json, json => Assert.Equal((file, true), ((string)json["error"]!["file"]!, ((string)json["error"]!["mend"]!).Length > 0)));
        Assert.Equal(invoice.Stamp, (await _engine.WaitAsync(invoice, _ => true)).Stamp);
    }

    [Fact]
    public async Task Returned_FileWithLettersThatCannotHaveComeBack_RecordsNothing()
    {
        var invoice = await DeliverAsync("R-1");
        var file = _cli.Write("returns.csv", "dispatch\nR-1~letter\nR-1~mail\nR-9~letter\n");

        var ending = await _cli.RunAsync("mail", "returned", file, "--reason", "moved", "--json");

        Assert.Equal(ExitCode.Refused, ending.Code);
        Assert.Equal(
            [(3, "not_returnable", "R-1~mail"), (4, "not_found", "R-9~letter")],
            ending.Json.Select(json => json["error"]!).Select(error => ((int)error["line"]!, (string)error["code"]!, (string)error["value"]!)));
        Assert.Equal(invoice.Stamp, (await _engine.WaitAsync(invoice, _ => true)).Stamp);
    }

    [Theory]
    [InlineData("number,reason\nR-1,moved\n", "unknown_column")]
    [InlineData("invoice,reason,remark\nR-1,moved,x\n", "unknown_column")]
    [InlineData("reason\nmoved\n", "missing")]
    [InlineData("invoice,reason\n\"R-1,moved\n", "invalid_csv")]
    [InlineData("invoice,dispatch,reason\nR-1,R-1~letter,moved\n", "ambiguous")]
    [InlineData("scan,reason\nA0000000999000001001001N00,moved\n", "not_found")]
    [InlineData("scan,reason\nR-1,moved\n", "not_found")]
    public async Task Returned_FileOfAnotherForm_SaysWhatIsWrong(string content, string code)
    {
        var ending = await _cli.RunAsync("mail", "returned", _cli.Write("returns.csv", content), "--json");

        Assert.Equal(ExitCode.Refused, ending.Code);
        Assert.Equal(code, (string)ending.Json[0]["error"]!["code"]!);
    }

    private async Task<InvoiceView> DeliverAsync(string number) =>
        await _engine.WaitAsync(await _engine.FinalizeAsync(number), view => view.Dispatches[0].State == DispatchState.Delivered);
}
