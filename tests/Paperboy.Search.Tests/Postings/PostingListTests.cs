using Paperboy.Search.Postings;
using Xunit;

namespace Paperboy.Search.Tests.Postings;

public sealed class PostingListTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(127, 1)]
    [InlineData(128, 3)]
    [InlineData(128, 1)]
    [InlineData(129, 2)]
    [InlineData(1000, 5)]
    public void Blocks_of_every_tail_come_back(int postings, int fields)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var (documents, frequencies) = RandomPostings(random, postings, fields);
            var lengthCodes = new byte[documents[^1] + 1];
            var writer = new PostingListWriter([.. Enumerable.Repeat(1f, fields)], lengthCodes);
            for (var i = 0; i < postings; i++)
                writer.Add(documents[i], frequencies[i]);
            var bytes = new ByteBuffer();
            writer.Finish(bytes);
            Assert.Equal(0, writer.Count);
            if (postings <= PostingList.BlockLength)
                CompareBlock(bytes, documents, frequencies, lengthCodes.Length);
        }
    }

    [Fact]
    public void Kept_impacts_bound_all_that_were_added()
    {
        var random = new Random(3);
        for (var run = 0; run < 2_000; run++)
        {
            var added = Enumerable.Range(0, random.Next(1, 30))
                .Select(_ => new Impact(random.Next(1, 40) * 0.3f, (byte)random.Next(256))).ToList();
            var collector = new ImpactCollector();
            added.ForEach(collector.Add);
            var encoded = new byte[ImpactCollector.EncodedLength];
            collector.Encode(encoded);
            var kept = Enumerable.Range(0, ImpactCollector.MostImpacts).Select(i => ImpactCollector.Decode(encoded, i)).ToList();
            Assert.All(added, impact => Assert.Contains(
                kept, bound => bound.Frequency >= impact.Frequency && bound.LengthCode <= impact.LengthCode));
        }
    }

    private static void CompareBlock(ByteBuffer bytes, int[] documents, int[][] frequencies, int documentCount)
    {
        var block = new PostingBlock();
        var fields = frequencies[0].Length;
        block.Decode(bytes.Written, documents.Length, -1, fields, documentCount);
        Assert.Equal(documents, block.Documents.ToArray());
        for (var field = 0; field < fields; field++)
            Assert.Equal(frequencies.Select(all => all[field]), block.Frequencies(bytes.Written, field, fields).ToArray());
    }

    private static (int[] Documents, int[][] Frequencies) RandomPostings(Random random, int count, int fields)
    {
        var (documents, frequencies) = (new int[count], new int[count][]);
        var document = random.Next(100);
        for (var i = 0; i < count; i++)
        {
            documents[i] = document;
            document += random.Next(1, 1 + (1 << random.Next(1, 12)));
            frequencies[i] = [.. Enumerable.Range(0, fields).Select(_ => random.Next(4) == 0 ? random.Next(2000) : random.Next(2))];
            frequencies[i][0] += 1;
        }

        return (documents, frequencies);
    }
}
