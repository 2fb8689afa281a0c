namespace Dispatch.Documents.Rendering;

/// <summary>What was found in a PDF that the billing system made.</summary>
/// <param name="PageCount">How many pages it has; 0 if there is a problem.</param>
/// <param name="Problem">Why it cannot be taken over; none if it can.</param>
public sealed record ReadyPdfInspection(int PageCount, ReadyPdfProblem? Problem)
{
    /// <summary>Whether it is a Factur-X or ZUGFeRD 2: a file <c>factur-x.xml</c> is associated with the document.</summary>
    public bool IsFacturX { get; init; }
}
