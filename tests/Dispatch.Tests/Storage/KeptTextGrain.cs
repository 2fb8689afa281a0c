namespace Dispatch.Tests.Storage;

internal sealed class KeptTextGrain([PersistentState("kept-text")] IPersistentState<KeptText> state) : Grain, IKeptTextGrain
{
    public Task SetAsync(string text)
    {
        state.State.Text = text;
        return state.WriteStateAsync();
    }

    public Task<string> GetAsync() => Task.FromResult(state.State.Text);

    public Task ClearAsync() => state.ClearStateAsync();

    public Task ReloadAsync() => state.ReadStateAsync();
}
