namespace Dispatch.Cli.Demo;

/// <summary>What comes out when the whole sample month is finalized and every dispatch settles.</summary>
/// <param name="Invoices">Files, credit notes included.</param>
/// <param name="CreditNotes">Of these.</param>
/// <param name="Emails">Dispatches of kind email.</param>
/// <param name="Letters">Dispatches of kind post.</param>
/// <param name="Standby">Fallback letters that stay in state standby; they are not among <paramref name="Letters"/>.</param>
/// <param name="Merged">Definitions that made no dispatch of their own because another has the same recipient.</param>
/// <param name="DefaultRule">Invoices whose letter comes from the default rule; it is among <paramref name="Letters"/>.</param>
internal sealed record SampleExpectation(int Invoices, int CreditNotes, int Emails, int Letters, int Standby, int Merged, int DefaultRule);
