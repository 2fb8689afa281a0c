using System.Globalization;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>What is recorded of a job: its id, and its UUID where the printer gives one, because ids begin anew when a printer is set up anew.</summary>
/// <param name="JobId">The id.</param>
/// <param name="Uuid">The UUID as a URN; none if the printer gives none.</param>
internal sealed record IppReference(int JobId, string? Uuid)
{
    /// <summary>Reads what <see cref="ToString"/> writes; none if it is none.</summary>
    public static IppReference? TryParse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;

        var parts = text.Split(' ', 2);
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? new IppReference(id, parts.Length == 2 ? parts[1] : null)
            : null;
    }

    /// <summary>For example <c>17 urn:uuid:de32b206-85b3-3e19-56a0-33a8230a53d1</c>, at most <see cref="Proof.LongestValue"/> characters.</summary>
    public override string ToString()
    {
        var id = JobId.ToString(CultureInfo.InvariantCulture);
        return Uuid is { Length: > 0 and <= 100 } uuid ? $"{id} {uuid}" : id;
    }
}
