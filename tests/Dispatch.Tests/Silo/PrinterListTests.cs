using System.Diagnostics;
using Dispatch.Abstractions;
using Dispatch.Client;
using Dispatch.Silo.Hosting;
using Dispatch.Tests.Servers.Cups;
using Dispatch.Tests.Servers.Fixtures;
using TestPort = Dispatch.Tests.Servers.FreePort;

namespace Dispatch.Tests.Silo;

[Collection("engine")]
public sealed class PrinterListTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ListPrinters_OfEverySortAndReadOnly_SaysHowEachStands()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop, new CupsSettings { Queues = ["annex"] });
        await cups.PauseAsync(Stop, "annex");
        var away = $"ipp://127.0.0.1:{TestPort.Take()}/printers/hall";
        await using var host = await DispatchHost.StartAsync(
            Settings(("Print:Printers:desk:Uri", "file:desk"), ("Print:Printers:hall:Uri", away), ("Print:Servers:house:Uri", cups.Uri(queue: null)), ("Print:DefaultPrinter", "annex")),
            Stop);

        var printers = await new DispatchClient(host.Grains).Catalog.ListPrintersAsync();

        Assert.Equal(["annex", "desk", "hall"], printers.Select(printer => printer.Name));
        Assert.Equal([PrinterState.Stopped, PrinterState.Idle, PrinterState.Away], printers.Select(printer => printer.State));
        Assert.Equal([ReasonCode.PrinterStopped, null, ReasonCode.ConnectRefused], printers.Select(printer => printer.Reason));
        Assert.Equal([cups.Uri("annex"), $"file:{_folder.File("data", "print", "desk")}", away], printers.Select(printer => printer.Uri));
        Assert.Equal([0, null, null], printers.Select(printer => printer.QueuedJobs));
        Assert.Equal([true, false, false], printers.Select(printer => printer.IsDefault));
        Assert.Empty(printers[2].Media);
        Assert.Equal(["*"], printers[1].Media);
    }

    [Fact]
    public async Task ListPrinters_PrinterAndServerThatStandStill_AnswersWithinSeconds()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await cups.StandStillAsync(Stop);
        var since = Stopwatch.GetTimestamp();

        await using var host = await DispatchHost.StartAsync(
            Settings(("Print:Printers:desk:Uri", cups.Uri()), ("Print:Servers:house:Uri", cups.Uri(queue: null))), Stop);
        var printers = await new DispatchClient(host.Grains).Catalog.ListPrintersAsync();
        await cups.GoOnAsync(Stop);

        Assert.Equal([("desk", false), ("house", true)], printers.Select(printer => (printer.Name, printer.IsServer)));
        Assert.All(printers, printer => Assert.Equal((PrinterState.Away, ReasonCode.Timeout), (printer.State, printer.Reason)));
        Assert.InRange(Stopwatch.GetElapsedTime(since).TotalSeconds, 0, 30);    // 5 of waiting; the rest is the start of a host on a busy machine
    }

    private HostSettings Settings(params (string Key, string Value)[] overrides) =>
        new() { IsReadOnly = true, DataFolder = _folder.File("data"), Overrides = overrides.ToDictionary(setting => setting.Key, setting => (string?)setting.Value) };
}
