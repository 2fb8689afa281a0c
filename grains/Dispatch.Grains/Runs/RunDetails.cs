using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Abstractions;
using Dispatch.Storage.Runs;

namespace Dispatch.Grains.Runs;

/// <summary>What a run's row holds besides its columns, as JSON.</summary>
internal sealed record RunDetails
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>What it is to do.</summary>
    public required RunOrder Order { get; init; }

    /// <summary>The printer of letters whose definition names none.</summary>
    public string? Printer { get; init; }

    /// <summary>When it was confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Who confirmed it.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>When its last input found its end.</summary>
    public DateTimeOffset? FinalizedAt { get; init; }

    /// <summary>Why it is paused.</summary>
    public Pause? Pause { get; init; }

    /// <summary>Why the rest of it was cancelled.</summary>
    public Pause? Cancellation { get; init; }

    /// <summary>Reads a row's.</summary>
    public static RunDetails Of(RunRow row) => JsonSerializer.Deserialize<RunDetails>(row.Details, Json)!;

    /// <summary>The row with these.</summary>
    public RunRow In(RunRow row) => row with { Details = JsonSerializer.Serialize(this, Json), IsPaused = Pause is not null };

    /// <summary>An input's errors for its row.</summary>
    public static string Write(IReadOnlyList<Problem> errors) => JsonSerializer.Serialize(errors, Json);

    /// <summary>Reads an input's errors; one that lost them, because they were old, says so.</summary>
    public static IReadOnlyList<Problem> ReadErrors(string? errors) => errors is null
        ? [new Problem("erased", "", "", "Why it was refused has been removed with old personal data.", "Check the input again.")]
        : JsonSerializer.Deserialize<IReadOnlyList<Problem>>(errors, Json)!;
}
