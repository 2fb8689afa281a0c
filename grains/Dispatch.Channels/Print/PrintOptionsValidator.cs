using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Print;

/// <summary>Checks the ranges of <see cref="PrintOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class PrintOptionsValidator : IValidateOptions<PrintOptions>;
