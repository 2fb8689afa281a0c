using System.Globalization;

namespace Dispatch.Benchmarks.Engines;

/// <summary>What to run side by side.</summary>
internal sealed record EngineOptions
{
    public const string Usage =
        "engines [--invoices N] [--warm-up N] [--repeats N] [--limit SECONDS] [--only NAME,NAME] [--connection STRING]";

    public int InvoiceCount { get; init; } = 2_000;

    /// <summary>Invoices that go through before, in the same process and database; fewer in an engine that needs over a minute for them.</summary>
    public int WarmUpCount { get; init; } = 10_000;

    public int RepeatCount { get; init; } = 3;

    /// <summary>After this a run is ended and shown as it stands.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    public IReadOnlyList<string> Engines { get; init; } = EngineCatalog.Names;

    /// <summary>A PostgreSQL on this machine that may be filled, by a user who may create databases; none: a private one is started.</summary>
    public string? Connection { get; init; }

    /// <summary>Reads the arguments after the command.</summary>
    /// <exception cref="ArgumentException">One of them cannot be used.</exception>
    public static EngineOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new EngineOptions();
        for (; arguments.Length > 0; arguments = arguments[2..])
        {
            if (arguments.Length == 1)
                throw new ArgumentException($"{arguments[0]} has no value; usage: {Usage}");
            var (name, value) = (arguments[0], arguments[1]);
            options = name switch
            {
                "--invoices" => options with { InvoiceCount = ParseCount(name, value) },
                "--warm-up" => options with { WarmUpCount = ParseCount(name, value) },
                "--repeats" => options with { RepeatCount = ParseCount(name, value) },
                "--limit" => options with { Limit = TimeSpan.FromSeconds(ParseCount(name, value)) },
                "--only" => options with { Engines = ParseNames(value) },
                "--connection" => options with { Connection = value },
                _ => throw new ArgumentException($"{name} is no option; usage: {Usage}"),
            };
        }

        return options;
    }

    private static int ParseCount(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new ArgumentException($"{name} is '{value}'; use a number from 1.");

    private static string[] ParseNames(string value)
    {
        var names = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length > 0 && names.All(EngineCatalog.Names.Contains)
            ? names
            : throw new ArgumentException($"--only is '{value}'; use names of: {string.Join(", ", EngineCatalog.Names)}.");
    }
}
