using System.Globalization;

namespace Dispatch.Channels.Print.Ipp.Protocol;

/// <summary>The status codes of RFC 8011 §B and PWG 5100.13 that mean something of their own here.</summary>
internal static class IppStatus
{
    public const int NotAuthenticated = 0x0402;
    public const int Forbidden = 0x0401;
    public const int NotAuthorized = 0x0403;
    public const int NotPossible = 0x0404;
    public const int Timeout = 0x0405;
    public const int NotFound = 0x0406;
    public const int Gone = 0x0407;
    public const int RequestEntityTooLarge = 0x0408;
    public const int DocumentFormatNotSupported = 0x040A;
    public const int ValuesNotSupported = 0x040B;
    public const int DocumentFormatError = 0x0411;
    public const int DocumentPasswordError = 0x0418;
    public const int DocumentPermissionError = 0x0419;
    public const int DocumentSecurityError = 0x041A;
    public const int DocumentUnprintableError = 0x041B;
    public const int InternalError = 0x0500;
    public const int ServiceUnavailable = 0x0502;
    public const int DeviceError = 0x0504;
    public const int TemporaryError = 0x0505;
    public const int NotAcceptingJobs = 0x0506;
    public const int Busy = 0x0507;
    public const int JobCanceled = 0x0508;
    public const int PrinterIsDeactivated = 0x050A;
    public const int TooManyJobs = 0x050B;

    private const int EndOfSuccess = 0x0100;

    /// <summary>Whether a request was done, perhaps with other values than asked for.</summary>
    public static bool IsSuccess(int status) => status < EndOfSuccess;

    /// <summary>The code as it stands in a row, for example <c>0x0506</c>.</summary>
    public static string ToCode(int status) => string.Create(CultureInfo.InvariantCulture, $"0x{status:X4}");
}
