using Dispatch.Abstractions;
using Dispatch.Channels.Print;
using Dispatch.Channels.Print.Sftp;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Channels.Print.Sftp;

public sealed class SftpOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("sftp://print.example/in", "print.example", 22, "/in", "/in/x")]
    [InlineData("sftp://print.example:2222/in/of%20ours/", "print.example", 2222, "/in/of ours", "/in/of ours/x")]
    [InlineData("sftp://print.example", "print.example", 22, "/", "/x")]
    [InlineData("SFTP://10.0.0.1/", "10.0.0.1", 22, "/", "/x")]
    [InlineData("sftp://[::1]:22/in", "::1", 22, "/in", "/in/x")]
    [InlineData("sftp://print.example/~/in", "print.example", 22, "in", "in/x")]
    [InlineData("sftp://print.example/~", "print.example", 22, ".", "./x")]
    public void Parse_Address_HasHostPortAndFolder(string uri, string host, int port, string folder, string path)
    {
        Assert.True(SftpAddress.TryParse(uri, out var address));

        Assert.Equal(new SftpAddress(host, port, folder), address);
        Assert.Equal(path, address.PathOf("x"));
        Assert.Equal("/else/x", address.PathOf("/else/x"));
        Assert.True(SftpAddress.TryParse(address.ToString(), out var again));
        Assert.Equal(address, again);
    }

    [Theory]
    [InlineData("sftp:")]
    [InlineData("sftp:in")]
    [InlineData("sftp:///in")]
    [InlineData("sftp://user:secret@print.example/in")]
    [InlineData("sftp://print.example/in?x")]
    [InlineData("sftp://print.example/in%0A")]
    [InlineData("file:in")]
    public void Parse_NoAddress_IsRefused(string uri) => Assert.False(SftpAddress.TryParse(uri, out _));

    [Fact]
    public void FindErrors_NothingGiven_NamesEachKey()
    {
        var errors = SftpRules.FindErrors("hall", new PrinterOptions { Uri = "sftp://user:geheim@x/in" }).ToList();

        Assert.Equal(["Uri", "UserName", "HostKey", "KeyFile"], errors.Select(error => error.Split(' ')[0].Split(':')[^1]));
        Assert.All(errors, error => Assert.DoesNotContain("geheim", error, StringComparison.Ordinal));
    }

    [Fact]
    public void FindErrors_FilesThatAreNone_NamesThem()
    {
        var options = new PrinterOptions
        {
            Uri = "sftp://print.example/in",
            UserName = "us",
            HostKey = "SHA256:short",
            KeyFile = _folder.Write("no key", "key"),
            PasswordFile = _folder.File("gone"),
            ReceiptFolder = " ",
        };

        var withBoth = SftpRules.FindErrors("hall", options).Select(error => error.Split(' ')[0]).ToList();
        options.PasswordFile = null;
        var withKey = SftpRules.FindErrors("hall", options).Select(error => error.Split(' ')[0]).ToList();

        Assert.Equal(["Print:Printers:hall:HostKey", "Print:Printers:hall:PasswordFile", "Print:Printers:hall:ReceiptFolder"], withBoth);
        Assert.Equal(["Print:Printers:hall:HostKey", "Print:Printers:hall:KeyFile", "Print:Printers:hall:ReceiptFolder"], withKey);
    }

    [Fact]
    public void FindErrors_PasswordAndTwoHostKeys_IsFine()
    {
        var options = new PrinterOptions
        {
            Uri = "sftp://print.example/in",
            UserName = "us",
            HostKey = $"SHA256:{new string('A', 43)}, {new string('B', 42)}A=",
            PasswordFile = _folder.Write("geheim\n", "password"),
        };

        Assert.Empty(SftpRules.FindErrors("hall", options));
        var keys = HostKeys.Parse(options.HostKey)!;
        Assert.True(keys.Contains(new string('B', 42) + "A"));
        Assert.False(keys.Contains(new string('C', 43)));
    }

    [Theory]
    [InlineData("uploading:12:3:1:a.zip", HandoverStage.Uploading)]
    [InlineData("unseen:12:3:1:a.zip", HandoverStage.Unseen)]
    [InlineData("taken:12:3:1:a:b.zip", HandoverStage.Taken)]
    public void Reference_WrittenAndRead_IsTheSame(string text, object stage)
    {
        Assert.True(HandoverReference.TryParse(text, out var reference));

        Assert.Equal((stage, 12L, 3, 1), (reference.Stage, reference.Bytes, reference.EnvelopeCount, reference.Attempt));
        Assert.Equal(text, reference.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("sent:12:3:1:a.zip")]
    [InlineData("taken:-1:3:1:a.zip")]
    public void Reference_OfAnotherPrinter_IsNone(string? text) => Assert.False(HandoverReference.TryParse(text, out _));

    [Fact]
    public void Reference_LongName_IsCutAndStillRead()
    {
        var reference = new HandoverReference(HandoverStage.Taken, long.MaxValue, 5000, 99, new string('x', 300));

        Assert.Equal(128, reference.ToString().Length);
        Assert.True(HandoverReference.TryParse(reference.ToString(), out var read));
        Assert.Equal(long.MaxValue, read.Bytes);
    }

    [Theory]
    [InlineData(99, ReasonCode.QuotaExceeded)]
    [InlineData(100, ReasonCode.PrinterStopped)]
    [InlineData(null, ReasonCode.PrinterStopped)]
    public void ReasonOfFailure_LittleRoom_IsQuotaExceeded(int? free, ReasonCode reason) => Assert.Equal(reason, SftpFaults.ReasonOfFailure(free, neededBytes: 100));
}
