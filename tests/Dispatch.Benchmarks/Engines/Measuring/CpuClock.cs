using System.Globalization;

namespace Dispatch.Benchmarks.Engines.Measuring;

/// <summary>CPU seconds of processes, from <c>/proc</c>.</summary>
internal static class CpuClock
{
    private const double TicksPerSecond = 100; // USER_HZ, fixed for user space

    private const int ParentField = 1;
    private const int UserField = 11;
    private const int EndedField = 13;

    /// <summary>Of this process.</summary>
    public static double OfThisProcess()
    {
        var fields = ReadStat(Environment.ProcessId) ?? throw new InvalidOperationException("/proc has no entry of this process.");
        return SecondsOf(fields, UserField);
    }

    /// <summary>Of a process and all its children, those that ended included: a server that starts a process per connection.</summary>
    public static double OfFamily(int processId)
    {
        var parent = ReadStat(processId) ?? throw new InvalidOperationException($"Process {processId} is not visible; the database server must run on this machine.");
        var total = SecondsOf(parent, UserField) + SecondsOf(parent, EndedField);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ReadStat(id) is { } stat && NumberOf(stat, ParentField) == processId)
                total += SecondsOf(stat, UserField);
        }

        return total;
    }

    /// <summary>Of everything on this machine.</summary>
    public static double OfMachine()
    {
        // user nice system idle iowait irq softirq steal; the guests' time is in the user's already
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9];
        return fields.Where((_, i) => i is not 3 and not 4).Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>The process that started another one.</summary>
    public static int ParentOf(int processId) => (int)NumberOf(
        ReadStat(processId) ?? throw new InvalidOperationException($"Process {processId} is not visible; the database server must run on this machine."), ParentField);

    /// <summary>The fields after the name, which may hold spaces.</summary>
    private static string[]? ReadStat(int processId)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{processId}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // ended meanwhile
        }
    }

    private static double SecondsOf(string[] fields, int first) => (NumberOf(fields, first) + NumberOf(fields, first + 1)) / TicksPerSecond;

    private static long NumberOf(string[] fields, int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
}
