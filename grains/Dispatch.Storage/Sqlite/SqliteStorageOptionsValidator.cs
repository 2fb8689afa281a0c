using Microsoft.Extensions.Options;

namespace Dispatch.Storage.Sqlite;

[OptionsValidator]
internal sealed partial class SqliteStorageOptionsValidator : IValidateOptions<SqliteStorageOptions>;
