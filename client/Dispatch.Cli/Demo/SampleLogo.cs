namespace Dispatch.Cli.Demo;

/// <summary>The biller's mark: a sun over two waves and its initials, drawn with paths only so that no font is needed.</summary>
internal static class SampleLogo
{
    public const string Svg =
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="36mm" height="16mm" viewBox="0 0 360 160">
          <path fill="#f2a900" d="M80 20a44 44 0 0 1 44 44h-88a44 44 0 0 1 44-44z"/>
          <path fill="#1f6f8b" d="M8 82c24-20 48-20 72 0s48 20 72 0v22c-24 20-48 20-72 0s-48-20-72 0z"/>
          <path fill="#0b3c5d" d="M8 116c24-20 48-20 72 0s48 20 72 0v22c-24 20-48 20-72 0s-48-20-72 0z"/>
          <path fill="none" stroke="#0b3c5d" stroke-width="10" stroke-linecap="round" stroke-linejoin="round" d="M250 46c-8-12-46-12-46 8 0 22 48 10 48 34 0 22-42 22-52 6M276 34v72M276 70h52M328 34v72"/>
          <path fill="none" stroke="#f2a900" stroke-width="6" stroke-linecap="round" d="M200 136h128"/>
        </svg>

        """;
}
