using System.Globalization;

namespace Dispatch.EndToEnd.Runs;

/// <summary>The most memory that a process has had resident.</summary>
internal static class PeakMemory
{
    /// <summary>In bytes; 0 once the process is gone.</summary>
    public static long Of(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
