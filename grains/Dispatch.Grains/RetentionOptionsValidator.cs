using Microsoft.Extensions.Options;

namespace Dispatch.Grains;

[OptionsValidator]
internal sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;
