using Microsoft.Extensions.Options;

namespace Dispatch.Silo.Hosting;

[OptionsValidator]
internal sealed partial class SiloOptionsValidator : IValidateOptions<SiloOptions>;
