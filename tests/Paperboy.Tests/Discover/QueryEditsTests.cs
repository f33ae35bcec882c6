using Paperboy.Discover;
using Paperboy.Search.Queries.Language;
using Xunit;

namespace Paperboy.Tests.Discover;

public sealed class QueryEditsTests
{
    [Theory]
    [InlineData("graph cat:cs.CL", "cat:cs.CL")]
    [InlineData("cat:cs.CL -has:code year:>=2024 graph", "cat:cs.CL,-has:code,year:>=2024")]
    [InlineData("cat:cs.CL|cs.LG graph", "")]
    [InlineData("cat:cs.CL OR cat:cs.LG graph votes:3", "votes:3")]
    [InlineData("(graph cat:cs.CL)", "")]
    [InlineData("+cat:cs.CL 「graph cat:cs.LG」", "+cat:cs.CL")]
    [InlineData("journal:\"Papers of A (B)\" tree", "journal:\"Papers of A (B)\"")]
    [InlineData("\"graph cat:cs.CL", "")]
    [InlineData("au:example ti:graph sort:new", "")]
    public void Conditions_that_stand_alone_can_be_taken_off(string query, string conditions) =>
        Assert.Equal(conditions, string.Join(',', Edits(query).Conditions));

    [Theory]
    [InlineData("graph cat:cs.CL tree", "cat:cs.CL", "graph tree")]
    [InlineData("graph category:CS.cl tree", "cat:cs.CL", "graph tree")]
    [InlineData("graph date:2024", "year:2024", "graph")]
    [InlineData("graph -has:code has:doi", "-has:code", "graph has:doi")]
    [InlineData("(graph cat:cs.CL", "cat:cs.CL", "graph")]
    public void What_is_taken_off_is_gone_whatever_its_spelling(string query, string condition, string rest) =>
        Assert.Equal(Canonical(rest), Canonical(Edits(query).Without(condition)));

    [Theory]
    [InlineData("graph tree")]
    [InlineData("\"graph tree")]
    [InlineData("(graph OR tree")]
    [InlineData("graph OR")]
    [InlineData("graph -")]
    [InlineData("graph NOT")]
    [InlineData("graph ti:")]
    [InlineData("GRAPHS AND TREES AND SHELVES AND LANTERNS")]
    [InlineData("“graph tree” sort:top")]
    [InlineData("a AND b OR c AND d")]
    [InlineData("graph cat:cs.LG")]
    [InlineData("")]
    public void What_is_added_is_a_condition_of_the_whole_and_can_be_taken_off_again(string query)
    {
        var before = Edits(query);
        foreach (var condition in new[] { "cat:cs.CL", "year:2024", "has:code", "journal:\"Papers of A (B)\"" })
        {
            var with = before.With(condition);
            var after = Edits(with);
            Assert.True(after.Has(condition), with);
            Assert.Contains(after.Conditions, run => Canonical(run) == Canonical(condition));
            Assert.Empty(Read(with).Notes);
            Assert.Equal(Canonical(query), Canonical(after.Without(condition)));
        }
    }

    [Theory]
    [InlineData("graph sort:new tree", "top", "graph tree sort:top")]
    [InlineData("graph SORT:new", null, "graph")]
    [InlineData("graph", "new", "graph sort:new")]
    [InlineData("\"sort:new graph", "top", "\"sort:new graph\" sort:top")]
    public void A_query_has_one_order(string query, string? order, string ordered) => Assert.Equal(ordered, Edits(query).Ordered(order));

    private static QueryEdits Edits(string query) => new(query, Read(query));

    private static string Canonical(string query) => Read(query).ToString();

    private static ParsedQuery Read(string query) => QueryParser.Parse(query, PaperVocabulary.Queries);
}
