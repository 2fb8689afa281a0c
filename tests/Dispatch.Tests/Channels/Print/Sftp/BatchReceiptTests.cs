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
        var outcome = Read(text).ToOutcome([1, 2], _proof);

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
        var outcome = Read($"envelope,status,reason\n*,printed,\n2,rejected,{word}\n").ToOutcome([1, 2, 3], _proof);

        Assert.Equal(new AttemptOutcome.Refused(reason, "rejected"), Assert.Single(outcome!.Exceptions).Value);
        Assert.Equal(OutcomeKind.Delivered, outcome.Outcome.Kind);
    }

    [Theory]
    [InlineData("envelope,status,reason\n*,rejected,size\n")]
    [InlineData("envelope,status,reason\n1,rejected,size\n2,rejected,size\n")]
    public void Read_AllRejected_IsRefused(string text) =>
        Assert.Equal(new AttemptOutcome.Refused(ReasonCode.SizeExceeded, "rejected"), Read(text).ToOutcome([1, 2], _proof)!.Outcome);

    [Fact]
    public void ToOutcome_EnvelopesMissing_IsNotYet() => Assert.Null(Read("envelope,status\n1,printed\n").ToOutcome([1, 2], _proof));

    [Theory]
    [InlineData("", 1)]
    [InlineData("envelope,status\n", 0)]
    [InlineData("piece,status\n1,printed\n", 1)]
    [InlineData("envelope,status\n1,lost\n", 2)]
    [InlineData("envelope,status\n1,printed\n0,printed\n", 3)]
    [InlineData("envelope,status\n1,printed\n-2,printed\n", 3)]
    [InlineData("envelope,status\nfirst,printed\n", 2)]
    [InlineData("envelope,status\n1\n", 2)]
    [InlineData("envelope,status\n\"1,printed\n", 0)]
    public void Read_NoReceipt_SaysWhere(string text, long line) => Assert.Equal(line, Assert.Throws<BatchReceiptException>(() => Read(text)).Line);

    [Theory]
    [InlineData("1,printed\n2,printed\n")]
    [InlineData("7,printed\n")]
    [InlineData("*,printed\n2,rejected\n")]
    public void ToOutcome_EnvelopeThatTheBatchDoesNotHave_IsNoAnswer(string lines) =>
        Assert.Throws<BatchReceiptException>(() => Read("envelope,status\n" + lines).ToOutcome([1], _proof));

    [Fact]
    public void ToOutcome_NumbersOfAReprint_AreTheBatchsOwn()
    {
        var receipt = Read("envelope,status\n120,printed\n121,rejected\n");

        Assert.Equal([121], receipt.ToOutcome([120, 121], _proof)!.Exceptions.Keys);
        Assert.Throws<BatchReceiptException>(() => receipt.ToOutcome([1, 2], _proof));
    }

    [Theory]
    [InlineData("1,printed,\n*,rejected,size\n")]
    [InlineData("*,rejected,size\n1,printed,\n")]
    public void ToOutcome_EveryOtherRejected_IsDeliveredButForThose(string lines)
    {
        var receipt = Read("envelope,status,reason\n" + lines);

        var outcome = receipt.ToOutcome([1, 2, 3], _proof);
        var single = receipt.ToOutcome([1], _proof);

        Assert.Equal(new AttemptOutcome.Delivered(_proof), outcome!.Outcome);
        Assert.Equal([2, 3], outcome.Exceptions.Keys.Order());
        Assert.All(outcome.Exceptions.Values, refusal => Assert.Equal(new AttemptOutcome.Refused(ReasonCode.SizeExceeded, "rejected"), refusal));
        Assert.Equal((new AttemptOutcome.Delivered(_proof), 0), (single!.Outcome, single.Exceptions.Count));
        Assert.False(receipt.IsRefusalOf(3));
    }

    [Theory]
    [InlineData("*,rejected\n", true)]
    [InlineData("1,rejected\n2,rejected\n", true)]
    [InlineData("*,printed\n1,rejected\n2,rejected\n", true)]
    [InlineData("1,rejected\n", false)]
    [InlineData("*,printed\n1,rejected\n", false)]
    [InlineData("*,rejected\n1,printed\n", false)]
    public void IsRefusalOf_TwoEnvelopes_IsTrueIfNothingIsPrinted(string lines, bool isRefusal) =>
        Assert.Equal(isRefusal, Read("envelope,status\n" + lines).IsRefusalOf(2));

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
