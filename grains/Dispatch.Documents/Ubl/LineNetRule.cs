namespace Dispatch.Documents.Ubl;

/// <summary>What happens to a line whose net amount (BT-131) is not quantity × price, rounded, with its allowances and charges.</summary>
public enum LineNetRule
{
    /// <summary>The invoice is accepted with a finding. Official EN 16931 examples have such lines.</summary>
    Find = 0,

    /// <summary>The invoice is refused.</summary>
    Refuse = 1,
}
