using Dispatch.Abstractions;
using Dispatch.Grains.Dispatches;
using Dispatch.Grains.Recovery;
using Dispatch.Tests.Grains.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Silo.Security;

[Collection("engine")]
public sealed class ClientCallTests
{
    private const string Refused = "dispatch.call.refused";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> ClosedCalls { get; } = [nameof(IRecoveryGrain), nameof(IDispatchWorker), nameof(ISubscriptionGrain), nameof(IManagementGrain)];

    [Theory]
    [MemberData(nameof(ClosedCalls))]
    public async Task Client_WhatIsNotOpen_IsRefusedWithoutDetails(string grain)
    {
        await using var engine = await TestEngine.StartAsync();
        using var watch = new RefusalWatch(engine.Host);
        using var client = await ConnectAsync(engine);

        var error = await Assert.ThrowsAsync<CallNotOpenException>(() => CallClosedAsync(client.Services.GetRequiredService<IGrainFactory>(), grain));

        Assert.Equal("This call is not open to clients.", error.Message);
        Assert.Equal(Refused, await watch.NextAsync());
        Assert.True(watch.IsQuiet);
    }

    [Fact]
    public async Task Client_SystemTargetOfASilo_IsRefused()
    {
        await using var engine = await TestEngine.StartAsync();
        using var watch = new RefusalWatch(engine.Host);
        using var client = await ConnectAsync(engine);
        var silo = engine.Host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

        // Internal to Orleans, but not to whoever writes a client of its own.
        var control = typeof(IClusterClient).Assembly.GetType("Orleans.ISiloControl") ?? typeof(IManagementGrain).Assembly.GetType("Orleans.ISiloControl", throwOnError: true)!;
        var target = SystemTargetGrainId.Create(SystemTargetGrainId.CreateGrainType("silo-control"), silo).GrainId;
        var reference = typeof(IGrainFactory).GetMethod(nameof(IGrainFactory.GetGrain), 1, [typeof(GrainId)])!
            .MakeGenericMethod(control).Invoke(client.Services.GetRequiredService<IGrainFactory>(), [target]);
        var call = (Task)control.GetMethod("ForceGarbageCollection")!.Invoke(reference, [Stop])!;

        await Assert.ThrowsAsync<CallNotOpenException>(() => call);
        Assert.Equal(Refused, await watch.NextAsync());
    }

    [Fact]
    public async Task Client_WhatIsOpen_IsServed()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")]);
        using var watch = new RefusalWatch(engine.Host);
        using var client = await ConnectAsync(engine);

        Assert.Equal([BillerId], await client.Services.GetRequiredService<IGrainFactory>().GetGrain<ICatalogGrain>(0).ListBillersAsync());

        Assert.True(watch.IsQuiet);
    }

    [Fact]
    public async Task Process_OfTheSilo_CallsWhatIsClosedToClients()
    {
        await using var engine = await TestEngine.StartAsync();
        using var watch = new RefusalWatch(engine.Host);

        await engine.Host.Grains.GetGrain<IRecoveryGrain>(1).PokeAsync();

        Assert.True(watch.IsQuiet);
    }

    [Theory]
    [InlineData(0, "sys.subscr")] // a grain instead of "sys.client"
    [InlineData(15, "hosted-")] // the client inside a silo: behind the type stand the length and the hash of the key
    public async Task Client_ThatSpeaksAsSomebodyElse_IsCutOff(int offset, string forged)
    {
        await using var engine = await TestEngine.StartAsync();
        using var watch = new RefusalWatch(engine.Host);
        var forgery = new Forgery(offset, forged);
        using var client = await ConnectAsync(engine, forgery);
        forgery.IsOn = true;

        await Assert.ThrowsAnyAsync<Exception>(() => client.Services.GetRequiredService<IGrainFactory>().GetGrain<IRecoveryGrain>(1).PokeAsync());

        Assert.Equal("dispatch.connection.refused sender_forged", await watch.NextAsync());
    }

    private static Task CallClosedAsync(IGrainFactory grains, string grain) => grain switch
    {
        nameof(IRecoveryGrain) => grains.GetGrain<IRecoveryGrain>(1).PokeAsync(),
        nameof(IDispatchWorker) => grains.GetGrain<IEmailDispatchWorker>("b/1/d1/0").WakeAsync(null!),
        nameof(ISubscriptionGrain) => grains.GetGrain<ISubscriptionGrain>("b/1").ReportAsync(null!),
        nameof(IManagementGrain) => grains.GetGrain<IManagementGrain>(0).ForceGarbageCollection([]),
        _ => throw new ArgumentOutOfRangeException(nameof(grain), grain, null),
    };

    private static async Task<IHost> ConnectAsync(TestEngine engine, Forgery? forgery = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client
            .UseStaticClustering(System.Net.IPEndPoint.Parse(engine.Host.Gateway))
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("dispatch", "dispatch"))
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5))
            .Configure<ClientConnectionOptions>(options =>
            {
                if (forgery is not null)
                    options.ConfigureConnection(forgery.Use);
            }));
        var host = builder.Build();
        await host.StartAsync(Stop);
        return host;
    }
}
