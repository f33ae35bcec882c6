using System.Globalization;

namespace Paperboy.Search.Queries.Language;

/// <summary>Whole numbers; what is too large for <see cref="long"/> is read as the largest.</summary>
internal sealed class NumberAxis : ValueAxis
{
    public static readonly NumberAxis Instance = new();

    protected override long Min => long.MinValue;

    protected override long Max => long.MaxValue;

    protected override RangeEnd? ReadEnd(ReadOnlySpan<char> text)
    {
        var isNegative = text.StartsWith('-');
        var digits = isNegative ? text[1..] : text;
        var plain = digits.Contains(',') ? WithoutThousands(digits) : digits;
        if (plain.IsEmpty || plain.ContainsAnyExceptInRange('0', '9'))
            return null;
        var signed = isNegative ? $"-{plain}" : plain;
        if (!long.TryParse(signed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            value = isNegative ? long.MinValue : long.MaxValue;
        return new RangeEnd(value, value);
    }

    protected override string WriteFirst(long value) => value.ToString(CultureInfo.InvariantCulture);

    protected override string WriteLast(long value) => WriteFirst(value);

    protected override string WriteBetween(long from, long to) =>
        from == to ? WriteFirst(from) : $"{WriteFirst(from)}..{WriteFirst(to)}";

    protected override long Before(long value) => value == Min ? Min : value - 1;

    protected override long After(long value) => value == Max ? Max : value + 1;

    protected override int FindTie(ReadOnlySpan<char> text)
    {
        var tie = text.Length > 1 ? text[1..].IndexOfAny('-', '–') + 1 : 0;
        return tie > 0 && char.IsAsciiDigit(text[tie - 1]) ? tie : -1;
    }

    /// <summary>1,000 is a thousand; 2024,2025 is not (nothing is returned).</summary>
    public static ReadOnlySpan<char> WithoutThousands(ReadOnlySpan<char> digits)
    {
        var isFirst = true;
        foreach (var range in digits.Split(','))
        {
            var length = digits[range].Length;
            if (isFirst ? length is 0 or > 3 : length != 3)
                return [];
            isFirst = false;
        }

        return digits.ToString().Replace(",", "", StringComparison.Ordinal);
    }
}
