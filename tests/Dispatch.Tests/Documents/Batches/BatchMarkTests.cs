using Dispatch.Documents.Batches;
using Dispatch.Documents.Batches.Marks;

namespace Dispatch.Tests.Documents.Batches;

public sealed class BatchMarkTests
{
    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(12, 120, "B")]
    [InlineData(SheetMark.MostBatch, SheetMark.MostEnvelope, "registered")]
    public void Read_WhatIsDrawn_NamesBatchAndEnvelope(long batch, int envelope, string? postage)
    {
        Assert.True(BatchMark.TryRead(new SheetMark(batch, envelope, 1, 2, postage, 3).Code, out var mark));

        Assert.Equal(new BatchMark(batch, envelope), mark);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-0042")]
    [InlineData("B0000000012000120001002B01")]
    [InlineData("A0000000012000120001002b01")]
    [InlineData("A000000001200012000100201B")]
    [InlineData("A000000001x000120001002B01")]
    [InlineData("A0000000012000120001002B011")]
    public void Read_SomethingElse_IsNoMark(string code) => Assert.False(BatchMark.TryRead(code, out _));
}
