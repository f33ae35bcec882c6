using System.Globalization;

namespace Paperboy.Search.Queries.Language;

/// <summary>
/// Days as whole numbers yyyymmdd, of the Gregorian calendar from 0001-01-01 to 9999-12-31; a year or a month stands for all
/// its days. Of an impossible date the part is read that is possible: of 2025-02-30 the month, of 2025-13 the year.
/// </summary>
internal sealed class DateAxis : ValueAxis
{
    public static readonly DateAxis Instance = new();

    protected override long Min => 1_01_01;

    protected override long Max => 9999_12_31;

    protected override RangeEnd? ReadEnd(ReadOnlySpan<char> text)
    {
        Span<int> parts = stackalloc int[3];
        var count = ReadParts(text, parts);
        if (count == 0 || parts[0] is < 1 or > 9999)
            return null;
        var (year, month, day) = (parts[0], parts[1], parts[2]);
        var known = count;
        if (known > 1 && month is < 1 or > 12)
            known = 1;
        if (known > 2 && (day < 1 || day > DateTime.DaysInMonth(year, month)))
            known = 2;
        var (first, last) = known switch
        {
            1 => (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)),
            2 => (new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month))),
            _ => (new DateOnly(year, month, day), new DateOnly(year, month, day)),
        };
        var remark = known == count ? null : $"There is no {text}; it is read as {WriteBetween(Number(first), Number(last))}.";
        return new RangeEnd(Number(first), Number(last), remark);
    }

    protected override string WriteFirst(long value) => value % 10000 == 101 ? Year(value) : value % 100 == 1 ? Month(value) : Day(value);

    protected override string WriteLast(long value) => value % 10000 == 1231 ? Year(value) : IsLastOfMonth(value) ? Month(value) : Day(value);

    protected override string WriteBetween(long from, long to)
    {
        if (from % 10000 == 101 && to % 10000 == 1231)
            return Pair(Year(from), Year(to));
        if (from % 100 == 1 && IsLastOfMonth(to))
            return Pair(Month(from), Month(to));
        return Pair(Day(from), Day(to));
    }

    protected override long Before(long value) => value == Min ? Min : Number(DayOf(value).AddDays(-1));

    protected override long After(long value) => value == Max ? Max : Number(DayOf(value).AddDays(1));

    // A hyphen ties the parts of one date; only a dash is between two.
    protected override int FindTie(ReadOnlySpan<char> text) => text.IndexOf('–');

    // 2025, 2025-03, 2025-3-7, 2025/03/17, 20250317. Returns how many parts there are, 0 if the text is no date.
    private static int ReadParts(ReadOnlySpan<char> text, Span<int> parts)
    {
        if (text.Length == 8 && !text.ContainsAnyExceptInRange('0', '9'))
        {
            (parts[0], parts[1], parts[2]) = (Value(text[..4]), Value(text[4..6]), Value(text[6..]));
            return 3;
        }

        var count = 0;
        foreach (var range in text.SplitAny('-', '/'))
        {
            var part = text[range];
            var isLength = count == 0 ? part.Length == 4 : part.Length is 1 or 2;
            if (count == parts.Length || !isLength || part.ContainsAnyExceptInRange('0', '9'))
                return 0;
            parts[count++] = Value(part);
        }

        return count;
    }

    private static int Value(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static long Number(DateOnly day) => (((day.Year * 100L) + day.Month) * 100) + day.Day;

    private static DateOnly DayOf(long value) => new((int)(value / 10000), (int)(value / 100 % 100), (int)(value % 100));

    private static bool IsLastOfMonth(long value) => value % 100 == DateTime.DaysInMonth((int)(value / 10000), (int)(value / 100 % 100));

    private static string Year(long value) => (value / 10000).ToString("D4", CultureInfo.InvariantCulture);

    private static string Month(long value) => $"{Year(value)}-{value / 100 % 100:D2}";

    private static string Day(long value) => $"{Month(value)}-{value % 100:D2}";

    private static string Pair(string first, string last) => first == last ? first : $"{first}..{last}";
}
