using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Abstractions;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>
/// The part of a return path that tells whose message came back: the number of the dispatch's row and 80 bits of a MAC over it and its key. The MAC is
/// keyed by the frozen document's hash, which only the utility and the recipient can compute: so there is no secret to keep, nobody else can make
/// one up, and it is the same in every attempt and on every silo. Digits and lower-case letters, because mail systems change the case.
/// </summary>
public static class ReturnToken
{
    /// <summary>The longest token: 13 characters for the number, 16 for the MAC.</summary>
    public const int MaxLength = 29;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int MacLength = 16;

    /// <summary>The token of a dispatch.</summary>
    /// <param name="rowId">The number of its row, over zero.</param>
    /// <param name="key">Its key, <c>biller/number/definition/copy</c>.</param>
    /// <param name="document">Its frozen document.</param>
    public static string Of(long rowId, string key, ContentHash document)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowId);
        var mac = HMACSHA256.HashData(Convert.FromHexString(document.Value), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{rowId} {key}")));
        var token = new StringBuilder(MaxLength);
        for (var shift = 60; shift >= 0; shift -= 5)
        {
            if (token.Length > 0 || rowId >> shift != 0)
                token.Append(Alphabet[(int)(rowId >> shift) & 31]);
        }

        var (bits, count) = (0, 0);
        foreach (var value in mac.AsSpan(0, MacLength * 5 / 8))
        {
            (bits, count) = ((bits << 8) | value, count + 8);
            for (; count >= 5; count -= 5)
                token.Append(Alphabet[(bits >> (count - 5)) & 31]);
            bits &= (1 << count) - 1;
        }

        return token.ToString();
    }

    /// <summary>Reads the number of the row that a token names; whether the token is right shows only <see cref="Of"/> with that row's values.</summary>
    public static bool TryReadRowId([NotNullWhen(true)] string? token, out long rowId)
    {
        rowId = 0;
        if (token is null || token.Length is <= MacLength or > MaxLength)
            return false;

        foreach (var c in token.AsSpan(0, token.Length - MacLength))
        {
            var digit = Alphabet.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
            if (digit < 0 || rowId > long.MaxValue >> 5)
                return false;
            rowId = (rowId << 5) | (uint)digit;
        }

        return rowId > 0;
    }

    /// <summary>Whether <paramref name="token"/> is the dispatch's, whatever its case has become.</summary>
    public static bool Matches(string token, long rowId, string key, ContentHash document) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token.ToLowerInvariant()), Encoding.UTF8.GetBytes(Of(rowId, key, document)));
}
