using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;

namespace Dispatch.Cli.Output;

/// <summary>Values as a person reads them.</summary>
internal static class Texts
{
    /// <summary>An address on one line.</summary>
    public static string Of(PartyAddress address) =>
        $"{string.Join(' ', new[] { address.Street, address.BuildingNumber }.Where(part => !string.IsNullOrEmpty(part)))}, {address.Country}-{address.PostalCode} {address.City}".TrimStart(',', ' ');

    /// <summary>A recipient on one line.</summary>
    public static string Of(RecipientView recipient)
    {
        var role = recipient.Role is { } named ? Words<PartyRole>.Of(named) : "individual";
        var where = recipient.Email ?? recipient.Individual ?? (recipient.Address is { } address ? Of(address) : "");
        return recipient.Name.Length == 0 ? $"{where} ({role})" : $"{recipient.Name}, {where} ({role})";
    }

    /// <summary>A definition's recipient on one line.</summary>
    public static string Of(DefinitionRecipient recipient) => (recipient.Role, recipient.Address) switch
    {
        ({ } role, null) => Words<PartyRole>.Of(role),
        ({ } role, { } address) => $"{Words<PartyRole>.Of(role)} ({address})",
        _ => recipient.Individual ?? "",
    };

    /// <summary>Where a letter is printed and what is asked of its envelope, for example <c>hall, registered, with leaflet, in october-2026~hall~1</c>.</summary>
    public static string OfLetter(string printer, Postage? postage, IReadOnlyList<string> enclosures, string? batch = null) => string.Concat(
        printer,
        postage is { } named ? $", {Words<Postage>.Of(named)}" : "",
        enclosures.Count > 0 ? $", with {string.Join(" and ", enclosures)}" : "",
        batch is null ? "" : $", in {batch}");

    /// <summary>What something waits for, for example <c>run paused by anna since 2026-11-01 02:13:07: wrong tariff</c>.</summary>
    /// <param name="wait">The cause.</param>
    /// <param name="destination">Where it goes.</param>
    public static string Of(WaitView wait, string destination) => wait.Cause switch
    {
        WaitCause.RunPaused => $"run paused by {wait.By} since {Of(wait.Since)}: {wait.Reason}",
        WaitCause.ChannelPaused => $"channel paused by {wait.By} since {Of(wait.Since)}: {wait.Reason}",
        WaitCause.DestinationDown => $"{destination} down since {Of(wait.Since)}: {wait.Reason}",
        WaitCause.Gathering => "until its print batch is gathered",
        _ => "until its print batch is sent",
    };

    /// <summary>An instant in local time, to the second.</summary>
    public static string? Of(DateTimeOffset? instant) => instant?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A date.</summary>
    public static string? Of(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun.</summary>
    public static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
