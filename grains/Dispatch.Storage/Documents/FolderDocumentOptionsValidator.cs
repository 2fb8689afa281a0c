using Microsoft.Extensions.Options;

namespace Dispatch.Storage.Documents;

[OptionsValidator]
internal sealed partial class FolderDocumentOptionsValidator : IValidateOptions<FolderDocumentOptions>;
