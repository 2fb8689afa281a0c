namespace Dispatch.Documents.Rendering.Layout;

/// <summary>What a table shows again where a page ends in it.</summary>
/// <param name="Head">At the top of each page.</param>
/// <param name="Carried">The row with the amount carried to the next page, as it stands at the moment; none where nothing is added up.</param>
internal sealed record TableFrame(Block Head, Func<Block>? Carried);
