using Microsoft.Extensions.Options;

namespace Dispatch.Storage.PostgreSql;

[OptionsValidator]
internal sealed partial class PostgreSqlStorageOptionsValidator : IValidateOptions<PostgreSqlStorageOptions>;
