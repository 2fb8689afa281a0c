using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dispatch.Storage.Documents;

/// <summary>Registers the folder of documents.</summary>
public static class FolderDocumentExtensions
{
    /// <summary>Adds <see cref="IDocumentStore"/> on a folder. May be called twice.</summary>
    public static IServiceCollection AddFolderDocuments(this IServiceCollection services, Action<FolderDocumentOptions>? configure = null)
    {
        var options = services.AddOptions<FolderDocumentOptions>().BindConfiguration("Documents").ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FolderDocumentOptions>, FolderDocumentOptionsValidator>());
        services.TryAddSingleton<IDocumentStore, FolderDocumentStore>();
        return services;
    }
}
