using System.Text;
using CsCheck;
using Dispatch.Channels;
using Dispatch.Channels.Email.Bounces;
using MimeKit;

namespace Dispatch.Tests.Channels.Email.Bounces;

/// <summary>Damaged and cut mails. A failure prints its seed; CsCheck_Seed=… repeats it.</summary>
public sealed class BounceParserFuzzTests
{
    private static readonly string[] Mails =
    [
        BounceMails.Report(), BounceMails.Report("delayed", "4.4.1"), BounceMails.Report(returnedType: "message/rfc822"), BounceMails.Exim, BounceMails.EximDelay,
        BounceMails.Qmail, BounceMails.Exchange, BounceMails.Plain("550 5.1.1 no"), BounceMails.Vacation, BounceMails.ReadReport, BounceMails.Challenge,
    ];

    private static readonly Gen<byte[]> Damaged = Gen.Select(
        Gen.Int[0, Mails.Length - 1], Gen.Int[0, 4000], Gen.Select(Gen.Int[0, 4000], Gen.Byte).Array[0, 12]).Select((mail, length, changes) =>
        {
            var bytes = Encoding.UTF8.GetBytes(Mails[mail].ReplaceLineEndings("\r\n"));
            foreach (var (position, value) in changes)
                bytes[position % bytes.Length] = value;
            return length < bytes.Length ? bytes[..length] : bytes;
        });

    [Fact]
    public void Read_DamagedMail_AnswersSomethingThatCanBeKept() => Damaged.Sample(
        bytes =>
        {
            MimeMessage message;
            try
            {
                message = MimeMessage.Load(new MemoryStream(bytes));
            }
            catch (FormatException)
            {
                return;    // no mail at all: the reader of the mailbox says so
            }

            using (message)
            {
                var receipt = BounceParser.Read(message, new ReturnPath(BounceMails.ReturnPath), new Proof("imap", "1/1"));

                Assert.True(Enum.IsDefined(receipt.Kind));
                Assert.True(Enum.IsDefined(receipt.Reason));
                Assert.True((receipt.ProtocolCode?.Length ?? 0) <= 32);
                Assert.All(receipt.Reference.Tokens, token => Assert.True(ReturnToken.TryReadRowId(token, out _)));
            }
        },
        iter: 20_000);

    [Fact]
    public void Find_AnyText_IsAStatusOfClassFourOrFiveOrNone() => Gen.String[Gen.Char["0123456789.-# (smtp;550)\r\n"], 0, 200].Sample(text =>
    {
        var status = BounceStatus.Find(text);

        Assert.True(status == BounceStatus.None || status.Class is 4 or 5);
        Assert.Equal(status.IsHard, BounceCodes.IsHard(status.Code));
    });
}
