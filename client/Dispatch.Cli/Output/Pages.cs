using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;

namespace Dispatch.Cli.Output;

/// <summary>Reads lists page by page.</summary>
internal static class Pages
{
    /// <summary>How many entries to show: as said, else all as JSON and a screenful for a person.</summary>
    public static int Limit(int? said, Terminal terminal, int forPerson) => (said, terminal.IsJson) switch
    {
        (0, _) => int.MaxValue,
        ({ } limit, _) => limit,
        (null, true) => int.MaxValue,
        _ => forPerson,
    };

    /// <summary>Reads up to <paramref name="limit"/> entries: as JSON they are printed as they come, else returned.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(Func<long, Task<Page<T>>> read, int limit, CommandContext context, Func<T, object> toJson)
    {
        var (shown, count) = (new List<T>(), 0);
        for (long? after = 0; after is { } from;)
        {
            context.Stopping.ThrowIfCancellationRequested();
            var page = await read(from);
            foreach (var item in page.Items)
            {
                if (count++ == limit)
                {
                    context.Terminal.Note($"There are more than {limit}; list more with --limit, 0 for all.");
                    return shown;
                }

                if (context.Terminal.IsJson)
                    context.Terminal.WriteJson(toJson(item));
                else
                    shown.Add(item);
            }

            after = page.Next;
        }

        return shown;
    }
}
