using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>What became of a command on a dispatch.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DispatchCommandResult>))]
public enum DispatchCommandResult
{
    /// <summary>It was done, or had been done before.</summary>
    [JsonStringEnumMemberName("done")] Done = 0,

    /// <summary>An attempt is open; the command is recorded and takes effect if the attempt ends deferred.</summary>
    [JsonStringEnumMemberName("requested")] Requested = 1,

    /// <summary>The dispatch has ended; nothing was changed.</summary>
    [JsonStringEnumMemberName("tooLate")] TooLate = 2,

    /// <summary>There is no such dispatch.</summary>
    [JsonStringEnumMemberName("notFound")] NotFound = 3,
}
