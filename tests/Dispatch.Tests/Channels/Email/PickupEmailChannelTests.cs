using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Dispatch.Tests.Channels.Email;

public sealed class PickupEmailChannelTests : IDisposable
{
    private const string FileName = "2026-10-0001%7Ed1.eml";

    private readonly TemporaryFolder _folder = new();
    private readonly Shipments _shipments = new();
    private readonly CapturedLog<PickupEmailChannel> _log = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string EmailFolder => _folder.File("email");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Send_Invoice_WritesOneCompleteFile()
    {
        var outcome = await CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Delivered(new Proof("pickup", FileName)), outcome);
        var file = Assert.Single(Directory.GetFiles(EmailFolder));
        Assert.Equal(FileName, Path.GetFileName(file));
        var message = await MimeMessage.LoadAsync(file, Stop);
        Assert.Equal(_shipments.Content(_shipments.Document), MessageParts.ContentOf(message.Attachments.Single()));
    }

    [Fact]
    public async Task Send_SecondAttempt_WritesTheSameBytes()
    {
        var channel = CreateChannel();
        await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        var first = await File.ReadAllBytesAsync(_folder.File("email", FileName), Stop);

        await channel.SendAsync(_shipments.Create() with { Attempt = 2 }, _shipments, Stop);

        Assert.Equal(first, await File.ReadAllBytesAsync(_folder.File("email", FileName), Stop));
        Assert.Single(Directory.GetFiles(EmailFolder));
    }

    [Theory]
    [InlineData("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd.eml")]
    [InlineData("..", "%2E..eml")]
    [InlineData(".versteckt", "%2Eversteckt.eml")]
    [InlineData("R 1/ä%", "R%201%2F%C3%A4%25.eml")]
    [InlineData("a\\b:c|d", "a%5Cb%3Ac%7Cd.eml")]
    public async Task Send_HostileName_StaysInFolder(string name, string file)
    {
        await CreateChannel().SendAsync(_shipments.Create() with { Name = name }, _shipments, Stop);

        Assert.Equal([_folder.File("email", file)], Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Send_OverlongNames_GetDistinctFiles()
    {
        var name = new string('ü', 400);
        var channel = CreateChannel();

        await channel.SendAsync(_shipments.Create() with { Name = name + "1" }, _shipments, Stop);
        await channel.SendAsync(_shipments.Create() with { Name = name + "2" }, _shipments, Stop);

        Assert.Equal(2, Directory.GetFiles(EmailFolder, "*.eml").Length);
    }

    [Theory]
    [InlineData(EventIds.PickupWriting, null)]
    [InlineData(EventIds.PickupWritten, OutcomeKind.Deferred)]
    [InlineData(EventIds.PickupRenaming, OutcomeKind.Deferred)]
    [InlineData(EventIds.PickupRenamed, OutcomeKind.Delivered)]
    public async Task Ask_AfterCrashAtStep_AnswersByTheFileThatIsThere(int crashAt, OutcomeKind? answer)
    {
        _log.OnEvent = id => SimulatedCrash.At(crashAt, id);
        await Assert.ThrowsAsync<SimulatedCrash>(() => CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop));
        _log.OnEvent = _ => { };
        var restarted = CreateChannel();

        var asked = await restarted.AskAsync(_shipments.Create(), Stop);
        var again = await restarted.SendAsync(_shipments.Create() with { Attempt = 2 }, _shipments, Stop);

        Assert.Equal(answer, asked?.Kind);
        Assert.Equal(OutcomeKind.Delivered, again.Kind);
        Assert.Equal([_folder.File("email", FileName)], Directory.GetFiles(EmailFolder));
    }

    [Fact]
    public async Task Ask_FileTakenByTheMailSystem_CannotTell()
    {
        await CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop);
        File.Delete(_folder.File("email", FileName));

        var asked = await CreateChannel().AskAsync(_shipments.Create(), Stop);

        Assert.Null(asked);
    }

    [Fact]
    public async Task Send_FileInPlaceOfFolder_IsDeferred()
    {
        _folder.Write("", "email");

        var outcome = await CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable), outcome);
    }

    [Fact]
    public async Task Send_Cancelled_IsDeferredAndWritesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var outcome = await CreateChannel().SendAsync(_shipments.Create(), _shipments, cancelled.Token);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Cancelled), outcome);
        Assert.False(Directory.Exists(EmailFolder));
    }

    [Fact]
    public async Task Send_ManyAtOnce_WritesAll()
    {
        var channel = CreateChannel();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => channel.SendAsync(_shipments.Create($"R{number % 25}"), _shipments, Stop)));

        Assert.All(outcomes, outcome => Assert.Equal(OutcomeKind.Delivered, outcome.Kind));
        Assert.Equal(25, Directory.GetFiles(EmailFolder).Length);
    }

    [Fact]
    public async Task Send_AnyEnding_LogsNoPersonalData()
    {
        await CreateChannel().SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.All([Shipments.PersonalEmail, Shipments.PersonalName, "pruefstein"], secret => Assert.DoesNotContain(secret, _log.Text, StringComparison.OrdinalIgnoreCase));
    }

    private PickupEmailChannel CreateChannel() => new(Options.Create(new EmailOptions { PickupFolder = EmailFolder }), _log);
}
