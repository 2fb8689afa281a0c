using Dispatch.Channels.Options;
using Dispatch.Channels.Print.Spool;

namespace Dispatch.Channels.Print;

/// <summary>Where letters are printed. Section <c>Print</c>.</summary>
public sealed class PrintOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Print";

    /// <summary>The printer that exists when none is configured.</summary>
    public const string DefaultPrinterName = "default";

    /// <summary>The printers by name: 1 to 64 characters of <c>[A-Za-z0-9._-]</c>, no dot in front.</summary>
    /// <value>Default: none, which means one printer <c>default</c> that spools into <c>default</c> below <see cref="SpoolFolder"/>; with <see cref="Servers"/> it means none.</value>
    public IDictionary<string, PrinterOptions> Printers { get; } = new Dictionary<string, PrinterOptions>(StringComparer.Ordinal);

    /// <summary>Print servers (CUPS) by name: every queue of theirs is a printer under its own name, unless <see cref="Printers"/> has one of that name.</summary>
    /// <value>Default: none.</value>
    public IDictionary<string, PrintServerOptions> Servers { get; } = new Dictionary<string, PrintServerOptions>(StringComparer.Ordinal);

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

    /// <summary>How long an attempt at an <c>ipp:</c> or <c>ipps:</c> printer may take before its outcome counts as unknown.</summary>
    /// <value>Default: 2 minutes. A print batch of 500 letters is 10 to 30 MB.</value>
    [AllowedRange("Print:IppTimeout", "00:00:01", "00:30:00")]
    public TimeSpan IppTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long an attempt at an <c>sftp:</c> print service may take before its outcome counts as unknown.</summary>
    /// <value>Default: 5 minutes.</value>
    [AllowedRange("Print:SftpTimeout", "00:00:01", "01:00:00")]
    public TimeSpan SftpTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a printer or print service is asked about a job that it has taken, until it is done.</summary>
    /// <value>Default: 10 seconds.</value>
    [AllowedRange("Print:PollPeriod", "00:00:01", "01:00:00")]
    public TimeSpan PollPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many jobs may be on the way to one <c>ipp:</c>, <c>ipps:</c> or <c>sftp:</c> printer at once in one process.</summary>
    /// <value>Default: 4.</value>
    [AllowedRange("Print:JobSlotCount", "1", "64")]
    public int JobSlotCount { get; set; } = 4;

    /// <summary>How long letters that come after the others of their run, such as fallbacks, wait for more before they become a print batch.</summary>
    /// <value>Default: 15 minutes.</value>
    [AllowedRange("Print:GatherPeriod", "00:00:00", "7.00:00:00")]
    public TimeSpan GatherPeriod { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The folder for print batches on their way to the printer; needs room for <see cref="JobSlotCount"/> batches per printer.</summary>
    /// <value>Default: none, which means the machine's temporary folder.</value>
    public string? WorkFolder { get; set; }

    /// <summary>The folder below which spool folders lie. The host sets it to its data folder. The silos of a cluster must share it.</summary>
    /// <value>Default: <c>print</c> in the working directory.</value>
    public string SpoolFolder { get; set; } = "print";

    /// <summary>The name and folder of every printer that is a spool folder.</summary>
    public IReadOnlyDictionary<string, string> ResolveFolders() => Printers.Count == 0 && Servers.Count == 0
        ? new Dictionary<string, string>(StringComparer.Ordinal) { [DefaultPrinterName] = Path.GetFullPath(Path.Combine(SpoolFolder, DefaultPrinterName)) }
        : Printers.Where(printer => SpoolUri.IsFolder(printer.Value.Uri)).ToDictionary(printer => printer.Key, printer => SpoolUri.ToFolder(printer.Value.Uri, SpoolFolder), StringComparer.Ordinal);

    /// <summary>
    /// Whether a spool folder is made where it is missing: those below <see cref="SpoolFolder"/> and those that are named relative to it. Any other may be a
    /// share that is not mounted, and a folder in its place would hide it.
    /// </summary>
    public bool MakesFolder(string printer) => !Printers.TryGetValue(printer, out var options)
        || !SpoolUri.IsAbsolute(options.Uri)
        || SpoolUri.ToFolder(options.Uri, SpoolFolder).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(SpoolFolder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
