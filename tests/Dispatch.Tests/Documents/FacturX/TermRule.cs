namespace Dispatch.Tests.Documents.FacturX;

/// <summary>How the values of a term are compared.</summary>
internal enum TermRule
{
    /// <summary>The same values in the same order; numbers by what they are worth, dates with or without hyphens.</summary>
    Same,

    /// <summary>In any order.</summary>
    AnyOrder,

    /// <summary>CII has room for the first.</summary>
    First,

    /// <summary>A sum that need not stand there if it is nothing.</summary>
    ZeroMayBeMissing,

    /// <summary>A quantity that need not stand there if it is one.</summary>
    OneMayBeMissing,

    /// <summary>CII needs it beside another one: where UBL leaves it out it is worked out.</summary>
    MayBeAdded,

    /// <summary>UBL gives the code of UNTDID 2005, CII that of UNTDID 2475.</summary>
    TaxPointCode,

    /// <summary>UBL writes it before the note.</summary>
    NoteCode,

    /// <summary>UBL may write the code before it.</summary>
    NoteText,

    /// <summary>White space within counts for nothing.</summary>
    Compact,
}
