using System.Globalization;
using Dispatch.Storage.PostgreSql.Grains;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace Dispatch.Silo.Hosting;

/// <summary>Orleans' ADO.NET grain storage with its reads grouped. It writes and clears by itself.</summary>
/// <param name="inner">The provider.</param>
/// <param name="states">The grouped reads of its table.</param>
/// <param name="serializer">The provider's serializer.</param>
/// <param name="cluster">The service, whose id is part of every key.</param>
internal sealed class GroupedGrainStorage(
    IGrainStorage inner, PostgreSqlGrainStates states, IGrainStorageSerializer serializer, IOptions<ClusterOptions> cluster) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = await states.ReadAsync(cluster.Value.ServiceId, stateName, grainId.Key.ToString()!);
        if (row is not { Payload: { } payload })
        {
            // Never written, or cleared: rare, and the provider's to say what that means.
            await inner.ReadStateAsync(stateName, grainId, grainState);
            return;
        }

        grainState.State = serializer.Deserialize<T>(new BinaryData(payload));
        grainState.ETag = row.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.WriteStateAsync(stateName, grainId, grainState);

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);
}
