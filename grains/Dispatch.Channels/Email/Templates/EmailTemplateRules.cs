using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Email.Templates;

/// <summary>Reads all templates at start: one that cannot be used stops it.</summary>
internal sealed class EmailTemplateRules : IValidateOptions<EmailOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EmailOptions options) => TemplateFolder.Read(options.Templates.Folder).Errors is { Count: > 0 } errors
        ? ValidateOptionsResult.Fail(errors)
        : ValidateOptionsResult.Success;
}
