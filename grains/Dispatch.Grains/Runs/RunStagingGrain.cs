using Dispatch.Abstractions;
using Dispatch.Storage.Documents;
using Dispatch.Storage.Runs;
using Orleans.Concurrency;

namespace Dispatch.Grains.Runs;

/// <summary>Stores inputs: their files first, then all rows of a call in one write.</summary>
[StatelessWorker]
internal sealed class RunStagingGrain(IRunStore store, IDocumentStore documents) : Grain, IRunStagingGrain
{
    /// <summary>Into how many parts a run is divided, each worked on by itself and wherever there is room.</summary>
    public const int WorkerCount = 8;

    private const int MaxNameLength = 300;

    /// <inheritdoc/>
    public async Task<bool> StageAsync(string run, IReadOnlyList<RunInput> inputs)
    {
        if (inputs.Count > IRunStagingGrain.MaxInputCount)
            throw new ArgumentException($"At most {IRunStagingGrain.MaxInputCount} inputs in a call, not {inputs.Count}.", nameof(inputs));
        if (await store.FindAsync(run) is not { Phase: RunPhase.Staging })
            return false;
        return await store.StageAsync(run, await Task.WhenAll(inputs.Select(ItemOfAsync)));
    }

    private async Task<RunItem> ItemOfAsync(RunInput input)
    {
        var item = new RunItem
        {
            Position = input.Position,
            Worker = input.Position % WorkerCount,
            Name = NameOf(input),
            State = RunItemState.Staged,
        };
        if (input.Error is { } error)
            return item with { State = RunItemState.Refused, Errors = RunDetails.Write([error]) };

        try
        {
            var (source, sourceBytes) = await PutAsync(input.Source, input.SourceUpload);
            var document = input.Document.IsEmpty && input.DocumentUpload is null ? null : ((ContentHash Hash, long Bytes)?)await PutAsync(input.Document, input.DocumentUpload);
            return item with { SourceHash = source, DocumentHash = document?.Hash, Bytes = sourceBytes + (document?.Bytes ?? 0) };
        }
        catch (FileNotFoundException)
        {
            return item with
            {
                State = RunItemState.Refused,
                Errors = RunDetails.Write([new Problem("upload_unknown", "", "", "An upload of the input is not there (any more).", "Start the same input again.")]),
            };
        }
    }

    /// <summary>An upload is gone after a day; a run's input stays.</summary>
    private async Task<(ContentHash Hash, long Bytes)> PutAsync(ReadOnlyMemory<byte> bytes, ContentHash? upload)
    {
        if (upload is { } named)
        {
            await using var stream = await documents.OpenUploadAsync(named);
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content);
            bytes = content;
        }

        return (await documents.PutAsync(bytes), bytes.Length);
    }

    /// <summary>Names come from archives too: nothing of them may move a terminal's cursor.</summary>
    private static string NameOf(RunInput input)
    {
        var name = string.Concat(input.Name.Select(c => Text.IsControl(c) ? '?' : c));
        return name.Length <= MaxNameLength ? name : "…" + name[^(MaxNameLength - 1)..];
    }
}
