namespace Dispatch.Documents.Batches.Pdf;

/// <summary>A page of a frozen PDF whose content has been written to the batch, where any number of pages can show it.</summary>
/// <param name="Content">The form that draws it; 0 if it is empty.</param>
/// <param name="Group">The group in which its transparent parts mix; 0 if it says nothing of that.</param>
/// <param name="Stamps">What is drawn over it: the looks of form fields and stamps.</param>
/// <param name="Area">Where it is.</param>
internal sealed record ImportedPage(int Content, int Group, IReadOnlyList<Stamp> Stamps, PageArea Area);
