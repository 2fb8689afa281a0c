// Long because it is the one face of a subscription; all decisions are made in pure classes beside it.
using Dispatch.Abstractions;
using Dispatch.Documents.Rendering;
using Dispatch.Grains.Catalog;
using Dispatch.Grains.Controls;
using Dispatch.Grains.Finalization;
using Dispatch.Grains.Telemetry;
using Dispatch.Storage.Catalog;
using Dispatch.Storage.Dispatches;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Subscriptions;

/// <summary>Holds one subscription; finalizes and follows its invoices. Reports, finalizations and reads interleave, changes do not.</summary>
internal sealed class SubscriptionGrain(
    [PersistentState("subscription", StateStorage.Name)] IPersistentState<SubscriptionState> state,
    InvoiceInputReader inputs,
    InvoicePreparer preparer,
    InvoiceFinalizer finalizer,
    HeldDispatches dispatches,
    FailedAddresses addresses,
    ChannelDirectory channels,
    Waits waits,
    IDispatchStore store,
    ICatalogStore catalog,
    TimeProvider clock,
    ILogger<SubscriptionGrain> logger) : Grain, ISubscriptionGrain
{
    private static readonly TimeSpan MaxPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <summary>What is stored: finalizations interleave with a change and must not see it before it is on disk.</summary>
    private Subscription? _current;

    private readonly HoldGate _hold = new();

    private readonly Dictionary<string, TaskCompletionSource> _changes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _current = state.State.Subscription;
        _hold.IsHeld = _current?.Hold is not null;
        return base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<SubscriptionAnswer> PutAsync(Subscription subscription)
    {
        var id = SubscriptionId.Parse(this.GetPrimaryKeyString());
        if (subscription.Number != id.Number || subscription.Biller != id.Biller)
            return Refused(new Problem("number_invalid", "number", Text.Shorten(subscription.Number), "The subscription's number or biller is not the one that was called.", "Call the grain with the subscription's own key."));
        if (await BillerAsync() is not { } biller)
            return Refused(UnknownBiller(id.Biller));

        return await ReplaceAsync(biller, subscription with { Definitions = DefinitionNumbering.Apply(subscription.Definitions, _current), Hold = _current?.Hold }, definitionId: null);
    }

    /// <inheritdoc/>
    public Task<Subscription?> GetAsync() => Task.FromResult(_current);

    /// <inheritdoc/>
    public async Task<SubscriptionAnswer> AddDefinitionAsync(DispatchDefinition definition)
    {
        if (_current is not { } subscription)
            return Refused(NotFound());

        var added = definition with { Id = definition.Id.Length > 0 ? definition.Id : DefinitionNumbering.NextId(subscription.Definitions), Version = 1 };
        return await ReplaceAsync(await BillerAsync(), subscription with { Definitions = [.. subscription.Definitions, added] }, added.Id);
    }

    /// <inheritdoc/>
    public async Task<SubscriptionAnswer> ChangeDefinitionAsync(DispatchDefinition definition)
    {
        if (_current is not { } subscription)
            return Refused(NotFound());
        if (subscription.Definitions.FirstOrDefault(other => other.Id == definition.Id) is not { } previous)
            return Refused(UnknownDefinition(definition.Id, subscription));

        var changed = definition with { Version = previous.Version };
        if (changed.SaysTheSameAs(previous))
            return new SubscriptionAnswer(subscription, definition.Id, [], SubscriptionRules.Warn(subscription, await BillerAsync(), channels));
        changed = changed with { Version = previous.Version + 1 };
        return await ReplaceAsync(
            await BillerAsync(),
            subscription with { Definitions = [.. subscription.Definitions.Select(other => other.Id == definition.Id ? changed : other)] },
            definition.Id);
    }

    /// <inheritdoc/>
    public async Task<SubscriptionAnswer> RemoveDefinitionAsync(string definitionId)
    {
        if (_current is not { } subscription)
            return Refused(NotFound());
        if (!subscription.Definitions.Any(definition => definition.Id == definitionId))
            return Refused(UnknownDefinition(definitionId, subscription));

        return await ReplaceAsync(
            await BillerAsync(),
            subscription with { Definitions = [.. subscription.Definitions.Where(definition => definition.Id != definitionId)] },
            definitionId);
    }

    /// <inheritdoc/>
    public async Task<SubscriptionAnswer> HoldAsync(string reason, string by)
    {
        if (_current is not { } subscription)
            return Refused(NotFound());
        if (ControlRules.Check(reason, by) is { } error)
            return Refused(error);

        var id = SubscriptionId.Parse(this.GetPrimaryKeyString());
        if (subscription.Hold is not { } hold || (hold.Reason, hold.By) != (reason, by))
        {
            await WriteAsync(subscription with { Hold = new Pause(reason, by, clock.GetUtcNow()) });
            logger.SubscriptionHeld(id, by);
        }

        await _hold.DrainAsync();
        await dispatches.HoldAsync(id, GrainFactory);
        return new SubscriptionAnswer(_current, null, [], []);
    }

    /// <inheritdoc/>
    public async Task<SubscriptionAnswer> ReleaseAsync(string by)
    {
        if (_current is not { } subscription)
            return Refused(NotFound());
        if (ControlRules.CheckBy(by) is { } error)
            return Refused(error);

        var id = SubscriptionId.Parse(this.GetPrimaryKeyString());
        if (subscription.Hold is not null)
        {
            await WriteAsync(subscription with { Hold = null });
            logger.SubscriptionReleased(id, by);
        }

        await _hold.DrainAsync();
        await dispatches.ReleaseAsync(id, GrainFactory);
        return new SubscriptionAnswer(_current, null, [], []);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommunicationLocation>> GetIndividualAddressCandidatesAsync() =>
        Task.FromResult<IReadOnlyList<CommunicationLocation>>(_current is { } subscription ? [.. Recipients.Candidates(subscription)] : []);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AddressCare>> GetAddressCareAsync() =>
        _current is { } subscription ? await addresses.FindAsync(subscription) : [];

    /// <inheritdoc/>
    public Task<PreviewAnswer> CheckInvoiceAsync(FinalizeInvoiceRequest request) => PreviewAsync(request, isRendered: false);

    /// <inheritdoc/>
    public Task<PreviewAnswer> PreviewInvoiceAsync(FinalizeInvoiceRequest request) => PreviewAsync(request, isRendered: true);

    /// <inheritdoc/>
    public async Task<FinalizeAnswer> FinalizeInvoiceAsync(FinalizeInvoiceRequest request)
    {
        using var activity = DispatchTelemetry.StartFinalization(request);
        activity?.SetTag("dispatch.subscription", this.GetPrimaryKeyString());
        activity?.SetTag("dispatch.run", request.RunId);
        return DispatchTelemetry.EndFinalization(activity, await DecideAsync(request));
    }

    /// <inheritdoc/>
    public async Task<InvoiceView?> GetInvoiceAsync(string number) => await FindInvoiceAsync(number) is { } view ? (await waits.AddAsync([view]))[0] : null;

    /// <inheritdoc/>
    public async Task<InvoiceView?> WaitForChangeAsync(string number, long knownStamp, TimeSpan patience)
    {
        var until = clock.GetUtcNow() + (patience < MaxPatience ? patience : MaxPatience);
        while (true)
        {
            if (!_changes.TryGetValue(number, out var change) || change.Task.IsCompleted)
                _changes[number] = change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

            var view = await FindInvoiceAsync(number);
            var left = until - clock.GetUtcNow();
            if (view is null || view.Stamp != knownStamp || left <= TimeSpan.Zero)
                return view;

            await Task.WhenAny(change.Task, Task.Delay(left, clock));
        }
    }

    /// <inheritdoc/>
    public Task ReportAsync(DispatchReport report)
    {
        if (_changes.Remove(report.Id.Number, out var change))
            change.SetResult();
        return report.FallbackActivated && _hold.IsHeld ? dispatches.HoldAsync(report.Id, GrainFactory) : Task.CompletedTask;
    }

    private async Task<InvoiceView?> FindInvoiceAsync(string number)
    {
        var id = SubscriptionId.Parse(this.GetPrimaryKeyString());
        var record = await store.FindInvoiceAsync(id.Biller, number);
        return record is not null && record.Row.Subscription == id.Number ? Views.Of(record) : null;
    }

    private async Task<FinalizeAnswer> DecideAsync(FinalizeInvoiceRequest request)
    {
        try
        {
            if (_current is not { } subscription)
                return new FinalizeAnswer.Refused([NotFound()]);

            var input = await inputs.ReadAsync(request);
            var biller = await BillerAsync();
            var (prepared, errors) = biller is null
                ? (null, [UnknownBiller(subscription.Biller)])
                : await Task.Run(() => preparer.Prepare(input, request, subscription, biller));

            // The accepting write knows what was finalized before; asking first is only worth it where more than a write would be in vain.
            var isWriteEnough = prepared is { ReadyPdf: not null };
            if (!isWriteEnough && input.Invoice is { } invoice && await finalizer.FindEarlierAsync(subscription.Biller, invoice.Number, input.Hash) is { } earlier)
                return earlier;
            return prepared is null
                ? new FinalizeAnswer.Refused(errors)
                : await finalizer.FinalizeAsync(prepared, request, _hold, GrainFactory);
        }
        catch (StorageException)
        {
            return new FinalizeAnswer.Unavailable(RetryAfter, "The store could not take it now; send the same request again.");
        }
        catch (RenderQueueFullException)
        {
            return new FinalizeAnswer.Unavailable(RetryAfter, "Too many documents wait to be rendered; send the same request again.");
        }
        catch (RenderingException e)
        {
            return new FinalizeAnswer.Refused([NotDrawable(e)]);
        }
        catch (Exception e) when (e is not OrleansException)
        {
            logger.FinalizationFailed(this.GetPrimaryKeyString(), e.GetType().Name, e.StackTrace);
            return new FinalizeAnswer.Unavailable(RetryAfter, "The engine failed; its log says how.");
        }
    }

    private async Task<PreviewAnswer> PreviewAsync(FinalizeInvoiceRequest request, bool isRendered)
    {
        try
        {
            return await DecidePreviewAsync(request, isRendered);
        }
        catch (StorageException)
        {
            return PreviewAnswer.NotNow(RetryAfter, "The store could not be read now; send the same request again.");
        }
        catch (RenderQueueFullException)
        {
            return PreviewAnswer.NotNow(RetryAfter, "Too many documents wait to be rendered; send the same request again.");
        }
        catch (RenderingException e)
        {
            return new PreviewAnswer(null, [NotDrawable(e)]);
        }
        catch (Exception e) when (e is not OrleansException)
        {
            logger.FinalizationFailed(this.GetPrimaryKeyString(), e.GetType().Name, e.StackTrace);
            return PreviewAnswer.NotNow(RetryAfter, "The engine failed; its log says how.");
        }
    }

    private async Task<PreviewAnswer> DecidePreviewAsync(FinalizeInvoiceRequest request, bool isRendered)
    {
        if (_current is not { } subscription)
            return new PreviewAnswer(null, [NotFound()]);

        var input = await inputs.ReadAsync(request);
        var earlier = input.Invoice is { } invoice ? await finalizer.FindEarlierAsync(subscription.Biller, invoice.Number, input.Hash) : null;
        if (earlier is FinalizeAnswer.Conflict conflict)
            return new PreviewAnswer(null, [conflict.Error]);
        if (await BillerAsync() is not { } biller)
            return new PreviewAnswer(null, [UnknownBiller(subscription.Biller)]);

        var (prepared, errors) = await Task.Run(() => preparer.Prepare(input, request, subscription, biller));
        if (prepared is null && earlier is FinalizeAnswer.Repeated { Invoice: var repeated })
            return new PreviewAnswer(ViewOf(repeated, input.Hash), []);
        if (prepared is null)
            return new PreviewAnswer(null, errors);

        var document = isRendered ? await finalizer.PreviewAsync(prepared) : null;
        return new PreviewAnswer(
            new PreviewView
            {
                Number = prepared.Invoice.Number,
                Biller = biller.Id,
                Subscription = subscription.Number,
                Dispatches = [.. prepared.Plan.Dispatches.Select(ViewOf)],
                Findings = prepared.Findings,
                Notices = prepared.Plan.Notices,
                Merged = prepared.Plan.Merged,
                Document = document,
                InputHash = input.Hash,
                IsRepeated = earlier is not null,
            },
            []);
    }

    private static Problem NotDrawable(RenderingException e) =>
        new("not_drawable", "", "", e.Message, "Correct the biller's logo or the recipient's address.");

    private static PreviewView ViewOf(InvoiceView repeated, ContentHash inputHash) => new()
    {
        Number = repeated.Number,
        Biller = repeated.Biller,
        Subscription = repeated.Subscription,
        Dispatches = [],
        Findings = repeated.Findings,
        Notices = repeated.Notices,
        Merged = repeated.Merged,
        InputHash = inputHash,
        IsRepeated = true,
    };

    private static PlannedDispatchView ViewOf(PlannedDispatch dispatch) => new()
    {
        Definition = dispatch.Definition,
        Kind = dispatch.Kind,
        Destination = dispatch.Destination,
        Recipient = dispatch.Recipient,
        Language = dispatch.Language,
        IsStandby = dispatch.IsStandby,
        Postage = dispatch.Terms.Postage,
        Enclosures = dispatch.Terms.EnclosureIds,
    };

    private async Task<SubscriptionAnswer> ReplaceAsync(Biller? biller, Subscription subscription, string? definitionId)
    {
        var errors = SubscriptionRules.Check(subscription);
        if (errors.Count > 0)
            return new SubscriptionAnswer(_current, definitionId, errors, []);

        await WriteAsync(subscription);
        await catalog.PutSubscriptionAsync(new SubscriptionEntry(
            subscription.Biller, subscription.Number, subscription.Contract, subscription.Language ?? Language.De, subscription.Definitions.Count));
        return new SubscriptionAnswer(subscription, definitionId, [], SubscriptionRules.Warn(subscription, biller, channels));
    }

    private async Task WriteAsync(Subscription subscription)
    {
        state.State.Subscription = subscription;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State.Subscription = _current;
            DeactivateOnIdle();
            throw;
        }

        _current = subscription;
        _hold.IsHeld = subscription.Hold is not null;
    }

    private Task<Biller?> BillerAsync() => GrainFactory.GetGrain<IBillerGrain>(SubscriptionId.Parse(this.GetPrimaryKeyString()).Biller).GetAsync();

    private SubscriptionAnswer Refused(Problem error) => new(_current, null, [error], []);

    private Problem NotFound() => new(
        "subscription_unknown", "subscription", SubscriptionId.Parse(this.GetPrimaryKeyString()).Number,
        "There is no such subscription.", "Import it first.");

    private static Problem UnknownBiller(string biller) => new(
        "biller_unknown", "biller", Text.Shorten(biller), $"There is no biller '{Text.Shorten(biller)}'.", "Import the biller first.");

    private static Problem UnknownDefinition(string id, Subscription subscription) => new(
        "definition_unknown", "definition", Text.Shorten(id),
        $"Subscription {subscription.Number} has no definition '{Text.Shorten(id)}'.",
        $"It has: {string.Join(", ", subscription.Definitions.Select(definition => definition.Id))}.");
}
