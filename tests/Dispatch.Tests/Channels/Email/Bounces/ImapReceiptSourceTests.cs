using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Bounces;
using Dispatch.Tests.Servers;
using Dispatch.Tests.Servers.Fixtures;
using Dispatch.Tests.Servers.Mail;

namespace Dispatch.Tests.Channels.Email.Bounces;

public sealed class ImapReceiptSourceTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Channel<ReceiptBatch> _batches = Channel.CreateUnbounded<ReceiptBatch>();
    private readonly CapturedLog<ImapReceiptSource> _log = new();
    private int _opened;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        RequiredProgram.Require(PrivateDovecot.Program, "dovecot-imapd");
        RequiredProgram.Require(PrivatePostfix.Program, "postfix");
        foreach (var name in (string[])["new", "cur", "tmp"])
            Directory.CreateDirectory(_folder.File("mail", "bounces", "Maildir", name));
        await PostfixFiles.GiveAsync(_folder.Path, Stop);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Follow_ManyMails_GivesEachOnceInOrderAndMarksNone()
    {
        foreach (var i in Enumerable.Range(1, 120))
            await ArriveAsync(i, BounceMails.Report());
        await using var dovecot = await StartAsync();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var following = Source(dovecot).FollowAsync(null, () => _opened++, TakeAsync, stop.Token);
        var batches = new[] { await NextAsync(), await NextAsync(), await NextAsync() };
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);

        Assert.Equal([50, 50, 20], batches.Select(batch => batch.Receipts.Count));
        Assert.Equal([50, 100, 120], batches.Select(batch => batch.Position.Last));
        Assert.All(batches.SelectMany(batch => batch.Receipts), receipt => Assert.Equal(LateReceiptKind.HardBounce, receipt.Kind));
        Assert.Equal(1, _opened);
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.File("mail"), "*", SearchOption.AllDirectories), file => file.EndsWith('S'));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 5)]
    public async Task Follow_FromAPosition_GoesOnAfterItOrBeginsAnewInAnotherEpoch(int epochOffset, int expected)
    {
        foreach (var i in Enumerable.Range(1, 5))
            await ArriveAsync(i, BounceMails.Report());
        await using var dovecot = await StartAsync();
        var epoch = (await FirstAsync(dovecot, null)).Position.Epoch;

        var batch = await FirstAsync(dovecot, new ReceiptPosition(epoch + epochOffset, 3));

        Assert.Equal(expected, batch.Receipts.Count);
        Assert.Equal(new Proof("imap", $"{epoch}/5"), batch.Receipts[^1].Proof);
    }

    [Theory]
    [InlineData("")]
    [InlineData("imap_capability = IMAP4rev1 LITERAL+\n")]
    public async Task Follow_MailArrivesLater_IsGiven(string settings)
    {
        await using var dovecot = await StartAsync(settings);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var opened = new TaskCompletionSource();
        var options = Options(dovecot);
        options.PollPeriod = settings.Length > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(1);
        var following = Source(options).FollowAsync(null, opened.SetResult, TakeAsync, stop.Token);
        await opened.Task.WaitAsync(Stop);

        await ArriveAsync(1, BounceMails.Vacation);
        Assert.Equal(LateReceiptKind.AutoReply, Assert.Single((await NextAsync()).Receipts).Kind);
        await ArriveAsync(2, BounceMails.Exim);
        Assert.Equal(LateReceiptKind.HardBounce, Assert.Single((await NextAsync()).Receipts).Kind);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    [Fact]
    public async Task Follow_HugeMail_ReadsItsBeginning()
    {
        await ArriveAsync(1, BounceMails.Report(returnedType: "message/rfc822", returned: "X-Dispatch-Id: 2026~d1\n\n" + string.Concat(Enumerable.Repeat("0123456789012345678901234567890123456789\n", 50_000))));
        await using var dovecot = await StartAsync();

        var receipt = Assert.Single((await FirstAsync(dovecot, null)).Receipts);

        Assert.Equal((LateReceiptKind.HardBounce, "5.1.1", "2026~d1"), (receipt.Kind, receipt.ProtocolCode, receipt.Reference.DispatchName));
    }

    [Fact]
    public async Task Follow_MailThatIsNone_IsUnrecognizedAndTheOthersFollow()
    {
        await ArriveAsync(1, "\n\n\n");
        await ArriveAsync(2, BounceMails.Report());
        await using var dovecot = await StartAsync();

        var receipts = (await FirstAsync(dovecot, null)).Receipts;

        Assert.Equal([LateReceiptKind.Unrecognized, LateReceiptKind.HardBounce], receipts.Select(receipt => receipt.Kind));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Follow_ServerHangsUpOnOneMail_PassesItOverAfterThreeTries(int count)
    {
        foreach (var i in Enumerable.Range(1, count))
            await ArriveAsync(i, BounceMails.Report());
        await PostfixFiles.DenyAsync(FileOf(count), Stop);
        await using var dovecot = await StartAsync();
        var source = Source(dovecot);

        for (var i = 0; i < 3; i++)
            Assert.Equal(ReasonCode.ConnectionLost, (await Assert.ThrowsAsync<ReceiptSourceException>(() => source.FollowAsync(null, () => _opened++, TakeAsync, Stop))).Reason);
        var openedBefore = _opened;
        var batch = await FirstAsync(source, null);

        Assert.Equal(0, openedBefore);
        Assert.Equal((count, count), (batch.Receipts.Count, (int)batch.Position.Last));
        Assert.EndsWith($"/{count}", Assert.Single(batch.Receipts, receipt => receipt.Kind == LateReceiptKind.Unrecognized).Proof.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1 2 3", "2")]
    public async Task Follow_ServerSaysNoToOneMail_IsUnrecognizedAndTheOthersFollow(string mails, string refused)
    {
        await using var mailbox = new ScriptedMailbox(mails.Split(' '), [refused]);

        var batch = await FirstAsync(Source(Options(mailbox.Port)), null);

        Assert.Equal(mails.Split(' ').Length, batch.Receipts.Count);
        Assert.Equal($"7/{refused}", Assert.Single(batch.Receipts, receipt => receipt.Kind == LateReceiptKind.Unrecognized).Proof.Value);
        Assert.Contains(EventIds.BounceUnreadable, _log.Ids);
    }

    [Fact]
    public async Task Follow_ServerSaysNoToAllMails_PassesOverNoneAndIsNotOpen()
    {
        await using var mailbox = new ScriptedMailbox(["1", "2", "3"], ["1", "2", "3"]);

        var error = await Assert.ThrowsAsync<ReceiptSourceException>(() => Source(Options(mailbox.Port)).FollowAsync(null, () => _opened++, TakeAsync, Stop));

        Assert.Equal((ReasonCode.ChannelUnavailable, 0), (error.Reason, _opened));
        Assert.False(_batches.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Follow_WrongPassword_SaysSoWithoutTheServersText()
    {
        await using var dovecot = await StartAsync();
        var options = Options(dovecot);
        options.PasswordFile = _folder.Write("wrong", "password");

        var error = await Assert.ThrowsAsync<ReceiptSourceException>(() => Source(options).FollowAsync(null, () => _opened++, TakeAsync, Stop));

        Assert.Equal((ReasonCode.AuthFailed, 0), (error.Reason, _opened));
        Assert.Null(error.InnerException);
    }

    [Fact]
    public async Task Follow_NobodyListensOrNoSuchFolder_SaysSo()
    {
        await using var dovecot = await StartAsync();
        var options = Options(dovecot);
        options.Folder = "Nowhere";
        Assert.Equal(ReasonCode.ChannelUnavailable, (await Assert.ThrowsAsync<ReceiptSourceException>(() => Source(options).FollowAsync(null, () => _opened++, TakeAsync, Stop))).Reason);

        options = Options(dovecot);
        options.Port = FreePort.Take();
        Assert.Equal(ReasonCode.ConnectRefused, (await Assert.ThrowsAsync<ReceiptSourceException>(() => Source(options).FollowAsync(null, () => _opened++, TakeAsync, Stop))).Reason);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("imap.elsewhere.example", false)]
    public async Task Follow_StartTls_NeedsACertificateOfTheServersName(string name, bool isAccepted)
    {
        using var authority = new TestAuthority(name);
        var certificate = _folder.Write(authority.Relay.ExportCertificatePem(), "server.pem");
        using var key = authority.Relay.GetECDsaPrivateKey()!;
        var keyFile = _folder.Write(key.ExportPkcs8PrivateKeyPem(), "server.key");
        await ArriveAsync(1, BounceMails.Report());
        await using var dovecot = await StartAsync($"ssl = required\nssl_cert = <{certificate}\nssl_key = <{keyFile}\n");
        var options = Options(dovecot);
        (options.Host, options.Security, options.CaFile) = ("localhost", EmailSecurity.StartTls, _folder.Write(authority.ToPem(), "authority.pem"));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var following = Source(options).FollowAsync(null, () => _opened++, TakeAsync, stop.Token);
        if (isAccepted)
        {
            Assert.Single((await NextAsync()).Receipts);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        }
        else
        {
            Assert.Equal(ReasonCode.TlsFailed, (await Assert.ThrowsAsync<ReceiptSourceException>(() => following)).Reason);
        }
    }

    [Fact]
    public async Task Follow_ServerThatSaysNothing_IsGivenUp()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new BounceOptions
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            Security = EmailSecurity.None,
            UserName = "bounces",
            PasswordFile = _folder.Write("x", "password"),
            Timeout = TimeSpan.FromSeconds(1),
        };

        Assert.Equal(ReasonCode.Timeout, (await Assert.ThrowsAsync<ReceiptSourceException>(() => Source(options).FollowAsync(null, () => _opened++, TakeAsync, Stop))).Reason);
    }

    [Fact]
    public async Task Follow_ServerGoesAway_Ends()
    {
        var dovecot = await StartAsync();
        var opened = new TaskCompletionSource();
        var following = Source(dovecot).FollowAsync(null, opened.SetResult, TakeAsync, Stop);
        await opened.Task.WaitAsync(Stop);

        await dovecot.DisposeAsync();

        Assert.Equal(ReasonCode.ConnectionLost, (await Assert.ThrowsAsync<ReceiptSourceException>(() => following)).Reason);
    }

    private Task<PrivateDovecot> StartAsync(string settings = "") => PrivateDovecot.StartAsync(_folder.File("mail"), Stop, settings);

    private async Task ArriveAsync(int number, string mail)
    {
        var file = _folder.Write(mail.ReplaceLineEndings("\n"), "mail", "bounces", "Maildir", "tmp", "one");
        await PostfixFiles.GiveAsync(file, Stop);
        File.Move(file, FileOf(number));
    }

    private string FileOf(int number) =>
        _folder.File("mail", "bounces", "Maildir", "new", string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000 + number}.M{number}P1.test"));

    private Task<ReceiptBatch> FirstAsync(PrivateDovecot dovecot, ReceiptPosition? position) => FirstAsync(Source(dovecot), position);

    private async Task<ReceiptBatch> FirstAsync(ImapReceiptSource source, ReceiptPosition? position)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var following = source.FollowAsync(position, () => _opened++, TakeAsync, stop.Token);
        var batch = await NextAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        return batch;
    }

    private BounceOptions Options(PrivateDovecot dovecot) => Options(dovecot.Port);

    private BounceOptions Options(int port) => new()
    {
        ReturnPath = BounceMails.ReturnPath,
        Host = "127.0.0.1",
        Port = port,
        Security = EmailSecurity.None,
        UserName = "bounces",
        PasswordFile = _folder.Write(PrivateDovecot.Password, "password"),
    };

    private ImapReceiptSource Source(PrivateDovecot dovecot) => Source(Options(dovecot));

    private ImapReceiptSource Source(BounceOptions options) => new(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System, _log);

    private Task TakeAsync(ReceiptBatch batch) => _batches.Writer.WriteAsync(batch, Stop).AsTask();

    private Task<ReceiptBatch> NextAsync() => _batches.Reader.ReadAsync(Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Stop);
}
