using Dispatch.Abstractions;
using Dispatch.Channels.Print.Ipp;
using Dispatch.Channels.Print.Ipp.Protocol;

namespace Dispatch.Channels.Print.Servers;

/// <summary>A configured print server that is asked for its queues (CUPS-Get-Printers).</summary>
internal sealed class PrintServer(string name, PrintServerOptions options) : IDisposable
{
    private readonly IppAddress _address = IppAddress.TryParse(options.Uri)!;
    private readonly IppClient _client = new(new IppConnectionOptions(IppAddress.TryParse(options.Uri)!, options.UserName, options.PasswordFile, options.CaFile, MaxConnections: 2));

    /// <summary>Its configured name.</summary>
    public string Name => name;

    /// <summary>How its queues are reached.</summary>
    public PrintServerOptions Options => options;

    /// <summary>Its queues.</summary>
    /// <exception cref="IppFailureException">It does not answer.</exception>
    public async Task<IReadOnlyList<ServerQueue>> ListAsync(CancellationToken cancellationToken)
    {
        var answer = await _client.SendAsync(_address, IppRequests.GetPrinters(_client.User), cancellationToken);
        if (answer.Code == IppStatus.NotFound)
            return [];    // CUPS says so while it has no queue
        if (!IppStatus.IsSuccess(answer.Code))
            throw new IppFailureException(IppOutcomes.OfStatus(answer.Code).FailureReason ?? ReasonCode.Other, IppStatus.ToCode(answer.Code));
        return [.. answer.All(IppTag.PrinterAttributes).Select(QueueOf).OfType<ServerQueue>()];
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>The path is the server's to choose (a class of printers has another); its own idea of its host name need not hold here.</summary>
    private ServerQueue? QueueOf(IppGroup printer) => printer.Text("printer-name") is { Length: > 0 } queue
        ? new ServerQueue(queue, AddressOf(queue, printer.Text("printer-uri-supported")))
        : null;

    private IppAddress? AddressOf(string queue, string? uri)
    {
        if (uri is null || !Uri.TryCreate(uri, UriKind.Absolute, out var parsed))
            return _address.WithPath($"/printers/{Uri.EscapeDataString(queue)}");
        return parsed.AbsolutePath.StartsWith('/') ? _address.WithPath(parsed.AbsolutePath) : null;    // an opaque one, such as ipp:hall, has no path
    }
}
