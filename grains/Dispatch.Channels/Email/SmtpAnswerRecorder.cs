using System.Globalization;
using System.Text;
using MailKit;

namespace Dispatch.Channels.Email;

/// <summary>
/// Keeps the relay's answer to the end of data. MailKit resets the session after a refusal; if the relay hangs up then, MailKit
/// reports the lost connection only, and a clear answer would be taken for an unknown outcome.
/// </summary>
/// <param name="dialogue">Also gets everything that is said; none usually.</param>
internal sealed class SmtpAnswerRecorder(IProtocolLogger? dialogue) : IProtocolLogger
{
    private const int LongestAnswer = 4096;

    private readonly StringBuilder _text = new();

    /// <summary>Whether what the relay sends is the awaited answer.</summary>
    public bool Recording { get; set; }

    /// <inheritdoc/>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector
    {
        get => dialogue?.AuthenticationSecretDetector;
        set
        {
            if (dialogue is not null)
                dialogue.AuthenticationSecretDetector = value;
        }
    }

    /// <summary>The answer, once its last line is complete.</summary>
    public SmtpReply? Answer
    {
        get
        {
            var lines = _text.ToString().Split('\n');
            for (var index = 0; index < lines.Length - 1; index++)    // what follows the last line feed is incomplete
            {
                var line = lines[index].TrimEnd('\r');
                if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                    return null;
                if (line.Length == 3 || line[3] == ' ')
                    return SmtpReply.From(code, line.Length > 4 ? line[4..] : "");
            }
            return null;
        }
    }

    /// <summary>Forgets the last message's answer.</summary>
    public void Clear()
    {
        Recording = false;
        _text.Clear();
    }

    /// <inheritdoc/>
    public void LogServer(byte[] buffer, int offset, int count)
    {
        if (Recording && _text.Length < LongestAnswer)
            _text.Append(Encoding.Latin1.GetString(buffer, offset, count));
        dialogue?.LogServer(buffer, offset, count);
    }

    /// <inheritdoc/>
    public void LogConnect(Uri uri) => dialogue?.LogConnect(uri);

    /// <inheritdoc/>
    public void LogClient(byte[] buffer, int offset, int count) => dialogue?.LogClient(buffer, offset, count);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
