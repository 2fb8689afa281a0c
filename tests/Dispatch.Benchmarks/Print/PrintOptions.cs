using System.Globalization;

namespace Dispatch.Benchmarks.Print;

/// <summary>How to compare the composing of print batches with PDFsharp.</summary>
internal sealed record PrintOptions
{
    public const string Usage = "print [--letters N] [--repeats N]";

    /// <summary>Letters of a batch; memory is measured with ten times as many too.</summary>
    public int LetterCount { get; init; } = 500;

    public int RepeatCount { get; init; } = 7;

    /// <summary>Reads the arguments after the command.</summary>
    /// <exception cref="ArgumentException">One of them cannot be used.</exception>
    public static PrintOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new PrintOptions();
        for (; arguments.Length > 0; arguments = arguments[2..])
        {
            if (arguments.Length == 1)
                throw new ArgumentException($"{arguments[0]} has no value; usage: {Usage}");
            if (!int.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
                throw new ArgumentException($"{arguments[0]} is '{arguments[1]}'; use a number from 1.");
            options = arguments[0] switch
            {
                "--letters" => options with { LetterCount = value },
                "--repeats" => options with { RepeatCount = value },
                _ => throw new ArgumentException($"{arguments[0]} is no option; usage: {Usage}"),
            };
        }

        return options;
    }
}
