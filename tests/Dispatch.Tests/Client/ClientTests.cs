using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Dispatch.Abstractions;
using Dispatch.Client;
using Dispatch.Tests.Grains.Engine;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Client;

[Collection("engine")]
public sealed class ClientTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClientPage_ItsProgram_IsTheOneThatIsCompiled()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "client.md"), Stop);
        var program = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "client.cs"), Stop);

        var begin = page.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;

        Assert.Equal(program, page[begin..page.IndexOf("```\n", begin, StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task ClientPage_ItsProgram_FinalizesAFileOnALiveEngine()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail"), ByPost("letter")]);
        var file = Path.Combine(engine.Folder, "invoice.xml");
        await File.WriteAllBytesAsync(file, TestInvoices.Ubl("R-1"), Stop);

        var program = Assembly.Load("Dispatch.ClientSample").EntryPoint!;
        var code = (int)program.Invoke(null, [new[] { engine.Host.Gateway, file }])!;

        Assert.Equal(0, code);
        Assert.Equal(InvoiceState.Settled, Assert.Single(await engine.Client.Catalog.FindInvoicesAsync("R-1", null)).State);
    }

    [Fact]
    public async Task Connect_ThroughTheGateway_DoesWhatTheHostDoes()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email(ScriptedChannel.Deferred));
        await using var connection = await DispatchConnection.ConnectAsync(engine.Host.Gateway, cancellationToken: Stop);

        var accepted = Assert.IsType<FinalizeAnswer.Accepted>(await connection.Client.FinalizeAsync(TestInvoices.Request("R-1"), Stop));
        var views = new List<InvoiceView>();
        await foreach (var view in connection.Client.WatchAsync(accepted.Invoice, Stop))
            views.Add(view);

        Assert.Equal((InvoiceState.InProgress, InvoiceState.Settled), (views[0].State, views[^1].State));
        Assert.Equal(views.Select(view => view.Stamp).Distinct(), views.Select(view => view.Stamp));
        Assert.Equal(2, Assert.Single(views[^1].Dispatches).Attempts.Count);
        Assert.Equal(accepted.Invoice.Document.Bytes, (await connection.Client.ReadDocumentAsync(accepted.Invoice.Document.Sha256, Stop))!.Length);
    }

    [Fact]
    public async Task Connect_NobodyThere_SaysSo()
    {
        var error = await Assert.ThrowsAsync<GatewayUnreachableException>(() => DispatchConnection.ConnectAsync("127.0.0.1:1", cancellationToken: Stop));

        Assert.Contains("127.0.0.1:1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_SomebodyWhoSaysNothing_GivesUpInTime()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var options = new DispatchConnectionOptions { Gateway = silent.LocalEndpoint.ToString()!, ConnectTimeout = TimeSpan.FromSeconds(1) };

        var error = await Assert.ThrowsAsync<GatewayUnreachableException>(() => DispatchConnection.ConnectAsync(options, Stop).WaitAsync(TimeSpan.FromSeconds(20), Stop));

        Assert.Contains(options.Gateway, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData(":30000")]
    [InlineData("host:0")]
    [InlineData("host:99999")]
    public async Task Connect_NoGateway_SaysWhatOneIs(string gateway) =>
        await Assert.ThrowsAsync<FormatException>(() => DispatchConnection.ConnectAsync(gateway, cancellationToken: Stop));

    [Fact]
    public async Task WaitForSettled_Cancelled_Ends()
    {
        var hung = new TaskCompletionSource<Dispatch.Channels.AttemptOutcome>();
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { OnSend = (_, _) => hung.Task };
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var receipt = await engine.FinalizeAsync("R-1");
        await email.NextAsync();
        using var cancellation = new CancellationTokenSource();

        var waiting = engine.Client.WaitForSettledAsync(receipt, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        hung.SetResult(ScriptedChannel.Delivered);
    }

    [Fact]
    public async Task WaitForChange_SeveralWaiters_AreAllTold()
    {
        var gate = new TaskCompletionSource<Dispatch.Channels.AttemptOutcome>();
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { OnSend = (_, _) => gate.Task };
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var receipt = await engine.FinalizeAsync("R-1");
        var sending = await engine.WaitAsync(receipt, view => view.Dispatches[0].State == DispatchState.Sending);
        var subscription = engine.Client.Subscription(new SubscriptionId(receipt.Biller, receipt.Subscription));

        var first = await subscription.WaitForChangeAsync("R-1", sending.Stamp, TimeSpan.Zero);
        var waiting = Enumerable.Range(0, 5).Select(_ => subscription.WaitForChangeAsync("R-1", sending.Stamp, TimeSpan.FromSeconds(5))).ToList();
        gate.SetResult(ScriptedChannel.Delivered);

        Assert.Equal(sending.Stamp, first!.Stamp);
        Assert.All(await Task.WhenAll(waiting), view => Assert.Equal(InvoiceState.Settled, view!.State));
    }
}
