using Dispatch.Abstractions;
using Dispatch.Storage.Catalog;

namespace Dispatch.Grains.Billers;

/// <summary>Holds one biller.</summary>
internal sealed class BillerGrain(
    [PersistentState("biller", StateStorage.Name)] IPersistentState<BillerState> state,
    BillerEnclosures enclosures,
    ICatalogStore catalog) : Grain, IBillerGrain
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Problem>> PutAsync(Biller biller)
    {
        var errors = BillerRules.Check(biller);
        if (biller.Id != this.GetPrimaryKeyString())
            errors.Add(new Problem("id_invalid", "id", Text.Shorten(biller.Id), "The biller's id is not the one that was called.", "Call the grain with the biller's own id."));
        if (errors.Count > 0)
            return errors;

        var previous = state.State.Biller;
        var (taken, unusable) = await enclosures.TakeAsync(biller, previous);
        if (unusable.Count > 0)
            return unusable;

        state.State.Biller = biller with { Enclosures = taken };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State.Biller = previous;
            DeactivateOnIdle();
            throw;
        }

        await catalog.PutBillerAsync(biller.Id);
        return [];
    }

    /// <inheritdoc/>
    public Task<Biller?> GetAsync() => Task.FromResult(state.State.Biller);
}
