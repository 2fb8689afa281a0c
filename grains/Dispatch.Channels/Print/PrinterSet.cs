using System.Collections.Frozen;

namespace Dispatch.Channels.Print;

/// <summary>The printers at one moment; replaced as a whole when a print server has new queues.</summary>
internal sealed class PrinterSet
{
    private readonly FrozenDictionary<string, IPrinter> _byName;

    public PrinterSet(IEnumerable<IPrinter> printers)
    {
        All = [.. printers.OrderBy(printer => printer.Lane.Destination, StringComparer.Ordinal)];
        Lanes = [.. All.Select(printer => printer.Lane)];
        _byName = All.ToFrozenDictionary(printer => printer.Lane.Destination, StringComparer.Ordinal);
    }

    /// <summary>The printers by name.</summary>
    public IReadOnlyList<IPrinter> All { get; }

    /// <summary>Their lanes.</summary>
    public IReadOnlyList<ChannelLane> Lanes { get; }

    /// <summary>The printer of a name; none if there is none.</summary>
    public IPrinter? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>This set with further printers.</summary>
    public PrinterSet With(IEnumerable<IPrinter> further) => new(All.Concat(further));
}
