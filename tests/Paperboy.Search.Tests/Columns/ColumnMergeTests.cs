using Paperboy.Search.Columns;
using Xunit;

namespace Paperboy.Search.Tests.Columns;

public sealed class ColumnMergeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Merged_columns_hold_what_was_not_deleted(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 6; round++)
        {
            var sizes = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(3) == 0 ? random.Next(3) : random.Next(7000)).ToArray();
            var (renumbering, count) = Renumber(random, sizes, interleaved: round % 2 == 1);
            var numbers = sizes.Select(size => random.Next(5) == 0 ? null : RandomColumns.Numbers(random, size)).ToArray();
            var keywords = sizes.Select(size => random.Next(5) == 0 ? null : RandomColumns.Keywords(random, size, 300, 1.3)).ToArray();
            var numberFiles = numbers.Select(values => values is null ? null : ColumnFile.Of(values)).ToArray();
            var keywordFiles = keywords.Select(values => values is null ? null : ColumnFile.Of(values)).ToArray();
            using var merged = new ColumnFile(file =>
            {
                ColumnMerge.Merge([.. numberFiles.Select((f, s) => f?.Numbers(sizes[s]))], renumbering).WriteTo(file, 0, count);
                ColumnMerge.Merge([.. keywordFiles.Select((f, s) => f?.Keywords(sizes[s]))], renumbering).WriteTo(file, 0, count);
            });
            using var expected = new ColumnFile(file =>
            {
                ColumnFile.Writer(Apply(numbers, renumbering, count, null)).WriteTo(file, 0, count);
                ColumnFile.Writer(Apply(keywords, renumbering, count, [])).WriteTo(file, 0, count);
            });

            // Only values that a document still has, in the same order: the very bytes of a column written afresh.
            Assert.Equal(File.ReadAllBytes(expected.Path), File.ReadAllBytes(merged.Path));
            foreach (var file in numberFiles.Concat(keywordFiles))
                file?.Dispose();
        }
    }

    [Fact]
    public void New_numbers_must_ascend()
    {
        using var file = ColumnFile.Of([1, 2, 3]);
        var column = file.Numbers(3);
        var error = Assert.Throws<ArgumentException>(() => ColumnMerge.Merge([column], [[0, 2, 1]]));
        Assert.Contains("document 2 of source 0 becomes document 1, after document 2", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ColumnMerge.Merge([column, column], [[0, 1, 2], [2, 3, 4]]));
    }

    [Fact]
    public void A_merge_of_nothing_is_empty()
    {
        using var merged = new ColumnFile(file =>
        {
            ColumnMerge.Merge((IReadOnlyList<NumberColumn?>)[], []).WriteTo(file, 0, 0);
            ColumnMerge.Merge((IReadOnlyList<KeywordColumn?>)[null], [[]]).WriteTo(file, 0, 0);
        });
        Assert.Equal(0, merged.Numbers(0).WindowCount);
        Assert.Equal(0, merged.Keywords(0).Dictionary.Count);
    }

    private static (int[][] Renumbering, int Count) Renumber(Random random, int[] sizes, bool interleaved)
    {
        var deleted = random.Next(3) * 0.2;
        var renumbering = sizes.Select(size => new int[size]).ToArray();
        var (at, count) = (new int[sizes.Length], 0);
        while (Enumerable.Range(0, sizes.Length).Where(s => at[s] < sizes[s]).ToList() is { Count: > 0 } open)
        {
            var source = interleaved ? open[random.Next(open.Count)] : open[0];
            renumbering[source][at[source]++] = random.NextDouble() < deleted ? -1 : count++;
        }

        return (renumbering, count);
    }

    private static T[] Apply<T>(T[]?[] sources, int[][] renumbering, int count, T none)
    {
        var result = Enumerable.Repeat(none, count).ToArray();
        for (var source = 0; source < sources.Length; source++)
        {
            for (var document = 0; document < renumbering[source].Length; document++)
            {
                if (renumbering[source][document] >= 0 && sources[source] is { } values)
                    result[renumbering[source][document]] = values[document];
            }
        }

        return result;
    }
}
