using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Channels.Files;

/// <summary>Makes a file name of a dispatch id: it cannot leave its folder, hide, or mean two dispatches.</summary>
internal static class DispatchFileName
{
    private const int LongestLength = 200;
    private const int KeptLength = 150;

    /// <summary>
    /// Each byte (UTF-8) outside <c>[A-Za-z0-9._-]</c> and a leading dot become <c>%XX</c>.
    /// What would be too long for a file system is cut and ends in <c>-</c> and 32 digits of its SHA-256.
    /// </summary>
    public static string Of(string dispatchName)
    {
        ArgumentException.ThrowIfNullOrEmpty(dispatchName);
        var encoded = new StringBuilder(dispatchName.Length + 8);
        foreach (var value in Encoding.UTF8.GetBytes(dispatchName))
        {
            var character = (char)value;
            if (char.IsAsciiLetterOrDigit(character) || character is '_' or '-' || (character == '.' && encoded.Length > 0))
                encoded.Append(character);
            else
                encoded.Append('%').Append(value.ToString("X2", null));
        }
        if (encoded.Length <= LongestLength)
            return encoded.ToString();

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dispatchName)));
        return $"{encoded.ToString(0, KeptLength)}-{hash[..32]}";
    }
}
