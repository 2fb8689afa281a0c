namespace Dispatch.Documents.Rendering.Layout;

/// <summary>Where things stand on an A4 page, in millimetres from the top left.</summary>
internal static class Grid
{
    public const double PageWidth = 210;
    public const double PageHeight = 297;

    public const double Left = 25;
    public const double Right = 190;
    public const double Width = Right - Left;

    /// <summary>Where the second column of the letter head begins; the text of a right window begins there too.</summary>
    public const double SecondColumn = 118;

    /// <summary>Where the first page may begin after address and information block, unless the latter is longer.</summary>
    public const double FirstContentTop = 96;

    /// <summary>Where content begins on the following pages, below their running head.</summary>
    public const double ContentTop = 30;

    public const double ContentBottom = 276;

    public const double FooterBaseline = 286;

    /// <summary>The slip is 105 mm high and as wide as the page.</summary>
    public const double SlipTop = PageHeight - 105;

    public const double ContentBottomAboveSlip = SlipTop - 7;

    public const double FooterBaselineAboveSlip = SlipTop - 3.2;
}
