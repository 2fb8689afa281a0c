using Dispatch.Abstractions;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Inputs;

/// <summary>A file as read: the request made of it, or why there is none.</summary>
/// <param name="Request">The request.</param>
/// <param name="Content">The hash of the files.</param>
/// <param name="Error">Why it could not be read.</param>
internal sealed record ReadInput(FinalizeInvoiceRequest? Request, ContentHash Content, CliError? Error)
{
    /// <summary>It could not be read.</summary>
    public static ReadInput Failed(CliError error) => new(null, default, error);
}
