using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dispatch.Tests.Channels.Email.Bounces;

/// <summary>An IMAP server on a bare socket, with one folder of bounces and UIDVALIDITY 7, that says no when one of some mails is fetched.</summary>
internal sealed class ScriptedMailbox : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly string[] _mails;
    private readonly string[] _refused;
    private readonly Task _serving;

    public ScriptedMailbox(string[] mails, string[] refused)
    {
        (_mails, _refused) = (mails, refused);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("* OK [CAPABILITY IMAP4rev1] ready");
            while (await reader.ReadLineAsync(_stopping.Token) is { } line)
            {
                var words = line.Split(' ', 5);
                foreach (var answer in AnswersTo(words))
                    await writer.WriteLineAsync(answer);
                await writer.WriteLineAsync($"{words[0]} {EndOf(words)}");
            }
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // The client hung up, or the test is over.
        }
    }

    private string EndOf(string[] words) => IsRefused(words) ? "NO [SERVERBUG] broken" : words is [_, "EXAMINE", ..] ? "OK [READ-ONLY] done" : "OK done";

    private bool IsRefused(string[] words) => IsFetch(words) && _refused.Contains(words[3]);

    private static bool IsFetch(string[] words) => words.Length > 3 && words[2] == "FETCH";

    private IEnumerable<string> AnswersTo(string[] words) => words switch
    {
        [_, "CAPABILITY", ..] => ["* CAPABILITY IMAP4rev1"],
        [_, "LIST", _, "\"\"", ..] => ["* LIST (\\Noselect) \"/\" \"\""],
        [_, "LIST", ..] => ["* LIST () \"/\" INBOX"],
        [_, "EXAMINE", ..] => [$"* {_mails.Length} EXISTS", "* FLAGS ()", "* OK [UIDVALIDITY 7] valid", $"* OK [UIDNEXT {_mails.Length + 1}] next"],
        [_, "UID", "SEARCH", ..] => [$"* SEARCH {string.Join(' ', _mails)}"],
        _ when IsFetch(words) && !IsRefused(words) => [$"* {words[3]} FETCH (UID {words[3]} BODY[]<0> {{{Encoding.UTF8.GetByteCount(Mail)}}}", $"{Mail})"],
        _ => [],
    };

    private static string Mail => BounceMails.Report().ReplaceLineEndings("\r\n");
}
