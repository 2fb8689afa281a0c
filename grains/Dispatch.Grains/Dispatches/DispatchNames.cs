namespace Dispatch.Grains.Dispatches;

/// <summary>Takes a dispatch's name on the outside apart. Pure.</summary>
internal static class DispatchNames
{
    /// <summary>
    /// The invoice's name in <c>INVOICE~DEFINITION</c>, with <c>~COPY</c> behind it: a definition is never digits alone, so the end tells which it is.
    /// </summary>
    /// <returns>None if it is no such name.</returns>
    public static string? InvoiceIn(string name)
    {
        var end = name.LastIndexOf('~');
        if (end > 0 && name.AsSpan(end + 1).IndexOfAnyExceptInRange('0', '9') < 0)
            end = name.LastIndexOf('~', end - 1);
        return end > 0 ? name[..end] : null;
    }
}
