using System.Runtime.InteropServices;
using Paperboy.Search.Segments;
using Paperboy.Search.Tests.Queries;
using Xunit;

namespace Paperboy.Search.Tests;

/// <summary>Damages every byte of a small index, cuts its files at every length, and lies with right checksums.</summary>
public sealed class DamageTests
{
    [Fact]
    public void Any_flipped_byte_is_found_by_the_check_or_does_no_harm()
    {
        using var index = new DamagedIndex(9);
        var random = new Random(81);
        var (found, harmless) = (0, 0);
        foreach (var name in index.Names.ToList())
        {
            var step = Torture.IsOn ? 1 : 2;
            for (var at = random.Next(step); at < index.BytesOf(name).Length; at += step)
            {
                var bytes = index.BytesOf(name);
                bytes[at] ^= (byte)random.Next(1, 256);
                index.Replace(name, bytes);
                var problems = IndexCheck.Check(index.Path).Problems;
                if (problems.Count == 0)
                {
                    harmless++;
                    Assert.Equivalent(index.Answers, index.Search(), strict: true);
                }
                else
                {
                    found++;
                    Assert.All(problems, problem => Assert.Contains(name, problem, StringComparison.Ordinal));
                    _ = NameOfDamage(() => index.Search());
                }
            }

            index.Restore(name);
        }

        Assert.True(found > 8 * harmless, $"{found} found, {harmless} without harm"); // what fills up to the next section
    }

    [Fact]
    public void A_file_cut_at_any_length_is_named_when_it_is_opened()
    {
        using var index = new DamagedIndex(9);
        foreach (var name in index.Names.ToList())
        {
            var bytes = index.BytesOf(name);
            for (var length = 0; length < bytes.Length; length += Torture.IsOn ? 1 : 3)
            {
                index.Replace(name, bytes.AsSpan(0, length));
                Assert.Contains(name, Assert.Single(IndexCheck.Check(index.Path).Problems), StringComparison.Ordinal);
                Assert.Equal(index.FileOf(name), Assert.Throws<IndexCorruptException>(() => Searcher.Open(index.Path)).File);
            }

            index.Restore(name);
        }
    }

    [Fact]
    public void An_id_table_that_leads_other_ids_nowhere_is_a_problem()
    {
        using var index = new DamagedIndex(30);
        var segment = index.Names.Last();
        index.ChangeSection(segment, index.SectionsOf(segment).FindIndex(of => of.Kind == SectionKind.IdTable), bytes =>
        {
            foreach (ref var place in MemoryMarshal.Cast<byte, int>(bytes.AsSpan()))
                place = place == 0 ? 1000 : place;
        });
        Assert.Contains("the id table names document 999", Assert.Single(IndexCheck.Check(index.Path).Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(82)]
    [InlineData(83)]
    public async Task Segments_of_nonsense_with_right_checksums_never_crash_or_hang(int seed)
    {
        using var index = new DamagedIndex(300);
        var random = new Random(seed);
        var segments = index.Names.Where(name => name.EndsWith(".seg", StringComparison.Ordinal)).ToList();
        var found = 0;
        var rounds = Torture.Times(150, 100);
        for (var round = 0; round < rounds; round++)
        {
            var segment = segments[random.Next(segments.Count)];
            var sections = index.SectionsOf(segment);
            var favourite = Favourite(random);
            var section = random.Next(2) == 0 ? random.Next(sections.Count) : sections.FindIndex(of => of.Kind == favourite);
            index.ChangeSection(segment, section, bytes => Spoil(bytes, random));
            var (problems, context) = (IndexCheck.Check(index.Path).Problems, $"seed {seed}, round {round}, {sections[section]}");
            found += problems.Count > 0 ? 1 : 0;
            await Task.Run(() => UseAnyway(index)).WaitAsync(TimeSpan.FromMinutes(1)).ContinueWith(
                task => Assert.True(task.IsCompletedSuccessfully, $"{context}: {task.Exception}"), TaskScheduler.Default);
            index.Restore(segment);
            index.Restore(IndexFolder.ManifestName);
        }

        Assert.True(found > rounds / 2, $"{found} of {rounds} found");
    }

    [Fact]
    public void Manifests_and_deletions_of_nonsense_with_right_checksums_are_refused_or_used()
    {
        using var index = new DamagedIndex(9);
        var random = new Random(84);
        foreach (var name in index.Names.Where(name => !name.EndsWith(".seg", StringComparison.Ordinal)).ToList())
        {
            for (var round = 0; round < Torture.Times(300, 50); round++)
            {
                var bytes = index.BytesOf(name);
                if (random.Next(4) == 0)
                    bytes = bytes[..random.Next(4, bytes.Length)];
                Spoil(bytes.AsSpan(0, bytes.Length - 4), random);
                DamagedIndex.MakeRight(bytes);
                index.Replace(name, bytes);
                _ = IndexCheck.Check(index.Path);
                UseAnyway(index);
            }

            index.Restore(name);
        }
    }

    private static SectionKind Favourite(Random random) => random.Next(7) switch
    {
        0 => SectionKind.TermBlocks,
        1 => SectionKind.Signatures,
        2 => SectionKind.VectorHead,
        3 => SectionKind.VectorSketches,
        4 => SectionKind.VectorCrowding,
        _ => SectionKind.Postings,
    };

    private static void Spoil(Span<byte> bytes, Random random)
    {
        for (var change = random.Next(1, 5); change > 0 && bytes.Length > 0; change--)
        {
            var at = random.Next(bytes.Length);
            bytes[at] = random.Next(4) switch
            {
                0 => 0,
                1 => byte.MaxValue,
                2 => (byte)random.Next(256),
                _ => (byte)(bytes[at] ^ (1 << random.Next(8))),
            };
        }
    }

    private static void UseAnyway(DamagedIndex index)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        _ = NameOfDamage(() => index.Search(limit.Token));
        using var copy = new TemporaryFolder().Copy(index.Path);
        _ = NameOfDamage(() =>
        {
            using var writer = IndexWriter.Open(copy.Path, RandomPapers.Schema);
            writer.Upsert(new IndexDocument("d1").Add("title", "common"));
            writer.MergeAll();
            writer.Commit(3);
        });
    }

    // The file that an exception names; any other exception fails the test.
    private static string? NameOfDamage(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (IndexCorruptException exception)
        {
            Assert.Contains(exception.File, exception.Message, StringComparison.Ordinal);
            return exception.File;
        }
        catch (SchemaMismatchException)
        {
            return null; // a manifest whose schema was changed
        }
    }
}
