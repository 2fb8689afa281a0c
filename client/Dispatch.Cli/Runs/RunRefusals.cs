using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Output;
using Dispatch.Client;

namespace Dispatch.Cli.Runs;

/// <summary>Says which inputs of a run were refused and why, each once: all of it to a program, the first and the reasons' counts to a person.</summary>
/// <param name="client">The engine.</param>
/// <param name="terminal">Where it is said.</param>
internal sealed class RunRefusals(DispatchClient client, Terminal terminal)
{
    private const int ShownCount = 20;

    private readonly HashSet<int> _said = [];

    /// <summary>Whether an input was said to be refused.</summary>
    /// <param name="position">Its place.</param>
    public bool Contains(int position) => _said.Contains(position);

    /// <summary>Says what is refused by now and was not said before.</summary>
    public async Task ReportAsync(RunView view, CancellationToken cancellationToken)
    {
        if (view.Inputs.Refused <= _said.Count)
            return;

        var (count, reasons) = (0, new Dictionary<string, int>(StringComparer.Ordinal));
        for (long? after = -1; after is { } from;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await client.Run(view.Id).ListRefusedAsync(from);
            foreach (var error in page.Items.Where(refusal => _said.Add(refusal.Position)).SelectMany(ErrorsOf))
            {
                Say(error, ++count);
                var reason = $"{error.Code} {error.Field}".TrimEnd();
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            }

            after = page.Next;
        }

        if (count > ShownCount && !terminal.IsJson)
            SayReasons(count, reasons);
    }

    private static IEnumerable<CliError> ErrorsOf(RunRefusal refusal) => refusal.Errors.Select(error => CliError.Of(error, refusal.Name));

    private void Say(CliError error, int number)
    {
        if (terminal.IsJson)
            terminal.WriteJson(new RunRefusedJson(error));
        else if (number <= ShownCount)
            terminal.Report(error);
    }

    private void SayReasons(int count, Dictionary<string, int> reasons)
    {
        terminal.Note($"… and {count - ShownCount} more; --json lists all. By reason:");
        foreach (var (reason, times) in reasons.OrderByDescending(pair => pair.Value))
            terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{times,7}  {reason}"));
    }
}
