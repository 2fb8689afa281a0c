using Dispatch.Abstractions;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Inputs;

/// <summary>An input after the check: small, because a run holds all of them.</summary>
/// <param name="File">The file.</param>
/// <param name="Content">The hash of the files.</param>
/// <param name="Errors">Why it would be refused; empty if it would not.</param>
internal sealed record CheckedInput(InvoiceFile File, ContentHash Content, IReadOnlyList<CliError> Errors)
{
    /// <summary>The key of the invoice; none if it would be refused.</summary>
    public InvoiceId? Invoice { get; init; }

    /// <summary>What "the same content" means.</summary>
    public ContentHash InputHash { get; init; }

    /// <summary>How many e-mails would go out.</summary>
    public int EmailCount { get; init; }

    /// <summary>How many letters would go out.</summary>
    public int LetterCount { get; init; }

    /// <summary>Whether a letter would go out.</summary>
    public bool HasLetter => LetterCount > 0;

    /// <summary>Whether it was finalized before with this very content.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The refused input.</summary>
    public static CheckedInput Refused(InvoiceFile file, ContentHash content, params IReadOnlyList<CliError> errors) => new(file, content, errors);

    /// <summary>The engine's answer about an input.</summary>
    public static CheckedInput Of(InvoiceFile file, ContentHash content, PreviewAnswer answer)
    {
        if (answer.Preview is not { } preview || answer.Errors.Count > 0)
            return Refused(file, content, [.. answer.Errors.Select(error => CliError.Of(error, file.Name))]);

        return new CheckedInput(file, content, [])
        {
            Invoice = new InvoiceId(preview.Biller, preview.Number),
            InputHash = preview.InputHash,
            EmailCount = preview.Dispatches.Count(planned => planned is { Kind: DispatchKind.Email, IsStandby: false }),
            LetterCount = preview.Dispatches.Count(planned => planned is { Kind: DispatchKind.Post, IsStandby: false }),
            IsRepeated = preview.IsRepeated,
        };
    }
}
