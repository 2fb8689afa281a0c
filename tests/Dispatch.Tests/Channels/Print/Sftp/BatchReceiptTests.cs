using System.Text;
using CsCheck;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print.Sftp;

namespace Dispatch.Tests.Channels.Print.Sftp;

public sealed class BatchReceiptTests
{
    private static readonly Proof _proof = new("sftp", "x.zip");

    [Theory]
    [InlineData("envelope,status\n1,printed\n2,posted\n")]
    [InlineData("envelope,status\r\n*,printed\r\n")]
    [InlineData("\uFEFFEnvelope;Status;Reason;Remark\n1; Printed ;;\n2;POSTED;;ok\n")]
    [InlineData("status,envelope\nrejected,1\nprinted,1\nprinted,2\n")]
    [InlineData("envelope\tstatus\n*\tposted")]
    public void Read_AllPrinted_IsDelivered(string text)
    {
        var outcome = Read(text).ToOutcome(envelopeCount: 2, _proof);

        Assert.Equal(new AttemptOutcome.Delivered(_proof), outcome!.Outcome);
        Assert.Empty(outcome.Exceptions);
    }

    [Theory]
    [InlineData("address", ReasonCode.RecipientRefused)]
    [InlineData("content", ReasonCode.ContentRefused)]
    [InlineData("size", ReasonCode.SizeExceeded)]
    [InlineData("duplicate", ReasonCode.DuplicateReported)]
    [InlineData("", ReasonCode.Other)]
    [InlineData("Frau Muster ist tot", ReasonCode.Other)]
    public void Read_Rejected_HasTheReason(string word, ReasonCode reason)
    {
        var outcome = Read($"envelope,status,reason\n*,printed,\n2,rejected,{word}\n").ToOutcome(envelopeCount: 3, _proof);

        Assert.Equal(new AttemptOutcome.Refused(reason, "rejected"), Assert.Single(outcome!.Exceptions).Value);
        Assert.Equal(OutcomeKind.Delivered, outcome.Outcome.Kind);
    }

    [Theory]
    [InlineData("envelope,status,reason\n*,rejected,size\n")]
    [InlineData("envelope,status,reason\n1,rejected,size\n2,rejected,size\n")]
    public void Read_AllRejected_IsRefused(string text) =>
        Assert.Equal(new AttemptOutcome.Refused(ReasonCode.SizeExceeded, "rejected"), Read(text).ToOutcome(envelopeCount: 2, _proof)!.Outcome);

    [Fact]
    public void ToOutcome_EnvelopesMissing_IsNotYet() => Assert.Null(Read("envelope,status\n1,printed\n").ToOutcome(envelopeCount: 2, _proof));

    [Theory]
    [InlineData("", 1)]
    [InlineData("envelope,status\n", 0)]
    [InlineData("piece,status\n1,printed\n", 1)]
    [InlineData("envelope,status\n1,lost\n", 2)]
    [InlineData("envelope,status\n1,printed\n0,printed\n", 3)]
    [InlineData("envelope,status\n1,printed\n-2,printed\n", 3)]
    [InlineData("envelope,status\nfirst,printed\n", 2)]
    [InlineData("envelope,status\n1\n", 2)]
    [InlineData("envelope,status\n*,rejected\n1,printed\n", 0)]
    [InlineData("envelope,status\n\"1,printed\n", 0)]
    public void Read_NoReceipt_SaysWhere(string text, long line) => Assert.Equal(line, Assert.Throws<BatchReceiptException>(() => Read(text)).Line);

    [Fact]
    public void ToOutcome_MoreEnvelopesThanTheBatchHas_IsNoAnswer() =>
        Assert.Throws<BatchReceiptException>(() => Read("envelope,status\n1,printed\n2,printed\n").ToOutcome(envelopeCount: 1, _proof));

    [Fact]
    public void Read_AnyBytes_IsReadOrSaysWhy() => Gen.OneOf(Gen.Byte.Array, Gen.String.Select(text => Encoding.UTF8.GetBytes("envelope,status\n" + text))).Sample(
        bytes =>
        {
            try
            {
                BatchReceipt.Read(bytes);
            }
            catch (BatchReceiptException error)
            {
                Assert.NotEmpty(error.Message);
            }
        },
        iter: 5000);

    private static BatchReceipt Read(string text) => BatchReceipt.Read(Encoding.UTF8.GetBytes(text));
}
