using System.Globalization;

namespace Dispatch.Storage.Printing;

/// <summary>The ids of print batches on the outside.</summary>
internal static class PrintBatchId
{
    /// <summary><c>RUN~PRINTER~N</c>; the batches of a run are numbered over all printers.</summary>
    public static string Of(string run, string lane, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{run}~{lane[(lane.IndexOf('/', StringComparison.Ordinal) + 1)..]}~{number}");
}
