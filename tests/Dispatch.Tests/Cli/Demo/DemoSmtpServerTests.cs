using System.Net.Sockets;
using Dispatch.Cli.Demo;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Dispatch.Tests.Cli.Demo;

public sealed class DemoSmtpServerTests : IDisposable
{
    private const string Greylisted = "anna@post.example";

    private readonly string _folder = Directory.CreateTempSubdirectory("dispatch-mail-").FullName;

    [Fact]
    public async Task Rcpt_FirstTryOfADeferredRecipient_Is451()
    {
        await using var server = await DemoSmtpServer.StartAsync(_folder, [Greylisted]);

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => SendAsync(server, Message("a", "Anna@post.example")));

        Assert.Equal(451, (int)refusal.StatusCode);
        Assert.Equal(1, server.DeferredCount);
        Assert.Equal(0, server.AcceptedCount);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Rcpt_SecondTryOnTheSameConnection_IsAccepted()
    {
        await using var server = await DemoSmtpServer.StartAsync(_folder, [Greylisted]);
        using var client = await ConnectAsync(server);

        await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Message("a", Greylisted), TestContext.Current.CancellationToken));
        await client.SendAsync(Message("a", Greylisted), TestContext.Current.CancellationToken);

        Assert.Equal((1, 1, 0), (server.AcceptedCount, server.DeferredCount, server.DuplicateCount));
    }

    [Fact]
    public async Task Data_WithDispatchId_IsFiledWholeUnderTheEncodedId()
    {
        await using var server = await DemoSmtpServer.StartAsync(_folder, []);
        var message = Message("a", "kaethi@post.example");
        message.Headers.Add("X-Dispatch-Id", "R 2026/10/0012~d1");

        await SendAsync(server, message);

        var file = Assert.Single(Directory.GetFiles(_folder));
        var filed = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal("R%202026%2F10%2F0012%7Ed1.eml", Path.GetFileName(file));
        Assert.Equal((message.MessageId, "Grüezi\n.\nam See"), (filed.MessageId, filed.TextBody?.Trim().ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Data_WithoutDispatchId_IsFiledUnderAHash()
    {
        await using var server = await DemoSmtpServer.StartAsync(_folder, []);

        await SendAsync(server, Message("a", "kaethi@post.example"));

        Assert.Matches("^[0-9a-f]{64}\\.eml$", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder))));
    }

    [Fact]
    public async Task Data_SameMessageIdAgain_IsCountedAsADuplicate()
    {
        await using var server = await DemoSmtpServer.StartAsync(_folder, []);

        await SendAsync(server, Message("a", "kaethi@post.example"));
        await SendAsync(server, Message("a", "kaethi@post.example"));
        await SendAsync(server, Message("b", "kaethi@post.example"));

        Assert.Equal((3, 1), (server.AcceptedCount, server.DuplicateCount));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task Dispose_OpenConnection_EndsAndFreesThePort()
    {
        var server = await DemoSmtpServer.StartAsync(_folder, []);
        var endpoint = server.Endpoint;
        using var client = await ConnectAsync(server);

        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(endpoint, TestContext.Current.CancellationToken).AsTask());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static MimeMessage Message(string id, string to)
    {
        var message = new MimeMessage
        {
            MessageId = $"{id}@seehalden.example",
            Subject = "Rechnung",
            Body = new TextPart("plain") { Text = "Grüezi\n.\nam See" },
        };
        message.From.Add(MailboxAddress.Parse("rechnung@seehalden.example"));
        message.To.Add(MailboxAddress.Parse(to));
        return message;
    }

    private static async Task SendAsync(DemoSmtpServer server, MimeMessage message)
    {
        using var client = await ConnectAsync(server);
        await client.SendAsync(message, TestContext.Current.CancellationToken);
        await client.DisconnectAsync(quit: true, TestContext.Current.CancellationToken);
    }

    private static async Task<SmtpClient> ConnectAsync(DemoSmtpServer server)
    {
        var socket = new Socket(server.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Endpoint, TestContext.Current.CancellationToken);
        var client = new SmtpClient();
        await client.ConnectAsync(socket, "localhost", server.Endpoint.Port, SecureSocketOptions.None, TestContext.Current.CancellationToken);
        return client;
    }
}
