using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Import;

/// <summary>Imports a JSON Lines file: many lines at once, each all or nothing, reported in the order of the lines.</summary>
/// <typeparam name="T">What a line describes.</typeparam>
/// <param name="file">The file.</param>
/// <param name="read">Reads the object of a line.</param>
/// <param name="keyOf">The key that may stand in the file once.</param>
/// <param name="put">Writes it; gives errors and warnings.</param>
internal sealed class LineImport<T>(string file, Func<StrictObject, T> read, Func<T, string> keyOf, Func<T, Task<LineAnswer>> put)
    where T : class
{
    /// <summary>How many lines are on their way at a time.</summary>
    public const int InFlightCount = 32;

    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <summary>Imports the file and reports what happens.</summary>
    /// <returns>3 if any line was refused; the others are imported.</returns>
    public async Task<ExitCode> RunAsync(string what, CommandContext context)
    {
        var (imported, refused) = (0, 0);
        var warned = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var outcome in ImportAsync(context.Stopping))
        {
            // The same words for thousands of lines would bury the ones that differ: the first line says them, the rest is counted.
            foreach (var warning in outcome.Warnings)
            {
                if (!warned.TryAdd(warning, 0))
                    warned[warning]++;
                else
                    context.Terminal.Warn($"{file}:{outcome.Line}: {outcome.Name}: {warning}");
            }

            foreach (var error in outcome.Errors)
                context.Terminal.Report(error with { File = file, Line = outcome.Line });
            if (outcome.Errors.Count > 0)
                refused++;
            else
                imported++;
        }

        foreach (var (warning, more) in warned.Where(entry => entry.Value > 0))
            context.Terminal.Warn($"{file}: {more} more line{(more == 1 ? "" : "s")}: {warning}");
        if (context.Terminal.IsJson)
            context.Terminal.WriteJson(new { Imported = imported, Refused = refused });
        else
            context.Terminal.WriteLine($"Imported {imported} {what}{(imported == 1 ? "" : "s")} from {file}{(refused == 0 ? "." : $"; refused {refused}.")}");
        return refused == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>Imports the file; gives an outcome per line, in order.</summary>
    public async IAsyncEnumerable<LineOutcome> ImportAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var inFlight = new Queue<Task<LineOutcome>>();
        foreach (var line in JsonLineFile.Read(file))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (inFlight.Count == InFlightCount)
                yield return await inFlight.Dequeue();
            inFlight.Enqueue(ImportAsync(line));
        }

        while (inFlight.Count > 0)
            yield return await inFlight.Dequeue();
    }

    private async Task<LineOutcome> ImportAsync(JsonLine line)
    {
        var errors = new List<CliError>();
        if (line.Read(read, errors) is not { } value)
            return new LineOutcome(line.Number, null, errors, []);

        var key = keyOf(value);
        if (!_lines.TryAdd(key, line.Number))
        {
            var twice = new CliError("duplicate", $"Line {_lines[key]} of the file has it already.") { Value = key, Mend = "Keep one of the two lines." };
            return new LineOutcome(line.Number, key, [twice], []);
        }

        var answer = await put(value);
        return new LineOutcome(line.Number, key, [.. answer.Errors.Select(error => CliError.Of(error))], answer.Warnings);
    }
}
