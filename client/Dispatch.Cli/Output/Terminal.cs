using System.Text;
using System.Text.Json;
using Dispatch.Cli.Errors;
using Spectre.Console;

namespace Dispatch.Cli.Output;

/// <summary>The streams of a command: the result on standard output, everything else on standard error.</summary>
internal sealed record Terminal
{
    private const int RedirectedWidth = 4000; // nothing is wrapped where no person looks

    /// <summary>Where results go.</summary>
    public required IAnsiConsole Out { get; init; }

    /// <summary>Where messages, progress and questions go.</summary>
    public required IAnsiConsole Error { get; init; }

    /// <summary>Whether results and errors are JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether a person can be asked.</summary>
    public bool CanPrompt { get; init; }

    /// <summary>Whether progress can be drawn.</summary>
    public bool IsLive => !IsJson && Error.Profile.Out.IsTerminal && Error.Profile.Capabilities.Ansi;

    /// <summary>The streams of this process.</summary>
    public static Terminal OfProcess() => new()
    {
        Out = CreateConsole(Console.Out, Console.IsOutputRedirected),
        Error = CreateConsole(Console.Error, Console.IsErrorRedirected || Console.IsInputRedirected, Console.IsErrorRedirected),
        CanPrompt = !Console.IsInputRedirected && !Console.IsErrorRedirected,
    };

    /// <summary>A console on a writer.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="isPassive">Whether nobody can answer.</param>
    /// <param name="isRedirected">Whether it is no terminal; none: as <paramref name="isPassive"/> says.</param>
    public static IAnsiConsole CreateConsole(TextWriter writer, bool isPassive, bool? isRedirected = null)
    {
        var isPlain = isRedirected ?? isPassive;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isPassive ? InteractionSupport.No : InteractionSupport.Detect,
            Out = isPlain ? new PlainOutput(writer) : new AnsiConsoleOutput(writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (isPlain)
            console.Profile.Width = RedirectedWidth;
        return console;
    }

    /// <summary>Prints one JSON value as a line of the result.</summary>
    public void WriteJson<T>(T value) => Line(Out, JsonSerializer.Serialize(value, CliJson.Options));

    /// <summary>Prints a line of the result.</summary>
    public void WriteLine(string text) => Line(Out, text);

    /// <summary>Says something beside the result.</summary>
    public void Note(string text) => Line(Error, text);

    /// <summary>Says that something deserves attention.</summary>
    public void Warn(string text) => Error.MarkupLine($"[yellow]warning:[/] {Markup.Escape(text)}");

    /// <summary>Says what is wrong.</summary>
    public void Report(CliError error)
    {
        if (IsJson)
            WriteJson(new ErrorJson(error));
        else
            Error.MarkupLine($"[red]error:[/] {Markup.Escape(error.ToString())}");
    }

    /// <summary>Starts a table: with lines on a terminal, plain columns elsewhere.</summary>
    public Table NewTable(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = Out.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.None };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        return table;
    }

    private static void Line(IAnsiConsole console, string text)
    {
        // Not through the console's layout: a line stays a line, whatever its length.
        console.Profile.Out.Writer.WriteLine(text);
        console.Profile.Out.Writer.Flush();
    }

    private sealed class PlainOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => RedirectedWidth;

        public int Height => 24;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
