using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Output;
using Dispatch.Cli.Runs;
using Spectre.Console;

namespace Dispatch.Cli.Channels;

/// <summary>Shows how channels stand.</summary>
internal static class ChannelReport
{
    /// <summary>A table for a person, a line each for a program.</summary>
    public static void Write(Terminal terminal, IEnumerable<ChannelView> channels, DateTimeOffset now)
    {
        var table = terminal.NewTable("Kind", "To", "Slots", "In flight", "Deferred", "Unknown", "Held", "Oldest", "Paused", "Down");
        foreach (var channel in channels)
        {
            if (terminal.IsJson)
                terminal.WriteJson(new ChannelJson(channel));
            else
                table.AddRow([.. Cells(channel, now)]);
        }

        terminal.WriteTable(table, "No channels.");
    }

    /// <summary>For example <c>geneva since 2026-11-01 02:13:07: connect_refused (10.0.0.3:11111)</c>.</summary>
    private static string Of(OutageView outage) =>
        $"{outage.Destination} since {Texts.Of(outage.Since)}: {outage.Reason.ToWord()} ({string.Join(", ", outage.Silos)})";

    private static IEnumerable<Text> Cells(ChannelView channel, DateTimeOffset now)
    {
        yield return new Text(Words<DispatchKind>.Of(channel.Kind));
        yield return new Text(channel.Destination + (channel.IsConfigured ? "" : " (not configured)"));
        foreach (var count in new[] { channel.SlotCount, channel.InFlight, channel.Deferred, channel.Unknown, channel.Held })
            yield return new Text(count.ToString(CultureInfo.InvariantCulture));
        yield return new Text(channel.OldestOpenAt is { } oldest ? RunTexts.Span(now - oldest) : "");
        yield return new Text(
            channel.Pause is { } pause ? $"by {pause.By} since {Texts.Of(pause.At)}: {pause.Reason}" : "",
            new Style(Color.Yellow));
        yield return new Text(string.Join("; ", channel.Outages.Select(Of)), new Style(Color.Red));
    }
}
