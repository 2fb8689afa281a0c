using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Cli.Engine;
using Dispatch.Tests.Cli.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Cli.Invoices;

public sealed class FinalizeCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Finalize_Twice_IsRepeatedTheSecondTime()
    {
        var file = _cli.Write("a.xml", "A-1|x");

        var first = await _cli.RunAsync("invoice", "finalize", file, "--yes", "--json");
        var second = await _cli.RunAsync("invoice", "finalize", file, "--yes", "--json");

        Assert.Equal(ExitCode.Done, first.Code);
        Assert.False((bool)Assert.Single(first.Json)["repeated"]!);
        Assert.Equal(ExitCode.Done, second.Code);
        Assert.True((bool)Assert.Single(second.Json)["repeated"]!);
    }

    [Fact]
    public async Task Finalize_PdfBesideTheFile_TravelsAsDocument()
    {
        _cli.Write("a.pdf", "%PDF-1.7");

        await _cli.RunAsync("invoice", "finalize", _cli.Write("a.xml", "A-1|x"), "--yes");
        await _cli.RunAsync("invoice", "finalize", _cli.Write("b.xml", "A-2|x"), "--yes");

        Assert.Equal([ContentHash.Of("%PDF-1.7"u8), (ContentHash?)null], _cli.Engine.Finalized.Select(request => request.DocumentUpload));
    }

    [Fact]
    public async Task Finalize_OtherContent_IsConflict()
    {
        await _cli.RunAsync("invoice", "finalize", _cli.Write("a.xml", "A-1|x"), "--yes");

        var ended = await _cli.RunAsync("invoice", "finalize", _cli.Write("a.xml", "A-1|y"), "--yes", "--json");

        Assert.Equal(ExitCode.Conflict, ended.Code);
        Assert.Equal("A-1", (string?)Assert.Single(ended.Json)["error"]!["value"]);
    }

    [Fact]
    public async Task Finalize_OneOfTwoRefused_RecordsNothing()
    {
        var ended = await _cli.RunAsync("invoice", "finalize", _cli.Write("a.xml", "A-1|x"), _cli.Write("b.xml", "A-2|bad"), "--yes");

        Assert.Equal(ExitCode.Refused, ended.Code);
        Assert.Contains("b.xml: BT-110 '1.00': The VAT total is wrong. Correct it.", ended.Error, StringComparison.Ordinal);
        Assert.Equal(0, _cli.Engine.InvoiceCount);
    }

    [Fact]
    public async Task Finalize_NoTerminalAndNoYes_IsCode6WithPreview()
    {
        var ended = await _cli.RunAsync("invoice", "finalize", _cli.Write("a.xml", "A/1|x"), "--json");

        Assert.Equal(ExitCode.NotConfirmed, ended.Code);
        var preview = Path.Combine(_cli.Folder, "data", "preview", "A%2F1.pdf");
        Assert.Equal(preview, (string?)Assert.Single(ended.Json)["error"]!["previews"]![0]);
        Assert.True(File.Exists(preview));
        Assert.Equal(0, _cli.Engine.InvoiceCount);
    }

    [Theory]
    [InlineData("n", (int)ExitCode.NotConfirmed, 0)]
    [InlineData("", (int)ExitCode.NotConfirmed, 0)]
    [InlineData("y", (int)ExitCode.Done, 1)]
    public async Task Finalize_Asked_DoesAsAnswered(string answer, int code, int recorded)
    {
        var ended = await _cli.AskAsync([answer], "invoice", "finalize", _cli.Write("a.xml", "A-1|x"));

        Assert.Equal(code, (int)ended.Code);
        Assert.Contains("Print definitively? This cannot be undone.", ended.Error, StringComparison.Ordinal);
        Assert.Equal(recorded, _cli.Engine.InvoiceCount);
    }

    [Fact]
    public async Task Finalize_SeveralPrinters_AsksForOneWithTheDefaultFirst()
    {
        _cli.Engine.Printers = [new("hall", "file:hall", false, 0), new("desk", "file:desk", true, 0)];

        await _cli.AskAsync(["", "y"], "invoice", "finalize", _cli.Write("a.xml", "A-1|x"));

        Assert.Equal("desk", Assert.Single(_cli.Engine.Finalized).Printer);
    }

    [Fact]
    public async Task Finalize_SeveralPrintersAndYes_LeavesThePrinterToTheEngine()
    {
        _cli.Engine.Printers = [new("hall", "file:hall", false, 0), new("desk", "file:desk", true, 0)];

        await _cli.RunAsync("invoice", "finalize", _cli.Write("a.xml", "A-1|x"), "--yes");

        Assert.Null(Assert.Single(_cli.Engine.Finalized).Printer);
    }

    [Theory]
    [InlineData(DispatchState.Deferred, (int)ExitCode.NotSettled)]
    [InlineData(DispatchState.Unknown, (int)ExitCode.NotSettled)]
    [InlineData(DispatchState.Refused, (int)ExitCode.NeedsCare)]
    [InlineData(DispatchState.Held, (int)ExitCode.NeedsCare)]
    public async Task Finalize_EndsOtherwise_SaysSoByItsCode(DispatchState state, int code)
    {
        _cli.Engine.EndState = state;

        var ended = await _cli.RunAsync("invoice", "finalize", _cli.Write("a.xml", "A-1|x"), "--yes", "--wait", "5");

        Assert.Equal(code, (int)ended.Code);
    }

    [Fact]
    public async Task Finalize_MissingFile_IsCode3BeforeAnEngineStarts()
    {
        var ended = await _cli.RunAsync("invoice", "finalize", "nowhere.xml", "--yes");

        Assert.Equal(ExitCode.Refused, ended.Code);
        Assert.Contains("nowhere.xml", ended.Error, StringComparison.Ordinal);
        Assert.Empty(_cli.Engine.Uses);
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("finalize", "--yes")]
    public async Task Check_EngineTakesNoWorkForAMoment_IsAskedAgain(string command, params string[] options)
    {
        _cli.Engine.UnavailableCount = 3;

        var ended = await _cli.RunAsync(["invoice", command, _cli.Write("a.xml", "A-1|x"), .. options]);

        Assert.Equal((ExitCode.Done, -1), (ended.Code, _cli.Engine.UnavailableCount));
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("finalize", "--yes")]
    public async Task Check_EngineTakesNoWorkForMinutes_IsCode7WithTheReason(string command, params string[] options)
    {
        _cli.Engine.UnavailableCount = int.MaxValue;
        _cli.Clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(50) };

        var ended = await _cli.RunAsync(["invoice", command, _cli.Write("a.xml", "A-1|x"), "--json", .. options]);

        Assert.Equal(ExitCode.Unreachable, ended.Code);
        var error = Assert.Single(ended.Json)["error"]!;
        Assert.Equal("unavailable", (string?)error["code"]);
        Assert.Contains("The store could not be read now.", (string?)error["message"], StringComparison.Ordinal);
        Assert.Contains("later", (string?)error["mend"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_Invoice_OnlyReads()
    {
        var ended = await _cli.RunAsync("invoice", "preview", _cli.Write("a.xml", "A-1|x"), "--json");

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.True(File.Exists((string?)Assert.Single(ended.Json)["file"]));
        Assert.Equal([EngineUse.Read], _cli.Engine.Uses);
    }

    [Fact]
    public async Task Show_Unknown_IsCode5()
    {
        var ended = await _cli.RunAsync("invoice", "show", "A-9");

        Assert.Equal(ExitCode.NotFound, ended.Code);
        Assert.Contains("A-9", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DispatchCancel_Ended_IsCode3()
    {
        await _cli.RunAsync("invoice", "finalize", _cli.Write("a.xml", "A-1|x"), "--yes");

        var ended = await _cli.RunAsync("dispatch", "cancel", "A-1~d1", "--json");

        Assert.Equal(ExitCode.Refused, ended.Code);
        Assert.Equal("too_late", (string?)Assert.Single(ended.Json)["error"]!["code"]);
    }
}
