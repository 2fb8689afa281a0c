using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Channels.Print.Ipp;
using Dispatch.Channels.Print.Sftp;
using Dispatch.Channels.Print.Spool;
using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Print;

/// <summary>Checks what a range cannot say about <see cref="PrintOptions"/>: names, destinations and what depends on both.</summary>
internal sealed class PrintOptionsRules : IValidateOptions<PrintOptions>
{
    private const int MaxBatchSize = 5000;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PrintOptions options)
    {
        var errors = FindErrors(options).Concat(options.Retry.FindErrors(PrintOptions.Section)).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> FindErrors(PrintOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.SpoolFolder))
        {
            yield return "Print:SpoolFolder is empty; name a folder.";
            yield break;
        }

        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (printer, destination) in options.Printers)
        {
            if (!PrinterName.IsValid(printer))
                yield return $"Print:Printers:{printer} is no printer name; use {PrinterName.Rule}.";

            if (destination.BatchSize is < 1 or > MaxBatchSize)
                yield return string.Create(CultureInfo.InvariantCulture, $"Print:Printers:{printer}:BatchSize is {destination.BatchSize}; use 1 to {MaxBatchSize}.");
            if (destination.EnvelopeSheets.Any(sheets => sheets < 1) || !destination.EnvelopeSheets.SequenceEqual(destination.EnvelopeSheets.Order().Distinct()))
                yield return $"Print:Printers:{printer}:EnvelopeSheets is {string.Join(", ", destination.EnvelopeSheets)}; use numbers of sheets over 0, ascending.";
            if (IppAddress.IsMeant(destination.Uri) || SftpAddress.IsMeant(destination.Uri))
            {
                var problems = IppAddress.IsMeant(destination.Uri)
                    ? IppRules.FindErrors($"Print:Printers:{printer}", destination.Uri, destination.UserName, destination.PasswordFile, destination.CaFile)
                    : SftpRules.FindErrors(printer, destination);
                foreach (var problem in problems)
                    yield return problem;
            }
            else if (FindDestinationError(printer, destination.Uri) is { } error)
            {
                yield return error;
            }
            else if (!folders.TryAdd(SpoolUri.ToFolder(destination.Uri, options.SpoolFolder), printer))
            {
                yield return $"Print:Printers:{printer}:Uri names the folder of another printer; give each printer its own.";
            }
        }

        foreach (var (server, destination) in options.Servers)
        {
            if (!PrinterName.IsValid(server))
                yield return $"Print:Servers:{server} is no name of a print server; use {PrinterName.Rule}.";
            foreach (var error in IppRules.FindErrors($"Print:Servers:{server}", destination.Uri, destination.UserName, destination.PasswordFile, destination.CaFile))
                yield return error;
        }

        if (options.Servers.Count > 0)
        {
            // Which queues there are is known only when the server answers.
            if (!string.IsNullOrEmpty(options.DefaultPrinter) && !PrinterName.IsValid(options.DefaultPrinter))
                yield return $"Print:DefaultPrinter is '{options.DefaultPrinter}', which is no printer name; use {PrinterName.Rule}.";
            yield break;
        }

        var known = options.Printers.Count == 0 ? [PrintOptions.DefaultPrinterName] : options.Printers.Keys;
        if (!string.IsNullOrEmpty(options.DefaultPrinter) && !known.Contains(options.DefaultPrinter))
            yield return $"Print:DefaultPrinter is '{options.DefaultPrinter}'; use one of {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
    }

    /// <summary>The message does not hold the address: it can contain a password.</summary>
    private static string? FindDestinationError(string printer, string uri)
    {
        return SpoolUri.IsFolder(uri)
            ? null
            : $"Print:Printers:{printer}:Uri is no destination that can be used; use file:FOLDER, a spool folder on this machine, absolute or below Print:SpoolFolder, ipp://HOST:PORT/PATH or ipps://…, a printer, or sftp://HOST:PORT/FOLDER, a print service.";
    }
}
