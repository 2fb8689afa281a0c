using System.Text.Json.Serialization;
using Dispatch.Abstractions;

namespace Dispatch.Cli.Mail;

/// <summary>What became of an entered letter.</summary>
internal sealed class MailJson(MailEntry entry, DispatchView letter, ReturnedLetterAnswer answer)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Line => entry.Line;

    public string Dispatch => letter.Id;

    public string Invoice => letter.Invoice;

    public ReturnedLetterResult Result => answer.Result;

    public DispatchState? State => answer.State;

    public ReasonCode? Reason => answer.Reason;

    public string? Fallback => answer.Fallback;
}
