using System.Globalization;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>What is recorded of a job: its id, its UUID where the printer gives one, because ids begin anew when a printer is set up anew, and what was sent.</summary>
/// <param name="JobId">The id.</param>
/// <param name="Uuid">The UUID as a URN; none if the printer gives none.</param>
/// <param name="Bytes">The size of the document; none in what was recorded before sizes were.</param>
internal sealed record IppReference(int JobId, string? Uuid, long? Bytes = null)
{
    private const int LongestUuid = 96;

    /// <summary>Reads what <see cref="ToString"/> writes; none if it is none.</summary>
    public static IppReference? TryParse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;

        var parts = text.Split(' ', 2);
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= 0)
            return null;
        if (parts.Length == 1)
            return new IppReference(id, null);

        // A URN is no number.
        var end = parts[1].LastIndexOf(' ');
        return long.TryParse(parts[1].AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? new IppReference(id, end > 0 ? parts[1][..end] : null, bytes)
            : new IppReference(id, parts[1]);
    }

    /// <summary>For example <c>17 urn:uuid:de32b206-85b3-3e19-56a0-33a8230a53d1 50009</c>, at most <see cref="Proof.LongestValue"/> characters.</summary>
    public override string ToString()
    {
        var uuid = Uuid is { Length: > 0 and <= LongestUuid } ? $" {Uuid}" : "";
        return Bytes is { } bytes
            ? string.Create(CultureInfo.InvariantCulture, $"{JobId}{uuid} {bytes}")
            : string.Create(CultureInfo.InvariantCulture, $"{JobId}{uuid}");
    }
}
