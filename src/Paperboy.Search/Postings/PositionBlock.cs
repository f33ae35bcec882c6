using System.Numerics;

namespace Paperboy.Search.Postings;

/// <summary>
/// The positions of the postings of one block: for each posting, field by field, the first position and the distances
/// to the next, each with the number of the form that stands there (models, modelling: forms of the term model).
/// <code>
/// block := distances, forms                                                   (of 128 postings)
///        | distance * forms of the term + form (varint){positions}            (of fewer)
/// distances, forms := width (1) exceptions (varint)
///                     { place (varint, from the one before) bits above the width (varint) }{exceptions}
///                     bit string of all
/// </code>
/// A term with a single form has no forms here. How many positions a posting has, its signature says.
/// </summary>
internal static class PositionBlock
{
    /// <summary>A position counts words within its field; above these bits stands the field.</summary>
    public const int FieldShift = 20;

    /// <summary>Words behind this one all stand at it.</summary>
    public const int MostPositions = (1 << FieldShift) - 1;

    /// <summary>Appends what the packed form has of one kind.</summary>
    public static void WriteValues(ReadOnlySpan<int> values, ByteBuffer target)
    {
        var width = BestWidth(values, out var exceptions);
        var mask = (1 << width) - 1;
        target.AppendByte((byte)width);
        target.AppendVarint(exceptions);
        var last = 0;
        for (var i = 0; i < values.Length && exceptions > 0; i++)
        {
            if (values[i] <= mask)
                continue;
            target.AppendVarint(i - last);
            target.AppendVarint(values[i] >> width);
            last = i;
            exceptions--;
        }

        BitString.WriteMasked(values, width, target);
    }

    private static int BestWidth(ReadOnlySpan<int> values, out int exceptions)
    {
        Span<int> ofLength = stackalloc int[33];
        ofLength.Clear();
        foreach (var value in values)
            ofLength[32 - BitOperations.LeadingZeroCount((uint)value)]++;
        var (best, bestCost) = (31, long.MaxValue);
        exceptions = 0;
        var above = 0;
        for (var width = 31; width >= 0; width--)
        {
            above += ofLength[width + 1];
            var cost = ((long)values.Length * width) + (above * 17L);
            if (cost > bestCost)
                continue;
            (best, bestCost, exceptions) = (width, cost, above);
        }

        return best;
    }
}

/// <summary>One kind of the packed form, opened: any value is read without those before.</summary>
internal sealed class PatchedValues
{
    private int[] _places = new int[8];
    private int[] _high = new int[8];
    private int _exceptions;
    private int _width;
    private int _start;
    private int _count;

    /// <summary>Opens <paramref name="count"/> values at <paramref name="at"/>, which moves behind them.</summary>
    public void Open(ReadOnlySpan<byte> source, ref int at, int count)
    {
        _width = source[at++];
        _exceptions = Varint.ReadInt32(source, ref at);
        if (_width > 31 || _exceptions > count)
            throw new InvalidDataException($"positions pack {_width} bits with {_exceptions} exceptions of {count}");
        if (_places.Length < _exceptions)
            (_places, _high) = (new int[2 * _exceptions], new int[2 * _exceptions]);
        var place = 0;
        for (var i = 0; i < _exceptions; i++)
        {
            place += Varint.ReadInt32(source, ref at);
            _places[i] = place;
            _high[i] = (int)Math.Min(Varint.Read(source, ref at) << _width, int.MaxValue);
        }

        (_start, _count) = (at, count);
        at += BitString.LengthOf(count, _width);
        if (at > source.Length)
            throw new InvalidDataException("positions end before they should");
    }

    /// <summary>Reads neighbouring values of the source that was opened.</summary>
    public void Read(ReadOnlySpan<byte> source, int first, Span<int> values)
    {
        if (first > _count - values.Length)
            throw new InvalidDataException("positions are asked for that the block does not have");
        var bits = source.Slice(_start);
        BitString.Read(bits, first, _width, values);
        if (_exceptions > 0)
            Patch(first, values);
    }

    private void Patch(int first, Span<int> values)
    {
        var next = _places.AsSpan(0, _exceptions).BinarySearch(first);
        for (next = next < 0 ? ~next : next; next < _exceptions && _places[next] < first + values.Length; next++)
            values[_places[next] - first] |= _high[next];
    }
}
