using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Bounces;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Channels.Email.Bounces;

public sealed class BounceOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Validate_Defaults_AreFine() => Assert.Empty(Errors(new BounceOptions()));

    [Fact]
    public void Validate_MailboxAndReturnPath_AreFine() => Assert.Empty(Errors(Mailbox()));

    [Theory]
    [InlineData("bounces")]
    [InlineData("@stadtwerke.example")]
    [InlineData("bounces@")]
    [InlineData("Bounces <bounces@stadtwerke.example>")]
    [InlineData("bounces+news@stadtwerke.example")]
    [InlineData("rückläufer@stadtwerke.example")]
    [InlineData("a-local-part-that-leaves-no-room-for-it@stadtwerke.example")]
    public void Validate_UselessReturnPath_NamesKeyValueAndMend(string address)
    {
        var error = Assert.Single(Errors(new BounceOptions { ReturnPath = address }));

        Assert.StartsWith($"Email:Bounces:ReturnPath is '{address}'; use ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_PasswordReadableOnTheWire_IsRefused()
    {
        var options = Mailbox();
        (options.Host, options.Security) = ("imap.example", EmailSecurity.None);

        Assert.Contains("readable", Assert.Single(Errors(options)), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_MissingFilesAndNames_AreAllNamed()
    {
        var errors = Errors(new BounceOptions { Host = "imap.example:993", Folder = " ", CaFile = _folder.File("none.pem"), PasswordFile = _folder.File("none") });

        foreach (var key in (string[])["Host", "UserName", "Folder", "PasswordFile", "CaFile"])
            Assert.Contains(errors, error => error.StartsWith($"Email:Bounces:{key} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_UserWithoutAHost_IsRefused() => Assert.Contains("Host", Assert.Single(Errors(new BounceOptions { UserName = "bounces" })), StringComparison.Ordinal);

    private BounceOptions Mailbox() => new()
    {
        ReturnPath = "bounces@stadtwerke.example",
        Host = "imap.example",
        UserName = "bounces",
        PasswordFile = _folder.Write("secret", "password"),
    };

    private static IEnumerable<string> Errors(BounceOptions options) => new BounceOptionsRules().Validate(null, options).Failures ?? [];
}
