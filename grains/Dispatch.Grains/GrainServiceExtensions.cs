using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Documents.Rendering;
using Dispatch.Documents.Ubl;
using Dispatch.Grains.Billers;
using Dispatch.Grains.Catalog;
using Dispatch.Grains.Controls;
using Dispatch.Grains.Dispatches;
using Dispatch.Grains.Documents;
using Dispatch.Grains.Finalization;
using Dispatch.Grains.Printing;
using Dispatch.Grains.Receipts;
using Dispatch.Grains.Recovery;
using Dispatch.Grains.Subscriptions;
using Dispatch.Grains.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains;

/// <summary>Registers what the grains work with.</summary>
public static class GrainServiceExtensions
{
    /// <summary>Adds the engine's services. Storage, documents and channels are registered apart. May be called twice.</summary>
    public static IServiceCollection AddDispatchEngine(this IServiceCollection services, Action<EngineOptions>? configure = null)
    {
        var engine = services.AddOptions<EngineOptions>().BindConfiguration("Host").ValidateOnStart();
        if (configure is not null)
            engine.Configure(configure);
        services.AddOptions<RetentionOptions>().BindConfiguration("Retention").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>());
        services.TryAddSingleton<PersonalDataRemoval>();
        services.AddOptions<InvoiceReadOptions>().BindConfiguration("Validation").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EngineOptions>, EngineOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ChannelDirectory>();
        services.TryAddSingleton<DispatchPlanner>();
        services.TryAddSingleton<IDocumentSource, DocumentSource>();
        services.TryAddSingleton<InvoiceInputReader>();
        services.TryAddSingleton<InvoiceRenderer>();
        services.TryAddSingleton<InvoicePreparer>();
        services.AddEmailAcceptance();
        services.TryAddSingleton<FrozenTemplates>();
        services.TryAddSingleton<KeptEnclosures>();
        services.TryAddSingleton<BillerEnclosures>();
        services.TryAddSingleton<InvoiceFinalizer>();
        services.TryAddSingleton<HeldDispatches>();
        services.TryAddSingleton<FailedAddresses>();
        services.TryAddSingleton<SubscriptionFinder>();
        services.TryAddSingleton<RenderQueue>();
        services.TryAddSingleton<LaneSlots>();
        services.TryAddSingleton<LaneScans>();
        services.TryAddSingleton<EngineLife>();
        services.TryAddSingleton<ControlBoard>();
        services.TryAddSingleton<OutageBoard>();
        services.TryAddSingleton<LetterMove>();
        services.TryAddSingleton<Waits>();
        services.TryAddSingleton<ReceiptMatcher>();
        services.TryAddSingleton(new ReceiptFailures(leastCount: 5, leastTime: TimeSpan.FromMinutes(5)));
        services.TryAddSingleton<ReceiptBoard>();
        services.TryAddSingleton<DispatchServices>();
        services.TryAddSingleton<BatchLetters>();
        services.TryAddSingleton<BatchMaker>();
        services.TryAddSingleton<PrintServices>();
        services.TryAddSingleton<RecoverySignal>();
        services.TryAddSingleton<PendingCounts>();
        services.TryAddSingleton<DispatchInstruments>();
        return services;
    }

    /// <summary>Adds what moves by itself: the recovery, runs and the housekeeping. A host that only reads leaves it out. May be called twice.</summary>
    public static IServiceCollection AddDispatchRecovery(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ControlService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RecoveryService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ReceiptService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PrintingService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HousekeepingService>());
        return services;
    }

    /// <summary>Adds the resolution of a dead process's attempts, for a process that is alone by an exclusive lock. Register it after the storage. May be called twice.</summary>
    public static IServiceCollection AddLoneProcessRecovery(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LoneProcessRecovery>());
        return services;
    }
}
