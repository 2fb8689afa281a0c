using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Channels.Print.Ipp.Protocol;
using Dispatch.Channels.Print.Servers;
using Dispatch.Grains;
using Dispatch.Grains.Dispatches;
using Dispatch.Tests.Channels.Print.Ipp;
using Dispatch.Tests.Servers;
using Dispatch.Tests.Servers.Cups;
using Dispatch.Tests.Servers.Fixtures;
using Dispatch.Tests.Servers.Mail;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Channels.Print.Servers;

public sealed class PrintServerTests : IDisposable
{
    private readonly Shipments _shipments = new();
    private readonly CapturedLog<PrintChannel> _log = new();
    private readonly List<PrintChannel> _channels = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _channels.ForEach(channel => channel.Dispose());

    [Fact]
    public async Task Refresh_RealCups_MakesEachQueueAPrinterThatPrints()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop, new CupsSettings { Queues = ["hall", "annex"] });
        var channel = Open(cups.Uri(queue: null));

        await channel.RefreshAsync(Stop);
        var sent = await channel.SendAsync(_shipments.Create(destination: "annex"), _shipments, Stop);

        Assert.Equal(["post/annex", "post/hall"], channel.Lanes.Select(lane => lane.Name));
        Assert.All(channel.Lanes, lane => Assert.Equal((4, UnknownRule.Hold), (lane.SlotCount, lane.OnUnknown)));
        Assert.Equal(500, channel.BatchesOf("hall")!.BatchSize);
        Assert.IsType<AttemptOutcome.Submitted>(sent);
        Assert.Single(await cups.WaitForPrintedAsync(1, Stop, "annex"));
        Assert.Empty(cups.Printed());
    }

    [Fact]
    public async Task Refresh_QueueThatTheConfigurationNames_IsTheConfigurationsPrinter()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop, new CupsSettings { Queues = ["hall", "annex"] });
        var channel = Open(cups.Uri(queue: null), options => options.Printers["hall"] = new PrinterOptions { Uri = "file:hall" });

        await channel.RefreshAsync(Stop);
        await channel.RefreshAsync(Stop);

        Assert.Equal(["post/annex", "post/hall"], channel.Lanes.Select(lane => lane.Name));
        Assert.Null(channel.BatchesOf("hall"));
        Assert.Single(_log.Ids, 2144);
        Assert.Contains("there is a printer hall already", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_QueueThatComesAndOneThatGoes_BothHaveALane()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = Open(cups.Uri(queue: null));
        await channel.RefreshAsync(Stop);
        var directory = new ChannelDirectory([channel], Options.Create(new PrintOptions()));
        var slots = new LaneSlots(directory);
        var before = directory.Lanes;

        await cups.AddQueueAsync("annex", Stop);
        await cups.RemoveQueueAsync("hall", Stop);
        await channel.RefreshAsync(Stop);
        var outcome = await channel.SendAsync(_shipments.Create(destination: "hall"), _shipments, Stop);

        Assert.Equal(["post/hall"], before.Select(lane => lane.Name));
        Assert.Equal(["annex", "hall"], directory.Printers);
        Assert.Equal(["post/annex", "post/hall"], slots.Lanes);
        Assert.Equal(4, slots.FreeCount("post/annex", isRun: false));
        using (slots.TryTake(directory.FindLane("post/annex")!, isRun: false))
            Assert.Equal(3, slots.FreeCount("post/annex", isRun: false));
        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable, "0x0406"), outcome);
        Assert.Contains("Print server house does not have queue hall any more", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watcher_ServerAwayAtTheStart_StartsAndFindsTheQueuesWhenItAnswers()
    {
        PrivateCups.Require();
        var clock = new FakeTimeProvider();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await cups.KillAsync(Stop);
        var channel = Open(cups.Uri(queue: null), clock: clock);
        var directory = new ChannelDirectory([channel], Options.Create(new PrintOptions()));
        using var watcher = new PrintServerWatcher(channel, clock, NullLogger<PrintServerWatcher>.Instance);

        await watcher.StartAsync(Stop);
        var (lanes, takes) = (directory.Lanes.Count, directory.Takes("post/hall"));
        await cups.StartAgainAsync(Stop);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (directory.Lanes.Count == 0)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            await tick.WaitForNextTickAsync(limit.Token);
        }
        await watcher.StopAsync(Stop);

        Assert.Equal([new DestinationState("house", null, null)], channel.Destinations);
        Assert.Equal((0, false), (lanes, takes));    // what is open for a queue that may come waits as it is, and is not held as unconfigured
        Assert.True(directory.Takes("post/hall"));
        Assert.False(directory.Takes("post/gone"));
        Assert.True(directory.Takes("email/relay"));
        Assert.Single(_log.Ids, 2140);
        Assert.Single(_log.Ids, 2141);
    }

    [Fact]
    public async Task Refresh_ServerThatIsAway_TakesSecondsAndLogsItOnce()
    {
        var channel = Open($"ipp://127.0.0.1:{FreePort.Take()}/");

        await channel.RefreshAsync(Stop);
        await channel.RefreshAsync(Stop);

        Assert.Empty(channel.Lanes);
        Assert.False(channel.KnowsAllLanes);
        Assert.Single(_log.Ids, 2140);
        Assert.Equal([("house", ReasonCode.ConnectRefused)], channel.Destinations.Select(server => (server.Name, server.Reason)));
        Assert.NotNull(channel.Destinations[0].DownSince);
    }

    [Fact]
    public async Task Refresh_FileOfCertificatesIsBeingReplaced_FindsTheQueueWhenItIsThere()
    {
        PrivateCups.Require();
        using var folder = new TemporaryFolder();
        using var authority = new TestAuthority();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var file = folder.Write(authority.ToPem(), "ca.pem");
        var channel = Open(cups.Uri(queue: null), options => options.Servers["house"].CaFile = file);
        File.Delete(file);

        await channel.RefreshAsync(Stop);
        await channel.RefreshAsync(Stop);
        var before = channel.Lanes;
        folder.Write(authority.ToPem(), "ca.pem");
        await channel.RefreshAsync(Stop);

        Assert.Empty(before);
        Assert.Single(_log.Ids, 2145);
        Assert.Equal(["post/hall"], channel.Lanes.Select(lane => lane.Name));
        Assert.Single(_log.Ids, 2142);
    }

    [Fact]
    public async Task Refresh_QueueWithAnOpaqueAddress_IsSkippedAndTheOthersArePrinters()
    {
        await using var server = new IppAnswerer(IppAnswerer.Answer(
            Queue("opaque", "ipp:opaque"), Queue("hall", "ipp://elsewhere.example/printers/hall"), Queue("annex", uri: null)));
        var channel = Open($"ipp://127.0.0.1:{server.Port}/");

        await channel.RefreshAsync(Stop);
        await channel.RefreshAsync(Stop);

        Assert.Equal(["post/annex", "post/hall"], channel.Lanes.Select(lane => lane.Name));
        Assert.Single(_log.Ids, 2144);
        Assert.Contains("the server gives no address with a path for opaque", _log.Text, StringComparison.Ordinal);

        static IppGroup Queue(string name, string? uri) => new(IppTag.PrinterAttributes,
            [IppAttribute.Of("printer-name", IppTag.Name, name), .. uri is null ? [] : new[] { IppAttribute.Of("printer-uri-supported", IppTag.Uri, uri) }]);
    }

    [Fact]
    public async Task Watcher_RefreshFails_GoesOnAndLogsIt()
    {
        var clock = new FakeTimeProvider();
        var log = new CapturedLog<PrintServerWatcher>();
        var channel = Open($"ipp://127.0.0.1:{FreePort.Take()}/", clock: clock);
        _log.OnEvent = id => throw new InvalidOperationException($"A bug at event {id}.");
        using var watcher = new PrintServerWatcher(channel, clock, log);

        await watcher.StartAsync(Stop);
        var started = log.Ids.Count();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (log.Ids.Count() < 2)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            await tick.WaitForNextTickAsync(limit.Token);
        }
        await watcher.StopAsync(Stop);

        Assert.Equal(1, started);
        Assert.All(log.Ids, id => Assert.Equal(2146, id));
    }

    private PrintChannel Open(string uri, Action<PrintOptions>? configure = null, TimeProvider? clock = null)
    {
        var options = new PrintOptions();
        options.Servers["house"] = new PrintServerOptions { Uri = uri };
        configure?.Invoke(options);
        var channel = new PrintChannel(Options.Create(options), clock ?? TimeProvider.System, _log);
        _channels.Add(channel);
        return channel;
    }
}
