using Dispatch.Documents.Batches;

namespace Dispatch.Tests.Documents.Batches;

public sealed class BatchMemoryTests
{
    private const int LetterCount = 2_000;
    private const int LetterBytes = 20_000;

    [Fact]
    public async Task Compose_ManyLetters_KeepsNoneOfThem()
    {
        using var output = new CountingStream();
        var samples = new List<(int Letter, int Kept, long Written)>();
        var letters = new List<WeakReference>();
        BatchEnvelope[] envelopes = [.. Enumerable.Range(1, LetterCount).Select(number => BatchSamples.Envelope(number, Letter(number)))];

        await BatchComposer.ComposeAsync(BatchSamples.Batch(envelopes), output, TestContext.Current.CancellationToken);

        Assert.InRange(output.Length, LetterCount * (long)LetterBytes, 2L * LetterCount * LetterBytes);
        Assert.Equal((250, LetterCount), (samples[0].Letter, samples[^1].Letter));
        Assert.True(samples.TrueForAll(sample => sample.Kept < 20), string.Join("; ", samples));
        Assert.All(samples, sample => Assert.InRange(((long)sample.Letter * LetterBytes) - sample.Written, -1_000_000_000, 600_000));

        BatchDocument Letter(int number) => new()
        {
            Name = "d",
            PageCount = 1,
            OpenAsync = _ =>
            {
                if (number % 250 == 0)
                {
                    GC.Collect();
                    samples.Add((number, letters.Count(read => read.IsAlive), output.Length));
                }
                var pdf = Noise(number);
                letters.Add(new WeakReference(pdf));
                return Task.FromResult<ReadOnlyMemory<byte>>(pdf);
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
}
