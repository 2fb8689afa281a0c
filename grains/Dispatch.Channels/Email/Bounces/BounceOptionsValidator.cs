using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>Checks the ranges of <see cref="BounceOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class BounceOptionsValidator : IValidateOptions<BounceOptions>;
