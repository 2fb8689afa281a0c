using System.Globalization;
using Dispatch.CrashHost.Chaos;

namespace Dispatch.EndToEnd.Runs;

/// <summary>A folder of inputs: most are good, some stand there twice, some are refused.</summary>
internal sealed class RunInputs
{
    private const int SameCount = 5;
    private const int RefusedCount = 7;

    private RunInputs(string folder, IReadOnlyList<string> numbers, IReadOnlyList<string> refused, int total) =>
        (Folder, Numbers, Refused, Total) = (folder, numbers, refused, total);

    /// <summary>Where they lie.</summary>
    public string Folder { get; }

    /// <summary>The numbers of the invoices that must become definitive.</summary>
    public IReadOnlyList<string> Numbers { get; }

    /// <summary>The names of the files that must be refused.</summary>
    public IReadOnlyList<string> Refused { get; }

    /// <summary>How many files there are.</summary>
    public int Total { get; }

    /// <summary>How many files have the number and content of another one.</summary>
    public int Same => SameCount;

    /// <summary>Writes them.</summary>
    /// <param name="root">Under which folder.</param>
    /// <param name="name">The first part of all numbers.</param>
    /// <param name="count">How many invoices must become definitive.</param>
    public static RunInputs Write(string root, string name, int count)
    {
        var (folder, numbers) = WriteGood(root, name, count);

        // They lie before, among and behind the good ones.
        var step = count / SameCount;
        for (var same = 0; same < SameCount; same++)
            File.Copy(Path.Combine(folder, $"{numbers[same * step]}.xml"), Path.Combine(folder, $"{numbers[same * step]}-again.xml"));
        var refused = Enumerable.Range(0, RefusedCount).Select(number => $"{name}-{number * 9}.xml").ToList();
        foreach (var file in refused)
            File.WriteAllText(Path.Combine(folder, file), ChaosUtility.UblOf(Path.GetFileNameWithoutExtension(file) + "-0").Replace("108.10", "108.20", StringComparison.Ordinal));
        return new RunInputs(folder, numbers, refused, count + SameCount + RefusedCount);
    }

    /// <summary>Writes good ones only.</summary>
    /// <inheritdoc cref="Write"/>
    /// <returns>Where they lie, and their numbers.</returns>
    public static (string Folder, IReadOnlyList<string> Numbers) WriteGood(string root, string name, int count)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
        var numbers = Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{name}-{number:000000}")).ToList();
        foreach (var number in numbers)
            File.WriteAllText(Path.Combine(folder, $"{number}.xml"), ChaosUtility.UblOf(number));
        return (folder, numbers);
    }
}
