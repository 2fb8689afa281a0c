using Dispatch.Channels.Options;

namespace Dispatch.Channels.Print;

/// <summary>Where letters are printed. Section <c>Print</c>.</summary>
public sealed class PrintOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Print";

    /// <summary>The printer that exists when none is configured.</summary>
    public const string DefaultPrinterName = "default";

    /// <summary>The printers by name: 1 to 64 characters of <c>[A-Za-z0-9._-]</c>, no dot in front.</summary>
    /// <value>Default: none, which means one printer <c>default</c> that spools into <c>default</c> below <see cref="SpoolFolder"/>.</value>
    public IDictionary<string, PrinterOptions> Printers { get; } = new Dictionary<string, PrinterOptions>(StringComparer.Ordinal);

    /// <summary>The printer of letters for which nobody chose one.</summary>
    /// <value>Default: none, which means <c>default</c>.</value>
    public string? DefaultPrinter { get; set; }

    /// <summary>When a deferred letter is tried again.</summary>
    public RetryOptions Retry { get; set; } = new() { MaxDelay = TimeSpan.FromMinutes(15) };

    /// <summary>How many letters may be under way at once to one printer in one process.</summary>
    /// <value>Default: 256. Letters under way together share flushes, so fewer are slower.</value>
    [AllowedRange("Print:SlotCount", "1", "1024")]
    public int SlotCount { get; set; } = 256;

    /// <summary>How long an attempt into a spool folder may take before its outcome counts as unknown.</summary>
    /// <value>Default: 30 seconds. A shorter time resolves a crash sooner.</value>
    [AllowedRange("Print:SpoolTimeout", "00:00:01", "00:10:00")]
    public TimeSpan SpoolTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The folder below which spool folders lie. The host sets it to its data folder. The silos of a cluster must share it.</summary>
    /// <value>Default: <c>print</c> in the working directory.</value>
    public string SpoolFolder { get; set; } = "print";

    /// <summary>Every printer's name and folder.</summary>
    public IReadOnlyDictionary<string, string> ResolveFolders() => Printers.Count == 0
        ? new Dictionary<string, string>(StringComparer.Ordinal) { [DefaultPrinterName] = Path.GetFullPath(Path.Combine(SpoolFolder, DefaultPrinterName)) }
        : Printers.ToDictionary(printer => printer.Key, printer => SpoolUri.ToFolder(printer.Value.Uri, SpoolFolder), StringComparer.Ordinal);
}
