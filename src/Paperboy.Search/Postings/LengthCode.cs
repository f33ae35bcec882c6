namespace Paperboy.Search.Postings;

/// <summary>
/// A document's length in one byte: exact up to 47, then in steps of about 4 %. Everything that needs a length
/// (scores, averages, bounds) uses the decoded one, so that it never matters when or where a document was written.
/// </summary>
internal static class LengthCode
{
    private static readonly int[] Lengths = BuildLengths();

    /// <summary>The code of the greatest representable length that is not above <paramref name="length"/>.</summary>
    public static byte Encode(double length)
    {
        var place = Array.BinarySearch(Lengths, (int)Math.Min(length, int.MaxValue));
        return (byte)(place >= 0 ? place : ~place - 1);
    }

    /// <summary>The length that a code stands for.</summary>
    public static int Decode(byte code) => Lengths[code];

    // Whole numbers only: the table is the same on every machine.
    private static int[] BuildLengths()
    {
        var lengths = new int[256];
        for (var i = 1; i < lengths.Length; i++)
            lengths[i] = lengths[i - 1] + Math.Max(1, lengths[i - 1] / 24);
        return lengths;
    }
}
