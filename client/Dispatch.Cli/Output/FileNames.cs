using System.Globalization;
using System.Text;

namespace Dispatch.Cli.Output;

/// <summary>Names of things as names of files.</summary>
internal static class FileNames
{
    /// <summary>Percent-encodes each character outside <c>[A-Za-z0-9._-]</c>.</summary>
    public static string Encode(string name)
    {
        var encoded = new StringBuilder(name.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(name))
        {
            var character = (char)unit;
            if (char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-')
                encoded.Append(character);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
        }

        return encoded.ToString();
    }
}
