using Orleans.Concurrency;

namespace Dispatch.Abstractions;

/// <summary>A subscription: its parties, definitions and invoices. Key: <see cref="SubscriptionId"/>.</summary>
[Alias("dispatch.subscription-grain.v1")]
public interface ISubscriptionGrain : IGrainWithStringKey
{
    /// <summary>Creates or replaces the subscription, all or nothing. Repeating it changes nothing.</summary>
    [ClientFacing, Alias("put")]
    Task<SubscriptionAnswer> PutAsync(Subscription subscription);

    /// <summary>Reads it; none if it does not exist.</summary>
    [ClientFacing, Alias("get"), ReadOnly, AlwaysInterleave]
    Task<Subscription?> GetAsync();

    /// <summary>Adds a definition and gives it an id if it has none.</summary>
    [ClientFacing, Alias("add-definition")]
    Task<SubscriptionAnswer> AddDefinitionAsync(DispatchDefinition definition);

    /// <summary>Replaces the definition with the same id.</summary>
    [ClientFacing, Alias("change-definition")]
    Task<SubscriptionAnswer> ChangeDefinitionAsync(DispatchDefinition definition);

    /// <summary>Removes a definition. Invoices that were finalized with it are not touched.</summary>
    [ClientFacing, Alias("remove-definition")]
    Task<SubscriptionAnswer> RemoveDefinitionAsync(string definitionId);

    /// <summary>
    /// Holds the subscription: invoices are still finalized, but what is open of theirs is held and nothing is sent until it is released.
    /// An attempt that is being made is held only if it ends deferred. Repeating it holds what a crash in between had left.
    /// </summary>
    /// <param name="reason">Why: 1 to 200 characters, none of control.</param>
    /// <param name="by">Who holds it: 1 to 100 characters, none of control.</param>
    [ClientFacing, Alias("hold"), ResponseTimeout("00:02:00")]
    Task<SubscriptionAnswer> HoldAsync(string reason, string by);

    /// <summary>
    /// Ends the hold and sends the dispatches that it held; what a person or an unknown outcome held stays held.
    /// Repeating it sends what a crash in between had left.
    /// </summary>
    /// <param name="by">Who releases it: 1 to 100 characters, none of control.</param>
    [ClientFacing, Alias("release"), ResponseTimeout("00:02:00")]
    Task<SubscriptionAnswer> ReleaseAsync(string by);

    /// <summary>The locations that a definition may name as individual: kind email, usage private, used by neither role.</summary>
    [ClientFacing, Alias("candidates"), ReadOnly, AlwaysInterleave]
    Task<IReadOnlyList<CommunicationLocation>> GetIndividualAddressCandidatesAsync();

    /// <summary>The e-mail addresses in use at which messages came back or were refused, with the latest finding each, until they are changed.</summary>
    [ClientFacing, Alias("address-care"), ReadOnly, AlwaysInterleave]
    Task<IReadOnlyList<AddressCare>> GetAddressCareAsync();

    /// <summary>Checks a request as finalizing would, without rendering. Nothing is recorded.</summary>
    [ClientFacing, Alias("check"), AlwaysInterleave, ResponseTimeout("00:02:00")]
    Task<PreviewAnswer> CheckInvoiceAsync(FinalizeInvoiceRequest request);

    /// <summary>Shows what finalizing would do, with the watermarked document. Nothing is recorded and nothing is sent.</summary>
    [ClientFacing, Alias("preview"), AlwaysInterleave, ResponseTimeout("00:02:00")]
    Task<PreviewAnswer> PreviewInvoiceAsync(FinalizeInvoiceRequest request);

    /// <summary>
    /// Makes an invoice definitive and starts its dispatches, exactly once: the same number and content gets the first receipt,
    /// the same number with other content is a conflict. Answered after everything is on disk.
    /// </summary>
    [ClientFacing, Alias("finalize"), AlwaysInterleave, ResponseTimeout("00:02:00")]
    Task<FinalizeAnswer> FinalizeInvoiceAsync(FinalizeInvoiceRequest request);

    /// <summary>Reads an invoice of this subscription with every dispatch and attempt.</summary>
    [ClientFacing, Alias("get-invoice"), ReadOnly, AlwaysInterleave]
    Task<InvoiceView?> GetInvoiceAsync(string number);

    /// <summary>Waits until something of the invoice changes or <paramref name="patience"/> is over, then reads it.</summary>
    /// <param name="number">The invoice's number.</param>
    /// <param name="knownStamp">The <see cref="InvoiceView.Stamp"/> that the caller has seen; another one is answered at once.</param>
    /// <param name="patience">At most 5 seconds.</param>
    [ClientFacing, Alias("wait-for-change"), ReadOnly, AlwaysInterleave]
    Task<InvoiceView?> WaitForChangeAsync(string number, long knownStamp, TimeSpan patience);

    /// <summary>A notification from a dispatch that its row has changed. Losing one loses nothing: the row is what counts.</summary>
    [Alias("report"), AlwaysInterleave]
    Task ReportAsync(DispatchReport report);
}
