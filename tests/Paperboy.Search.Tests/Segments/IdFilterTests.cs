using System.Text;
using Paperboy.Search.Segments;
using Xunit;

namespace Paperboy.Search.Tests.Segments;

public sealed class IdFilterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(200_000)]
    public void What_was_added_is_always_known(int count)
    {
        var filter = Filled(count);
        for (var i = 0; i < count; i++)
            Assert.True(filter.MayContain(Id(i)));
    }

    [Theory]
    [InlineData(4_096)]
    [InlineData(100_000)]
    public void Hardly_any_new_id_looks_known(int count)
    {
        var filter = Filled(count);
        var known = Enumerable.Range(count, 100_000).Count(i => filter.MayContain(Id(i)));
        Assert.InRange(known, 0, 500);
    }

    [Fact]
    public void Ids_of_all_lengths_differ()
    {
        var filter = new IdFilter();
        for (var length = 1; length <= 40; length++)
            filter.Add(Encoding.UTF8.GetBytes(new string('a', length)));
        for (var length = 1; length <= 40; length++)
        {
            Assert.True(filter.MayContain(Encoding.UTF8.GetBytes(new string('a', length))));
            Assert.False(filter.MayContain(Encoding.UTF8.GetBytes(new string('b', length))));
        }
    }

    private static IdFilter Filled(int count)
    {
        var filter = new IdFilter();
        for (var i = 0; i < count; i++)
            filter.Add(Id(i));
        return filter;
    }

    private static byte[] Id(int number) => Encoding.UTF8.GetBytes($"arXiv:{2401 + (number / 20_000)}.{number % 20_000:d5}");
}
