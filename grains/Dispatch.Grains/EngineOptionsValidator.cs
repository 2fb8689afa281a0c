using Microsoft.Extensions.Options;

namespace Dispatch.Grains;

[OptionsValidator]
internal sealed partial class EngineOptionsValidator : IValidateOptions<EngineOptions>;
