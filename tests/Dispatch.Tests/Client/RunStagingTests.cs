using Dispatch.Abstractions;
using Dispatch.Client;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Client;

public sealed class RunStagingTests
{
    private readonly List<IReadOnlyList<RunInput>> _calls = [];
    private readonly List<string> _uploads = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stage_ManyAndLarge_AreBoundedByCountAndBytes()
    {
        var inputs = Enumerable.Range(0, 450).Select(n => Input(n, 100)).Concat(Enumerable.Range(450, 6).Select(n => Input(n, 900_000)));

        Assert.True(await Client().StageRunAsync("october", inputs.ToAsyncEnumerable(), cancellationToken: Stop));

        Assert.Equal(Enumerable.Range(0, 456), _calls.SelectMany(call => call).Select(input => input.Position).Order());
        Assert.All(_calls, call => Assert.InRange(call.Count, 1, IRunStagingGrain.MaxInputCount));
        Assert.All(_calls, call => Assert.InRange(call.Sum(input => input.Source.Length), 1, 4 * 1024 * 1024));
        Assert.Empty(_uploads);
    }

    [Fact]
    public async Task Stage_LargeFiles_AreUploadedFirst()
    {
        var large = Input(0, FinalizeInvoiceRequest.MaxInlineBytes + 1) with { Document = new byte[300 * 1024] };
        var small = Input(1, FinalizeInvoiceRequest.MaxInlineBytes) with { Document = new byte[200 * 1024] };

        await Client().StageRunAsync("october", new[] { large, small }.ToAsyncEnumerable(), cancellationToken: Stop);

        var sent = _calls.SelectMany(call => call).ToList();
        Assert.Equal((ContentHash.Of(large.Source.Span), ContentHash.Of(large.Document.Span)), (sent[0].SourceUpload, sent[0].DocumentUpload));
        Assert.True(sent[0].Source.IsEmpty && sent[0].Document.IsEmpty);
        Assert.Null(sent[1].SourceUpload ?? sent[1].DocumentUpload);
        Assert.Equal(2, _uploads.Distinct().Count());
    }

    [Fact]
    public async Task Stage_RunThatTakesNone_SaysSo() =>
        Assert.False(await Client(isOpen: false).StageRunAsync("october", new[] { Input(0, 1) }.ToAsyncEnumerable(), cancellationToken: Stop));

    private static RunInput Input(int position, int bytes) => new() { Position = position, Name = $"{position}.xml", Source = new byte[bytes] };

    private DispatchClient Client(bool isOpen = true) => new(Stub.Of<IGrainFactory>((method, args) => method.GetGenericArguments()[0] == typeof(IUploadGrain)
        ? Stub.Of<IUploadGrain>((called, given) => Upload((string)args[0]!, called.Name, given))
        : Stub.Of<IRunStagingGrain>((_, given) =>
        {
            lock (_calls)
                _calls.Add((IReadOnlyList<RunInput>)given[1]!);
            return Task.FromResult(isOpen);
        })));

    private object Upload(string hash, string method, object?[] args)
    {
        _uploads.Add(hash);
        return method == nameof(IUploadGrain.AppendAsync) ? Task.FromResult((long)args[0]! + ((ReadOnlyMemory<byte>)args[1]!).Length) : Task.FromResult(true);
    }
}
