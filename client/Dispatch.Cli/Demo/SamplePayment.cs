namespace Dispatch.Cli.Demo;

/// <summary>How an invoice is paid (BG-16).</summary>
/// <param name="MeansCode">UNTDID 4461.</param>
/// <param name="Reference">BT-83.</param>
/// <param name="Account">BT-84; none for a direct debit.</param>
/// <param name="Mandate">BT-89, only for a direct debit.</param>
/// <param name="DebitedAccount">BT-91, only for a direct debit.</param>
internal sealed record SamplePayment(string MeansCode, string Reference, string? Account, string? Mandate = null, string? DebitedAccount = null);
