using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Channels.Print;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dispatch.Tests.Channels;

public sealed class ChannelRegistrationTests
{
    [Fact]
    public void Add_CalledTwice_RegistersEachChannelOnce()
    {
        using var services = Build([]);

        Assert.Equal([typeof(PickupEmailChannel), typeof(PrintChannel)], services.GetServices<IDispatchChannel>().Select(channel => channel.GetType()));
    }

    [Fact]
    public void Add_HostConfigured_SendsBySmtp()
    {
        using var services = Build([("Email:Host", "relay.example"), ("Email:Security", "Tls")]);

        Assert.IsType<SmtpEmailChannel>(services.GetServices<IDispatchChannel>().First());
        Assert.Equal(465, services.GetRequiredService<IOptions<EmailOptions>>().Value.EffectivePort);
    }

    [Fact]
    public void Add_Configuration_IsBound()
    {
        using var services = Build([("Email:Retry:FirstDelay", "00:00:05"), ("Email:OnUnknown", "Hold"), ("Print:Printers:hall:Uri", "file:hall"), ("Print:DefaultPrinter", "hall")]);

        var lanes = services.GetServices<IDispatchChannel>().SelectMany(channel => channel.Lanes).ToList();

        Assert.Equal(["email/pickup", "post/hall"], lanes.Select(lane => lane.Name));
        Assert.Equal(TimeSpan.FromSeconds(5), lanes[0].Retry.FirstDelay);
        Assert.Equal(UnknownRule.Hold, lanes[0].OnUnknown);
    }

    [Theory]
    [InlineData("Email:EndOfDataTimeout", "00:00:30", "Email:EndOfDataTimeout is 00:00:30; use 00:01:00 to 01:00:00 (SMTP allows the server 10 minutes).")]
    [InlineData("Email:Port", "70000", "Email:Port is 70000; use 0 to 65535.")]
    [InlineData("Email:SlotCount", "0", "Email:SlotCount is 0; use 1 to 1024.")]
    [InlineData("Email:Retry:FirstDelay", "00:00:00", "Email:Retry:FirstDelay is 00:00:00; use a time over 00:00:00.")]
    [InlineData("Email:Security", "9", "Email:Security is 9; use Tls, StartTls or None.")]
    [InlineData("Email:Host", "smtp://relay.example:25", "Email:Host is 'smtp://relay.example:25'; use a bare host name or address (the port goes into Email:Port).")]
    [InlineData("Email:UserName", "dispatch", "Email:UserName is set without Email:PasswordFile; name a file whose first line is the password.")]
    [InlineData("Email:CaFile", "/nowhere/ca.pem", "Email:CaFile is '/nowhere/ca.pem', which cannot be read as certificates; name a PEM file.")]
    public void EmailOptions_BadValue_StopTheStartAndSayHowToMend(string key, string value, string message)
    {
        using var services = Build(key == "Email:Host" ? [(key, value)] : [("Email:Host", "relay.example"), (key, value)]);

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<EmailOptions>>().Value);

