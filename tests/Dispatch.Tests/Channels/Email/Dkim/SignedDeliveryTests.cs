using System.Text;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Tests.Servers.Fixtures;
using Dispatch.Tests.Servers.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dispatch.Tests.Channels.Email.Dkim;

/// <summary>Signatures after the whole way: the channel as configured, and a real mail system.</summary>
public sealed class SignedDeliveryTests : IDisposable
{
    private readonly Shipments _shipments = new();
    private readonly TestKeys _keys = new();
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _keys.Dispose();
    }

    [Fact]
    public async Task Send_ThroughPostfixIntoAMaildir_BothSignaturesVerify()
    {
        await DkimVerifier.RequireAsync();
        RequiredProgram.Require(PrivatePostfix.Program, "postfix");
        await using var postfix = await PrivatePostfix.StartAsync(Stop);
        await using var services = Build(("Email:Host", "127.0.0.1"), ("Email:Port", $"{postfix.Port}"), ("Email:Security", "None"));
        var channel = services.GetServices<IDispatchChannel>().OfType<EmailChannel>().Single();

        var outcome = await channel.SendAsync(_shipments.Create() with { RecipientEmail = "anna@kunden.example" }, _shipments, Stop);

        Assert.IsType<AttemptOutcome.Delivered>(outcome);
        await AssertVerifiesAsync(await postfix.WaitForMailAsync(Stop));
    }

    [Fact]
    public async Task Send_IntoThePickupFolder_BothSignaturesVerify()
    {
        await DkimVerifier.RequireAsync();
        await using var services = Build(("Email:PickupFolder", _folder.File("email")));
        var channel = services.GetServices<IDispatchChannel>().OfType<EmailChannel>().Single();

        await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        await AssertVerifiesAsync(Directory.GetFiles(_folder.File("email")).Single());
    }

    [Theory]
    [InlineData("250-relay.example\r\n250 ENHANCEDSTATUSCODES", "anna@kunden.example")]
    [InlineData("250-relay.example\r\n250-8BITMIME\r\n250 SMTPUTF8", "anna@kunden.example")]
    [InlineData("250-relay.example\r\n250-8BITMIME\r\n250 SMTPUTF8", "jürg@kunden.example")]
    public async Task Send_WhateverTheRelayOffers_BothSignaturesVerify(string extensions, string recipient)
    {
        await DkimVerifier.RequireAsync();
        await using var relay = new ScriptedRelay(("EHLO", extensions));
        await using var services = Build(("Email:Host", "127.0.0.1"), ("Email:Port", $"{relay.Port}"), ("Email:Security", "None"));
        var channel = services.GetServices<IDispatchChannel>().OfType<EmailChannel>().Single();

        var outcome = await channel.SendAsync(_shipments.Create() with { RecipientEmail = recipient }, _shipments, Stop);

        Assert.IsType<AttemptOutcome.Delivered>(outcome);
        await AssertVerifiesAsync(Encoding.UTF8.GetBytes(Assert.Single(relay.Messages)));
    }

    [Fact]
    public async Task Send_SenderWithoutKeyAmongOthers_IsSentAndWarnsOnce()
    {
        var log = new CapturedLog<PickupEmailChannel>();
        var options = new EmailOptions { PickupFolder = _folder.File("email"), Dkim = { ["other"] = _keys.Ed25519("gemeinde.example", "k") } };
        var channel = new PickupEmailChannel(Options.Create(options), log);

        Assert.IsType<AttemptOutcome.Delivered>(await channel.SendAsync(_shipments.Create("R-1"), _shipments, Stop));
        Assert.IsType<AttemptOutcome.Delivered>(await channel.SendAsync(_shipments.Create("R-2"), _shipments, Stop));

        Assert.Single(log.Ids, EventIds.EmailUnsigned);
        Assert.Contains("biller stadtwerke are not signed", log.Text, StringComparison.Ordinal);
    }

    private async Task AssertVerifiesAsync(string file) => await AssertVerifiesAsync(await File.ReadAllBytesAsync(file, Stop));

    private async Task AssertVerifiesAsync(byte[] message)
    {
        var verdicts = await DkimVerifier.VerifyAsync(message, [.. _keys.Records]);
        Assert.All(verdicts, verdict => Assert.True(verdict.Good, verdict.Error));
        Assert.Equal(["rsa-sha256", "ed25519-sha256"], verdicts.Select(verdict => verdict.Algorithm));
    }

    private ServiceProvider Build(params (string Key, string Value)[] settings)
    {
        var (rsa, ed25519) = (_keys.Rsa("stadtwerke.example", "2026a"), _keys.Ed25519("stadtwerke.example", "2026e"));
        (string Key, string Value)[] all =
        [
            .. settings,
            ("Email:Dkim:rsa:Domain", rsa.Domain), ("Email:Dkim:rsa:Selector", rsa.Selector), ("Email:Dkim:rsa:PrivateKeyFile", rsa.PrivateKeyFile),
            ("Email:Dkim:new:Domain", ed25519.Domain), ("Email:Dkim:new:Selector", ed25519.Selector), ("Email:Dkim:new:PrivateKeyFile", ed25519.PrivateKeyFile),
        ];
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(all.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
        services.AddEmailChannel();
        return services.BuildServiceProvider();
    }
}
