using Dispatch.Documents.Batches;

namespace Dispatch.Tests.Documents.Batches;

/// <summary>Runs alone, because it looks at the memory of the whole process.</summary>
[Collection(nameof(BatchMemoryTests))]
[CollectionDefinition(nameof(BatchMemoryTests), DisableParallelization = true)]
public sealed class BatchMemoryTests
{
    private const int LetterCount = 2_000;
    private const int LetterBytes = 20_000;

    [Fact]
    public async Task Compose_ManyLetters_KeepsNoneOfThem()
    {
        using var output = new CountingStream();
        var samples = new List<(int Letter, long Memory, long Written)>();
        BatchEnvelope[] envelopes = [.. Enumerable.Range(1, LetterCount).Select(number => BatchSamples.Envelope(number, Letter(number)))];

        await BatchComposer.ComposeAsync(BatchSamples.Batch(envelopes), output, TestContext.Current.CancellationToken);

        Assert.InRange(output.Length, LetterCount * (long)LetterBytes, 2L * LetterCount * LetterBytes);
        var (first, last) = (samples[0], samples[^1]);
        Assert.Equal((250, LetterCount), (first.Letter, last.Letter));
        Assert.True(last.Memory - first.Memory < 3_000_000, string.Join("; ", samples));    // of 35 MB that went through
        Assert.All(samples, sample => Assert.InRange(((long)sample.Letter * LetterBytes) - sample.Written, -1_000_000_000, 600_000));

        BatchDocument Letter(int number) => new()
        {
            Name = "d",
            PageCount = 1,
            OpenAsync = _ =>
            {
                if (number % 250 == 0)
                    samples.Add((number, GC.GetTotalMemory(forceFullCollection: true), output.Length));
                return Task.FromResult<ReadOnlyMemory<byte>>(Noise(number));
            },
        };
    }

    // Each is different, so that nothing can be shared.
    private static byte[] Noise(int number)
    {
        var pixels = new byte[LetterBytes];
        new Random(number).NextBytes(pixels);
        return ForeignPdfs.Of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
            ForeignPdfs.Stream("q 400 0 0 400 90 200 cm /I Do Q"),
            ForeignPdfs.Stream(System.Text.Encoding.Latin1.GetString(pixels), $"/Type/XObject/Subtype/Image/Width {LetterBytes / 100}/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8"));
    }

    private sealed class CountingStream : Stream
    {
        private long _length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => _length += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _length += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
