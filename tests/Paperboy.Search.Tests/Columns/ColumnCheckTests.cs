using System.Runtime.InteropServices;
using Paperboy.Search.Columns;
using Paperboy.Search.Segments;
using Xunit;

namespace Paperboy.Search.Tests.Columns;

/// <summary>Columns with right checksums that say something wrong of themselves.</summary>
public sealed class ColumnCheckTests
{
    private static readonly long?[] Numbers = [.. Enumerable.Range(0, 5000).Select(d => d % 3 == 0 ? (long?)null : d % 500)];

    private static readonly string[][] Keywords =
        [.. Enumerable.Range(0, 5000).Select(d => (string[])(d % 4 == 0 ? [] : [$"a{d % 7}", $"b{d % 5}"]))];

    [Fact]
    public void Sound_columns_have_no_problems()
    {
        var random = new Random(1);
        foreach (var documents in RandomColumns.Sizes)
        {
            using var numbers = ColumnFile.Of(RandomColumns.Numbers(random, documents));
            using var keywords = ColumnFile.Of(RandomColumns.Keywords(random, documents, 100, 1.7));
            Assert.Empty(ColumnCheck.Run(numbers.Numbers(documents)));
            Assert.Empty(ColumnCheck.Run(keywords.Keywords(documents)));
        }
    }

    [Fact]
    public void A_zone_that_claims_too_much_is_told()
    {
        using var file = Changed(ColumnFile.Of(Numbers), SectionKind.NumberZones, bytes => MemoryMarshal.Cast<byte, NumberZone>(bytes.AsSpan())[1].Maximum++);
        Assert.Equal("window 1 has numbers from 1 to 499, not from 1 to 500", Assert.Single(ColumnCheck.Run(file.Numbers(Numbers.Length))));
    }

    [Fact]
    public void Values_that_the_zone_lacks_are_told()
    {
        // The last number of the section: how many documents of the last window have the last value.
        using var file = Changed(ColumnFile.Of(Keywords), SectionKind.KeywordZones, bytes => bytes[^2]++);
        Assert.Equal("window 1 has other values than its zone says", Assert.Single(ColumnCheck.Run(file.Keywords(Keywords.Length))));
    }

    [Fact]
    public void A_dictionary_out_of_order_is_told()
    {
        using var file = Changed(ColumnFile.Of(Keywords), SectionKind.KeywordDictionary, bytes => bytes[^1] = (byte)'0');
        Assert.Equal("value 11 of the dictionary is not greater than the one before", Assert.Single(ColumnCheck.Run(file.Keywords(Keywords.Length))));
    }

    [Fact]
    public void Wrong_totals_are_told()
    {
        const int FirstCount = 4 * (2 + 12 + 1);
        using var file = Changed(ColumnFile.Of(Keywords), SectionKind.KeywordDictionary, bytes => bytes[FirstCount]++);
        Assert.Equal(
            "the dictionary's numbers of documents are not those of the windows",
            Assert.Single(ColumnCheck.Run(file.Keywords(Keywords.Length))));
    }

    private static ColumnFile Changed(ColumnFile sound, SectionKind changed, Action<byte[]> change)
    {
        using (sound)
        {
            return new ColumnFile(file =>
            {
                foreach (var kind in Enum.GetValues<SectionKind>().Where(kind => sound.Reader.Has(kind)))
                {
                    var bytes = sound.Reader.Section(kind).ToArray();
                    if (kind == changed)
                        change(bytes);
                    file.Write(kind, stream => stream.Write(bytes));
                }
            });
        }
    }
}
