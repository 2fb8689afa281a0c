using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dispatch.Abstractions;
using Dispatch.Channels.Email;
using Dispatch.Channels.Print.Ipp.Protocol;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>
/// An IPP/2.0 client over HTTP/1.1 (RFC 8010, RFC 8011): sends a request with or without a document and gives the answer, whatever its status.
/// Any number of calls may run at once.
/// </summary>
internal sealed class IppClient : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Shorter than a server keeps idle connections, so that none is used that the server is about to close.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http;
    private readonly bool _signsIn;

    public IppClient(IppConnectionOptions options)
    {
        User = string.IsNullOrEmpty(options.UserName) ? IppRequests.User : options.UserName;
        _signsIn = !string.IsNullOrEmpty(options.UserName);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTimeout,
            Credentials = string.IsNullOrEmpty(options.UserName) ? null : new IppCredentials(options),
            MaxConnectionsPerServer = options.MaxConnections,
            PooledConnectionIdleTimeout = IdleTimeout,
            PreAuthenticate = true,
            UseCookies = false,
            UseProxy = false,    // what the machine's web traffic takes leads to no printer
        };
        handler.SslOptions.RemoteCertificateValidationCallback = new RelayTrust(options.CaFile).Accepts;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };    // the caller's deadline rules
    }

    /// <summary>In whose name jobs are made.</summary>
    public string User { get; }

    /// <summary>Sends a request.</summary>
    /// <exception cref="IppFailureException">There was no answer, or none that is IPP.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<IppMessage> SendAsync(IppAddress address, IppMessage request, CancellationToken cancellationToken)
    {
        using var content = new IppContent(IppEncoder.Write(request));
        return await SendAsync(address, content, cancellationToken);
    }

    /// <summary>Sends a content that is prepared.</summary>
    /// <exception cref="IppFailureException">There was no answer, or none that is IPP.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<IppMessage> SendAsync(IppAddress address, IppContent content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address.Http) { Content = content, Version = HttpVersion.Version11 };
        request.Headers.ExpectContinue = _signsIn;    // a document is not sent to whom it will not be accepted from
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK
                ? IppDecoder.Read(await ReadAsync(answer.Content, cancellationToken))
                : throw FailureOf(answer.StatusCode);
        }
        catch (IppFormatException error)
        {
            throw new IppFailureException(ReasonCode.ChannelUnavailable, inner: error);    // no IPP is spoken there
        }
        catch (HttpRequestException error)
        {
            throw new IppFailureException(ReasonOf(error), inner: error);
        }
        catch (IOException error)
        {
            throw new IppFailureException(ReasonCode.ConnectionLost, inner: error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IppFailureException(ReasonCode.Timeout, inner: error);    // the connection was not made in time
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var piece = new byte[16 * 1024];
        for (int count; (count = await stream.ReadAsync(piece, cancellationToken)) > 0;)
        {
            if (bytes.Length + count > IppLimits.MessageBytes)
                throw new IppFormatException($"The answer has more than {IppLimits.MessageBytes} bytes.");
            bytes.Write(piece, 0, count);
        }
        return bytes.ToArray();
    }

    private static IppFailureException FailureOf(HttpStatusCode status) => new(
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ReasonCode.AuthFailed,
            HttpStatusCode.UpgradeRequired => ReasonCode.TlsFailed,
            HttpStatusCode.RequestEntityTooLarge => ReasonCode.QuotaExceeded,    // CUPS says so when its disk is full
            HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => ReasonCode.Timeout,
            _ => ReasonCode.ChannelUnavailable,
        },
        string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)status}"));

    private static ReasonCode ReasonOf(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => ReasonCode.TlsFailed,
        HttpRequestError.UserAuthenticationError => ReasonCode.AuthFailed,
        HttpRequestError.ConnectionError when error.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut } => ReasonCode.Timeout,
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError => ReasonCode.ConnectRefused,
        _ => ReasonCode.ConnectionLost,
    };
}
