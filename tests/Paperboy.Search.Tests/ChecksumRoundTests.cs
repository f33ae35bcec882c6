using Xunit;

namespace Paperboy.Search.Tests;

public sealed class ChecksumRoundTests
{
    [Fact]
    public void A_flipped_bit_anywhere_is_found_in_one_round_of_small_pieces()
    {
        using var index = new DamagedIndex(9);
        Assert.True(Round(index) > 10);
        var random = new Random(91);
        var (found, rounds) = (0, 0);
        foreach (var name in index.Names.ToList())
        {
            for (var i = 0; i < 60; i++, rounds++)
            {
                var bytes = index.BytesOf(name);
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                index.Replace(name, bytes);
                if (IndexCheck.Check(index.Path).IsSound)
                    continue; // in what fills up to the next section
                found++;
                Assert.Equal(index.FileOf(name), Assert.Throws<IndexCorruptException>(() => Round(index)).File);
            }

            index.Restore(name);
        }

        Assert.True(found > rounds * 0.8, $"{found} of {rounds}");
    }

    [Fact]
    public void Segments_that_are_merged_meanwhile_are_no_damage_but_missing_ones_are()
    {
        using var folder = new TemporaryFolder();
        using var writer = IndexWriter.Open(folder.Path, new([new("text", 1)]));
        for (var i = 1; i <= 3; i++)
        {
            writer.Upsert(new IndexDocument($"d{i}").Add("text", "every word"));
            writer.Commit(i);
        }

        using var round = new ChecksumRound(folder.Path);
        Assert.True(round.Advance(1));
        writer.MergeAll();
        writer.Commit(4);
        while (round.Advance(100))
        {
        }

        File.Delete(Directory.GetFiles(folder.Path, "*.seg").Single());
        using var next = new ChecksumRound(folder.Path);
        Assert.Contains("missing", Assert.Throws<IndexCorruptException>(() => next.Advance(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_an_index_has_nothing_to_verify()
    {
        using var folder = new TemporaryFolder();
        using var round = new ChecksumRound(folder.Path);
        Assert.False(round.Advance(1000));
    }

    private static int Round(DamagedIndex index)
    {
        using var round = new ChecksumRound(index.Path);
        var pieces = 0;
        while (round.Advance(97))
            pieces++;
        return pieces;
    }
}