        Assert.Equal([message], error.Failures);
    }

    [Theory]
    [InlineData("Email:MaxConnections", "0", "Email:MaxConnections is 0; use 1 to 256.")]
    [InlineData("Email:MessagesPerConnection", "0", "Email:MessagesPerConnection is 0; use 1 to 100000.")]
    [InlineData("Email:MessagesPerMinute", "0", "Email:MessagesPerMinute is 0; use 1 to 1000000.")]
    [InlineData("Email:IdleTimeout", "01:00:00", "Email:IdleTimeout is 01:00:00; use 00:00:01 to 00:05:00.")]
    [InlineData("Email:SlowAnswer", "00:00:00", "Email:SlowAnswer is 00:00:00; use 00:00:00.1 to 00:10:00.")]
    [InlineData("Email:DomainMessagesPerMinute", "0", "Email:DomainMessagesPerMinute is 0; use 1 to 1000000.")]
    [InlineData("Email:Domains:kunden.example:MessagesPerMinute", "-1", "Email:Domains:kunden.example:MessagesPerMinute is -1; use 1 to 1000000.")]
    [InlineData("Email:TokenFile", "/nowhere/token", "Email:TokenFile is set without Email:UserName; set both or neither.")]
    [InlineData("Email:Relays:second:Host", "second.example", "Email:Host is 'relay.example' beside Email:Relays; use one of them (the only relay can be the first of several).")]
    public void EmailOptions_BadTransport_StopsTheStartAndSaysHowToMend(string key, string value, string message)
    {
        using var services = Build([("Email:Host", "relay.example"), (key, value)]);

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<EmailOptions>>().Value);

        Assert.Equal([message], error.Failures);
    }

    [Theory]
    [InlineData("Email:Relays:first:Port", "70000", "Email:Relays:first:Port is 70000; use 0 to 65535.", "Email:Relays:first:Host is empty; use a bare host name or address.")]
    [InlineData("Email:Relays:first:Host", "smtp://relay", "Email:Relays:first:Host is 'smtp://relay'; use a bare host name or address (the port goes into Email:Relays:first:Port).")]
    [InlineData("Email:Relays:our relay:Host", "relay.example", "Email:Relays:our relay is no relay name; use 1 to 32 of the characters A-Z, a-z, 0-9, dot, hyphen and underscore.")]
    public void EmailOptions_BadRelayOfSeveral_NamesIt(string key, string value, params string[] messages)
    {
        using var services = Build([(key, value)]);

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<EmailOptions>>().Value);

        Assert.Equal(messages, error.Failures);
    }

    [Fact]
    public void EmailOptions_SeveralRelays_AreTriedInTheirOrder()
    {
        using var services = Build(
            [("Email:Relays:spare:Host", "c.example"), ("Email:Relays:spare:Order", "1"), ("Email:Relays:b:Host", "b.example"), ("Email:Relays:a:Host", "a.example")]);

        Assert.Equal(["a", "b", "spare"], services.GetRequiredService<IOptions<EmailOptions>>().Value.RelaysInOrder().Select(relay => relay.Name));
        Assert.IsType<SmtpEmailChannel>(services.GetServices<IDispatchChannel>().First());
    }

    [Fact]
    public void EmailOptions_Default_RetriesAsRfc5321Asks()
    {
        using var services = Build([]);

        var retry = services.GetServices<IDispatchChannel>().First().Lanes[0].Retry;

        Assert.Equal(new RetrySchedule(TimeSpan.FromMinutes(15), TimeSpan.FromHours(3), TimeSpan.FromDays(4)), retry);
    }

    [Fact]
    public void EmailOptions_PasswordInTheClear_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using var services = Build([("Email:Host", "relay.example"), ("Email:Security", "None"), ("Email:UserName", "u"), ("Email:PasswordFile", folder.Write("geheim", "password"))]);

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<EmailOptions>>().Value);

        Assert.StartsWith("Email:Security is None, which would send the password readable", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Print:Printers:hall:Uri", "ipp://user:geheim@printer.example/ipp", "Print:Printers:hall:Uri names a user or a password; use Print:Printers:hall:UserName and Print:Printers:hall:PasswordFile.")]
    [InlineData("Print:Printers:hall:Uri", "ipp:printer", "Print:Printers:hall:Uri is no address of a printer; use ipp://HOST:PORT/PATH or ipps://HOST:PORT/PATH.")]
    [InlineData("Print:Printers:hall:Uri", "hall", "Print:Printers:hall:Uri is no destination that can be used; use file:FOLDER, a spool folder on this machine, absolute or below Print:SpoolFolder, ipp://HOST:PORT/PATH or ipps://…, a printer, or sftp://HOST:PORT/FOLDER, a print service.")]
    [InlineData("Print:Printers:hall:Uri", "file://server/share", "Print:Printers:hall:Uri is no destination that can be used; use file:FOLDER, a spool folder on this machine, absolute or below Print:SpoolFolder, ipp://HOST:PORT/PATH or ipps://…, a printer, or sftp://HOST:PORT/FOLDER, a print service.")]
    [InlineData("Print:Printers:.hall:Uri", "file:hall", "Print:Printers:.hall is no printer name; use 1 to 64 of the characters A-Z, a-z, 0-9, dot, hyphen and underscore, not starting with a dot.")]
    [InlineData("Print:DefaultPrinter", "gone", "Print:DefaultPrinter is 'gone'; use one of default.")]
    [InlineData("Print:SlotCount", "2000", "Print:SlotCount is 2000; use 1 to 1024.")]
    public void PrintOptions_BadValue_StopTheStartAndSayHowToMend(string key, string value, string message)
    {
        using var services = Build([(key, value)]);

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<PrintOptions>>().Value);

        Assert.Equal([message], error.Failures);
    }

    [Fact]
    public void PrintOptions_TwoPrintersInOneFolder_AreRefused()
    {
        using var services = Build([("Print:Printers:a:Uri", "file:tray"), ("Print:Printers:b:Uri", "file:x/../tray")]);

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<PrintOptions>>().Value);

        Assert.Equal(["Print:Printers:b:Uri names the folder of another printer; give each printer its own."], error.Failures);
    }

    private static ServiceProvider Build((string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
        services.AddEmailChannel().AddPrintChannel().AddEmailChannel().AddPrintChannel();
        return services.BuildServiceProvider();
    }
}
