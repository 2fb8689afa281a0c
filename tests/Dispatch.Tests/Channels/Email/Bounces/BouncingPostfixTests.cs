using Dispatch.Abstractions;
using Dispatch.Grains.Telemetry;
using Dispatch.Tests.Grains;
using Dispatch.Tests.Grains.Engine;
using Dispatch.Tests.Servers.Fixtures;
using Dispatch.Tests.Servers.Mail;
using Dispatch.Tests.Silo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Channels.Email.Bounces;

/// <summary>The whole way: our relay takes a message, cannot deliver it, reports that to the bounce mailbox, and a letter is made.</summary>
[Collection("engine")]
public sealed class BouncingPostfixTests : IDisposable
{
    private readonly TemporaryFolder _secrets = new();

    private static readonly string[] Personal = [Name, Street, "pruefstein", "Prüfstein", "kunden.example"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _secrets.Dispose();

    [Fact]
    public async Task HardBounce_RealPostfixAndDovecot_BecomesOneLetterWithoutAHand()
    {
        RequireServers();
        await using var postfix = await PrivatePostfix.StartBouncingAsync(Stop);
        await using var dovecot = await PrivateDovecot.StartAsync(postfix.MailRoot, Stop);
        using var captured = new CapturedEverything();
        await using var engine = await StartAsync(postfix, dovecot, services => Capture(services, captured), ("Email:Bounces:ReturnPath", "bounces@stadtwerke.example"));
        await engine.ImportAsync(ByEmail("mail", address: TestSubscriptions.Email, fallback: "letter"), ByPost("letter"));

        var receipt = await engine.FinalizeAsync("R-1");
        var settled = await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);

        var mail = settled.Dispatches[0];
        Assert.Equal((DispatchState.Bounced, ReasonCode.RecipientRefused, "5.1.1", true), (mail.State, mail.Reason, mail.Receipt!.ProtocolCode, mail.Receipt.IsHard));
        Assert.Equal(OutcomeKind.Delivered, Assert.Single(mail.Attempts).Outcome);
        Assert.Single(Letters(engine));
        Assert.Equal(TestSubscriptions.Email, Assert.Single(await engine.Client.Subscription(new SubscriptionId(BillerId, "4711")).GetAddressCareAsync()).Email);

        // The same report once more, and a silo that starts anew: it stays at one letter.
        await engine.StopHostAsync();
        var folder = Path.Combine(postfix.MailRoot, "bounces", "Maildir");
        var report = new[] { "new", "cur" }.SelectMany(name => Directory.GetFiles(Path.Combine(folder, name))).Single();
        await PostfixFiles.CopyAsync(report, Path.Combine(folder, "new", "1700000000.M1P1.copy"), Stop);
        await engine.StartHostAsync();
        await engine.UntilAsync(async () => (await engine.Client.Bounces.GetAsync()).Counts.GetValueOrDefault("hard") == 2);

        Assert.Equal(settled.Stamp, (await engine.WaitAsync(receipt, _ => true)).Stamp);
        Assert.Single(Letters(engine));

        // And the server may go away: what comes back meanwhile is read when it is there again.
        await dovecot.StopAsync();
        var second = await engine.FinalizeAsync("R-2");
        await engine.WaitAsync(second, view => view.Dispatches[0].State == DispatchState.Delivered);
        await dovecot.StartAsync(Stop);
        await engine.WaitAsync(second, view => view.Dispatches[1].State == DispatchState.Delivered);
        Assert.Equal(2, Letters(engine).Length);

        Assert.Contains(captured.Lines, line => line.StartsWith($"span {DispatchTelemetry.ProcessReceipt}", StringComparison.Ordinal));
        Assert.DoesNotContain(captured.Lines, line => Personal.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    private static void Capture(IServiceCollection services, CapturedEverything captured) => services.AddLogging(logging => logging
        .AddProvider(captured)
        .AddFilter<CapturedEverything>(category: null, LogLevel.Debug));

    [Fact]
    public async Task HardBounce_ToTheBillersOwnAddress_IsKnownByItsEnvelopeId()
    {
        RequireServers();
        await using var postfix = await PrivatePostfix.StartBouncingAsync(Stop);
        await using var dovecot = await PrivateDovecot.StartAsync(postfix.MailRoot, Stop);
        await using var engine = await StartAsync(postfix, dovecot, configure: null);
        await engine.ImportAsync(ByEmail("mail", fallback: "letter"), ByPost("letter"));

        var settled = await engine.WaitAsync(await engine.FinalizeAsync("R-1"), view => view.Dispatches[1].State == DispatchState.Delivered);

        // The address lies in a domain that this relay serves nobody of.
        Assert.Equal((DispatchState.Bounced, "5.1.2", true), (settled.Dispatches[0].State, settled.Dispatches[0].Receipt!.ProtocolCode, settled.Dispatches[0].Receipt!.IsHard));
        Assert.Equal("mail", settled.Dispatches[1].FallbackFor);
    }

    private Task<TestEngine> StartAsync(PrivatePostfix postfix, PrivateDovecot dovecot, Action<IServiceCollection>? configure, params (string, string)[] settings) => TestEngine.StartAsync(
        configure,
        [
            ("Email:Host", "127.0.0.1"),
            ("Email:Port", $"{postfix.Port}"),
            ("Email:Security", "None"),
            ("Email:Bounces:Host", "127.0.0.1"),
            ("Email:Bounces:Port", $"{dovecot.Port}"),
            ("Email:Bounces:Security", "None"),
            ("Email:Bounces:UserName", "bounces"),
            ("Email:Bounces:PasswordFile", _secrets.Write(PrivateDovecot.Password, "password")),
            .. settings,
        ]);

    private static string[] Letters(TestEngine engine) => Directory.GetFiles(Path.Combine(engine.Folder, "print", "default"), "*.pdf");

    private static void RequireServers()
    {
        RequiredProgram.Require(PrivatePostfix.Program, "postfix");
        RequiredProgram.Require(PrivateDovecot.Program, "dovecot-imapd");
    }
}
