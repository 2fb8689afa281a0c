using System.Globalization;

namespace Dispatch.Benchmarks.Smtp;

/// <summary>How to compare the transport with <c>smtp-source</c>.</summary>
internal sealed record SmtpOptions
{
    public const string Usage = "smtp [--messages N] [--connections N] [--document-bytes N] [--repeats N]";

    /// <summary>Messages of one round.</summary>
    public int MessageCount { get; init; } = 6_000;

    public int ConnectionCount { get; init; } = 4;

    /// <summary>The PDF's size; encoded and with its texts a message of about 62 KB.</summary>
    public int DocumentBytes { get; init; } = 43_000;

    public int RepeatCount { get; init; } = 5;

    /// <summary>Reads the arguments after the command.</summary>
    /// <exception cref="ArgumentException">One of them cannot be used.</exception>
    public static SmtpOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new SmtpOptions();
        for (; arguments.Length > 0; arguments = arguments[2..])
        {
            if (arguments.Length == 1)
                throw new ArgumentException($"{arguments[0]} has no value; usage: {Usage}");
            if (!int.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
                throw new ArgumentException($"{arguments[0]} is '{arguments[1]}'; use a number from 1.");
            options = arguments[0] switch
            {
                "--messages" => options with { MessageCount = value },
                "--connections" => options with { ConnectionCount = value },
                "--document-bytes" => options with { DocumentBytes = value },
                "--repeats" => options with { RepeatCount = value },
                _ => throw new ArgumentException($"{arguments[0]} is no option; usage: {Usage}"),
            };
        }

        return options;
    }
}
