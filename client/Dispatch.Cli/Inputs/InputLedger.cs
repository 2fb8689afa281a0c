using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Inputs;

/// <summary>What is left of the inputs once all of them were seen.</summary>
/// <param name="Accepted">What can be finalized, one input for each invoice number.</param>
/// <param name="Refused">What cannot.</param>
/// <param name="Same">Inputs that say the same as an accepted one: counted once.</param>
internal sealed record InputLedger(IReadOnlyList<CheckedInput> Accepted, IReadOnlyList<CheckedInput> Refused, IReadOnlyList<CheckedInput> Same)
{
    /// <summary>Compares inputs of one invoice number: the same content counts once, other content refuses all of them.</summary>
    public static InputLedger Of(IReadOnlyList<CheckedInput> inputs)
    {
        var (accepted, refused, same) = (new List<CheckedInput>(), new List<CheckedInput>(), new List<CheckedInput>());
        var byInvoice = inputs.Where(input => input.Invoice is not null).ToLookup(input => input.Invoice!);
        foreach (var input in inputs)
        {
            if (input.Invoice is null)
                refused.Add(input);
            else if (byInvoice[input.Invoice].FirstOrDefault(other => other.InputHash != input.InputHash) is { } other)
                refused.Add(Contested(input, other));
            else if (ReferenceEquals(byInvoice[input.Invoice].First(), input))
                accepted.Add(input);
            else
                same.Add(input);
        }

        return new InputLedger(accepted, refused, same);
    }

    private static CheckedInput Contested(CheckedInput input, CheckedInput other) => CheckedInput.Refused(
        input.File,
        input.Content,
        new CliError("number_twice", $"'{other.File.Name}' has the same invoice number and other content.")
        {
            File = input.File.Name,
            Field = "BT-1",
            Value = input.Invoice!.Number,
            Mend = "Remove the wrong one, or give it a number of its own.",
        });
}
