using System.Xml;

namespace Dispatch.Documents.Ubl;

/// <summary>
/// What an invoice says about whose it is, from a quick look at the file. Only a hint, for finding the place where the file is read and checked:
/// what is odd in any way is left to <see cref="UblInvoiceReader"/>.
/// </summary>
/// <param name="Contract">The contract reference (BT-12).</param>
/// <param name="Buyer">The buyer reference (BT-10); none also if it stands behind the contract reference, where UBL 2.1 does not put it.</param>
public readonly record struct UblReferences(string? Contract, string? Buyer)
{
    private const int MaxLength = 200;

    /// <summary>Looks into a file, no further than needed. Never throws.</summary>
    /// <param name="file">The bytes as received.</param>
    /// <returns>What was seen; none if something is odd.</returns>
    public static UblReferences? Skim(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var reader = HardenedXml.Skim(file);
            return Skim(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static UblReferences? Skim(XmlReader reader)
    {
        string? buyer = null;
        var isInContract = false;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            switch (reader.Depth, reader.LocalName)
            {
                case (1, "BuyerReference"):
                    if (buyer is not null || ReadLine(reader) is not { } reference)
                        return null;
                    buyer = reference;
                    break;
                case (1, var name):
                    isInContract = name == "ContractDocumentReference";
                    break;
                case (2, "ID") when isInContract:
                    return ReadLine(reader) is { } contract ? new UblReferences(contract, buyer) : null;
            }
        }

        return new UblReferences(null, buyer);
    }

    /// <summary>The text of an element as <see cref="UblReading.Line"/> gives it; none if it is empty or would be refused.</summary>
    private static string? ReadLine(XmlReader reader)
    {
        if (reader.IsEmptyElement || !reader.Read() || reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA))
            return null;
        var piece = new char[MaxLength];
        var length = 0;
        while (length < MaxLength && reader.ReadValueChunk(piece, length, MaxLength - length) is > 0 and var count)
            length += count;
        var text = new string(piece, 0, length).Trim(' ', '\t', '\r', '\n');
        return length == MaxLength || text.Length == 0 || text.AsSpan().ContainsAny(FieldCharacters.RefusedInLine) || !reader.Read() || reader.NodeType != XmlNodeType.EndElement
            ? null
            : text;
    }
}
