using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Email;

/// <summary>Checks the ranges of <see cref="EmailOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class EmailOptionsValidator : IValidateOptions<EmailOptions>;
