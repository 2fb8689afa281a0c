using System.CommandLine;
using System.Diagnostics;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;

namespace Dispatch.Cli.Inputs;

/// <summary>The options of commands that finalize or preview.</summary>
internal sealed class FinalizeOptions
{
    public Option<string?> Subscription { get; } = CliOptions.Text("--subscription", "NUMBER", "The subscription, where the file does not name it (BT-12, BT-10).");

    public Option<string?> Printer { get; } = CliOptions.Text("--printer", "NAME", "The printer of letters whose definition names none.");

    public Option<EmbeddedPdf?> EmbeddedPdf { get; } = CliOptions.OneOf<EmbeddedPdf>("--embedded-pdf", "Which PDF inside the file is the invoice: the one described as 'invoice' (marked), any (use), none (ignore). Default: marked.");

    public Option<bool> Yes { get; } = CliOptions.Flag("--yes", "Print definitively without asking.");

    public Option<TimeSpan> Wait { get; } = CliOptions.Wait();

    /// <summary>The requests' members that do not come from the file.</summary>
    public FinalizeInvoiceRequest Template(CommandContext context) => new()
    {
        EmbeddedPdf = context.Get(EmbeddedPdf) ?? Abstractions.EmbeddedPdf.Marked,
        Subscription = context.Get(Subscription),
        Biller = context.Biller,
        Printer = context.Get(Printer),
        RequestedBy = Requester(),
        TraceParent = CallerTrace(),
    };

    /// <summary>Who asks, where nothing else is said: user and machine.</summary>
    public static string Requester()
    {
        var name = $"{Environment.UserName}@{Environment.MachineName}";
        return name.Length <= 100 ? name : name[..100];
    }

    /// <summary>The trace of a script that calls us, where it hands one over as OpenTelemetry proposes.</summary>
    private static string? CallerTrace() =>
        Environment.GetEnvironmentVariable("TRACEPARENT") is { } parent && ActivityContext.TryParse(parent, null, out _) ? parent : null;
}
