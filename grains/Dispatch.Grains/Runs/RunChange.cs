using Dispatch.Abstractions;
using Dispatch.Storage.Runs;

namespace Dispatch.Grains.Runs;

/// <summary>What is to be done with a run.</summary>
/// <param name="Next">What its row becomes; none leaves it.</param>
/// <param name="Error">Why nothing is done.</param>
internal sealed record RunChange(RunRow? Next, Problem? Error = null)
{
    /// <summary>Nothing.</summary>
    public static RunChange None { get; } = new(Next: null);

    /// <summary>Whether the inputs are removed, to arrive again.</summary>
    public bool ClearsItems { get; init; }

    /// <summary>The inputs in these states are checked again.</summary>
    public IReadOnlyList<RunItemState> Rechecked { get; init; } = [];

    /// <summary>It cannot be done.</summary>
    public static RunChange Refused(string code, string field, string value, string message, string mend) => new(null, new Problem(code, field, value, message, mend));
}
