using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsCheck;
using CsvHelper;
using Dispatch.Abstractions;
using Dispatch.Channels.Print;
using Dispatch.Channels.Print.Sftp;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Channels.Print.Sftp;

public sealed class BatchPackageTests : IDisposable
{
    private static readonly SftpAddress _address = new("print.example", 22, "/in");

    private readonly TemporaryFolder _folder = new();
    private readonly TestBatches _batches = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Gen<string> Text { get; } = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 0, 12],
        Gen.String[Gen.Char["\",;\n\r=+-@\t' ä€|\\"], 0, 8]);

    private static Gen<BatchShipmentEnvelope> Envelope { get; } = Gen.Select(
        Text.Array[0, 9], Text, Gen.Select(Text, Text, Gen.Int[1, 30]).Array[1, 4], (address, postcode, letters) => new BatchShipmentEnvelope(
            Number: 1, FirstPage: 1, PageCount: letters.Sum(letter => letter.Item3), SheetCount: 1, address, postcode, "CH",
            [.. letters.Select(letter => new BatchShipmentLetter(letter.Item1, letter.Item2, ContentHash.Of(Encoding.UTF8.GetBytes(letter.Item1)), letter.Item3))]));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_SameBatchTwice_GivesTheSameBytes()
    {
        var first = await WriteAsync(_batches.Create());
        var second = await WriteAsync(_batches.Create(attempt: 2));

        Assert.Equal(first, second);
        using var zip = new ZipArchive(new MemoryStream(first));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(2026, 10, 3, 6, 30, 10), entry.LastWriteTime.DateTime));
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 1980)]
    [InlineData("2200-01-01T00:00:00Z", 2107)]
    public async Task Write_TimeThatZipDoesNotKnow_TakesTheNearest(string createdAt, int year)
    {
        var bytes = await WriteAsync(_batches.Create() with { CreatedAt = DateTimeOffset.Parse(createdAt, null) });

        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.All(zip.Entries, entry => Assert.Equal(year, entry.LastWriteTime.Year));
    }

    [Fact]
    public async Task Write_AnyBatch_CanBeReadBack()
    {
        await Envelope.Array[1, 5].SampleAsync(async envelopes =>
        {
            var batch = _batches.Create() with { Envelopes = [.. envelopes.Select((envelope, i) => envelope with { Number = i + 1 })] };

            using var zip = new ZipArchive(new MemoryStream(await WriteAsync(batch)));
            var rows = ReadRows(zip.Entries[1]);
            using var control = JsonDocument.Parse(zip.Entries[2].Open());

            var letters = batch.Envelopes.SelectMany(envelope => envelope.Letters, (envelope, letter) => (envelope, letter)).ToList();
            Assert.Equal(letters.Count, control.RootElement.GetProperty("letters").GetInt32());
            Assert.Equal(letters.Count, rows.Count);
            foreach (var ((envelope, letter), (row, i)) in letters.Zip(rows.Select((row, i) => (row, i))))
            {
                Assert.Equal(TestBatches.Id, row["batch"]);
                Assert.Equal(envelope.Number, int.Parse(row["envelope"], null));
                Assert.Equal(i + 1, int.Parse(row["sequence"], null));
                Assert.Equal(Safe(letter.Dispatch), row["dispatch"]);
                Assert.Equal(Safe(letter.Invoice), row["invoice"]);
                Assert.Equal(letter.PageCount, int.Parse(row["pages"], null));
                Assert.Equal(letter.Document.Value, row["sha256"]);
                Assert.Equal(Safe(envelope.PostalCode), row["postcode"]);
                for (var line = 0; line < 5; line++)
                    Assert.Equal(Safe(envelope.AddressLines.ElementAtOrDefault(line) ?? ""), row[$"address{line + 1}"]);
                Assert.Equal(Safe(string.Join(", ", envelope.AddressLines.Skip(5))), row["address6"]);
                Assert.All(row.Values, value => Assert.DoesNotContain(value[..Math.Min(1, value.Length)], new[] { "=", "+", "-", "@", "\t", "\r" }));
            }
        }, iter: 300, threads: 1);
    }

    [Theory]
    [InlineData(true, new[] { "3", "5", "7", "9" }, new[] { "1", "1", "1", "1" })]
    [InlineData(false, new[] { "3", "4", "7", "8" }, new[] { "1", "2", "1", "2" })]
    public async Task Write_SeveralLettersInAnEnvelope_SaysWhereEachBegins(bool isDuplex, string[] firstPages, string[] sheets)
    {
        using var zip = new ZipArchive(new MemoryStream(await WriteAsync(_batches.Create(envelopes: 2) with { IsDuplex = isDuplex })));

        var rows = ReadRows(zip.Entries[1]);

        Assert.Equal(firstPages, rows.Select(row => row["firstPage"]));
        Assert.Equal(sheets, rows.Select(row => row["sheets"]));
        Assert.Equal("tariff-2027 info", rows[0]["enclosures"]);
        Assert.Equal("A", rows[0]["postage"]);
    }

    [Fact]
    public async Task Write_LargePdf_HoldsOnlyBuffers()
    {
        const int size = 200_000_000;
        var sha256 = Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(new ZerosStream(size, () => 0), Stop));
        using var zip = new CountingStream();
        var pdf = new ZerosStream(size, () => zip.Length);

        await BatchPackage.WriteAsync(_batches.Create() with { Sha256 = sha256, OpenAsync = _ => Task.FromResult<Stream>(pdf) }, Files(), zip, Stop);

        Assert.InRange(zip.Length, size, size + 100_000);
        Assert.InRange(pdf.LongestLead, 1, 1_000_000);
    }

    private static BatchFiles Files() => BatchFiles.Of(TestBatches.Id, _address, receiptFolder: null);

    /// <summary>What no spreadsheet takes for a formula.</summary>
    private static string Safe(string text) => text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;

    private static List<Dictionary<string, string>> ReadRows(ZipArchiveEntry entry)
    {
        using var csv = CsvReader.Create(entry.Open(), CsvReaderOptions.Default with { Separator = ',', MalformedData = CsvMalformedDataHandling.Throw, FieldCountMismatch = CsvFieldCountHandling.Throw });
        csv.ReadHeader();
        List<Dictionary<string, string>> rows = [];
        while (csv.Read())
            rows.Add(csv.Headers.Select((name, i) => (name, Value: csv.GetString(i))).ToDictionary(field => field.name, field => field.Value, StringComparer.Ordinal));
        return rows;
    }

    private async Task<byte[]> WriteAsync(BatchShipment batch)
    {
        await using var package = await BatchPackage.WriteAsync(batch, Files(), _folder.File("work"), Stop);
        using var bytes = new MemoryStream();
        await package.Content.CopyToAsync(bytes, Stop);
        return bytes.ToArray();
    }

    /// <summary>As many zeros as asked for; sees how far its reading is ahead of what was written of it.</summary>
    private sealed class ZerosStream(long length, Func<long> written) : Stream
    {
        public long LongestLead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            var read = (int)Math.Min(buffer.Length, length - Position);
            buffer[..read].Clear();
            Position += read;
            LongestLead = Math.Max(LongestLead, Position - written());
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override void Flush() { }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
