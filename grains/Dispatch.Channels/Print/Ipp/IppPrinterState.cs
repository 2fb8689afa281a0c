using Dispatch.Abstractions;
using Dispatch.Channels.Print.Ipp.Protocol;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>Reads how a printer stands (RFC 8011 §5.4.11, §5.4.12; PWG 5100.3 for its papers). Pure.</summary>
internal static class IppPrinterState
{
    private const int StoppedState = (int)PrinterCondition.Stopped;

    private static readonly string[] SupplyReasons = ["media-empty", "media-needed", "toner-empty", "marker-supply-empty"];
    private static readonly string[] StopReasons =
    [
        "paused", "moving-to-paused", "shutdown", "offline", "connecting-to-device", "timed-out", "stopped-partly", "stopping",
        "media-jam", "cover-open", "door-open", "interlock-open", "output-area-full", "output-tray-missing", "input-tray-missing", "marker-waste-full",
    ];

    /// <summary>The status of a printer that answered.</summary>
    public static PrinterStatus Read(string name, string uri, IppMessage answer)
    {
        if (!IppStatus.IsSuccess(answer.Code))
            return Away(name, uri, IppOutcomes.OfStatus(answer.Code).FailureReason ?? ReasonCode.Other);

        var printer = answer.First(IppTag.PrinterAttributes);
        var state = printer.Number("printer-state");
        var isAccepting = printer.Find("printer-is-accepting-jobs")?.Truth ?? true;
        var condition = state switch
        {
            StoppedState => PrinterCondition.Stopped,
            _ when !isAccepting => PrinterCondition.NotAccepting,
            (int)PrinterCondition.Processing => PrinterCondition.Processing,
            _ => PrinterCondition.Idle,
        };
        return new PrinterStatus(name, uri, condition, ReasonOf(printer.Texts("printer-state-reasons"), condition), MediaOf(printer), printer.Number("queued-job-count"));
    }

    /// <summary>The status of a printer that did not answer.</summary>
    public static PrinterStatus Away(string name, string uri, ReasonCode reason) => new(name, uri, PrinterCondition.Away, reason, [], QueuedJobs: null);

    private static ReasonCode? ReasonOf(IReadOnlyList<string> reasons, PrinterCondition condition)
    {
        if (reasons.Any(reason => Has(SupplyReasons, reason)))
            return ReasonCode.MediaMissing;
        return condition is PrinterCondition.Stopped or PrinterCondition.NotAccepting || reasons.Any(reason => Has(StopReasons, reason))
            ? ReasonCode.PrinterStopped
            : null;
    }

    /// <summary>A reason ends in its severity, <c>-error</c>, <c>-warning</c> or <c>-report</c>, or in none.</summary>
    private static bool Has(string[] words, string reason) => words.Any(word => reason == word || reason.StartsWith($"{word}-", StringComparison.Ordinal));

    private static IReadOnlyList<string> MediaOf(IppGroup printer)
    {
        if (printer.Texts("media-ready") is { Count: > 0 } ready)
            return ready;

        var names = (printer.Find("media-col-ready")?.Values ?? []).OfType<IppValue.Collection>()
            .SelectMany(media => media.Members.Where(member => member.Name is "media-size-name" or "media-key").SelectMany(member => member.Texts).Take(1))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return names.Count > 0 ? names : ["*"];
    }
}
