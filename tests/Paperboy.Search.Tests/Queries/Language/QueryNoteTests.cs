using Xunit;

namespace Paperboy.Search.Tests.Queries.Language;

public sealed class QueryNoteTests
{
    [Theory]
    [InlineData("graph \"neural nets", 6, 1, "The quote at 7 is never closed; it is read as if it stood at the end.")]
    [InlineData("graph neural\"", 12, 1, "The quote at 13 opens and closes nothing; it is left out.")]
    [InlineData("\"\" graph", 0, 2, "The quotes at 1 hold no word; they are left out.")]
    [InlineData("\"neur* nets\"", 5, 1, "The star at 6 stands in quotes, where it has no meaning; it is left out.")]
    [InlineData("A* search", 1, 1, "The star at 2 follows a single letter; it is left out.")]
    [InlineData("ne*ural", 2, 1, "The star at 3 is not at the end of a word; it is left out.")]
    [InlineData("ti:foo/ba*", 9, 1, "The star at 10 ends several words that stand together as a phrase; it is left out.")]
    [InlineData("(graph", 0, 1, "The bracket at 1 is never closed; it is read as if it were closed at the end.")]
    [InlineData("graph)", 5, 1, "The bracket at 6 closes nothing; it is left out.")]
    [InlineData("a () b", 2, 2, "The brackets at 3 hold nothing to search for; they are left out.")]
    [InlineData("a OR", 2, 2, "OR at 3 has nothing after it; it is left out.")]
    [InlineData("AND a", 0, 3, "AND at 1 has nothing before it; it is left out.")]
    [InlineData("a OR | b", 5, 1, "| at 6 has nothing before it; it is left out.")]
    [InlineData("a NOT", 2, 3, "NOT at 3 has nothing after it; it is left out.")]
    [InlineData("a - b", 2, 1, "The hyphen at 3 has nothing after it; it is left out.")]
    [InlineData("a --b", 2, 2, "The hyphens at 3 exclude nothing; they are left out.")]
    [InlineData("a ti:", 2, 3, "ti: at 3 has nothing after it; it is left out.")]
    [InlineData("ti: a", 3, 1, "The space after ti: at 1 is passed over.")]
    [InlineData("foo:bar", 0, 4, "There is no field “foo”; “foo:bar” at 1 is read as words.")]
    [InlineData("year:abc", 5, 3, "“abc” at 6 is no number or range of numbers; it is read as words.")]
    [InlineData("date:soon", 5, 4, "“soon” at 6 is no date or range of dates; it is read as words.")]
    [InlineData("has:money", 4, 5, "“money” at 5 is not known to has: (which knows code, project); it is read as words.")]
    [InlineData("cat:...", 4, 3, "“...” at 5 is no value for cat:; it is read as words.")]
    [InlineData("date:2025-02-30", 5, 10, "At 6: There is no 2025-02-30; it is read as 2025-02.")]
    [InlineData("date:2025-13..", 5, 9, "At 6: There is no 2025-13; it is read as 2025.")]
    [InlineData("year:2024..2020", 5, 10, "At 6: 2024 is after 2020; the range is read the other way round.")]
    [InlineData("a sort:foo", 7, 3, "“foo” at 8 is no order (new, top and relevance are); it is left out.")]
    [InlineData("sort:new a sort:top", 16, 3, "The order at 17 takes the place of the one before it.")]
    [InlineData("2503.11731 2503.11732", 0, 21, "The 2 ids are read as any of them.")]
    [InlineData("?!", 0, 2, "The text has nothing that can be searched for.")]
    [InlineData("ATTENTION IS NOT ALL YOU NEED", 13, 3, "The text is in capitals, so NOT at 14 is read as a word.")]
    public void What_is_doubtful_is_told_in_a_sentence_with_its_place(string text, int start, int length, string sentence)
    {
        var note = Assert.Single(PaperQueries.Parse(text).Notes);
        Assert.Equal(sentence, note.Sentence);
        Assert.Equal(new TextSpan(start, length), note.Place);
    }

    [Theory]
    [InlineData("")]
    [InlineData("graph neural networks: a survey")]
    [InlineData("\"graph neural\" -tree (a OR b) ti:x cat:cs date:2025-01..2025-06 has:code sort:new neur*")]
    [InlineData("at 12:30, e.g. p(x|y) in $O(n \\log n)$ for C++ (Un)supervised")]
    [InlineData("https://github.com/a/b std::vector https://arxiv.org/abs/2503.11731")]
    [InlineData("ATTENTION IS ALL YOU NEED")]
    [InlineData("Mamba: Linear-Time – Fast & good")]
    public void What_is_clear_needs_no_note(string text) => Assert.Empty(PaperQueries.Parse(text).Notes);

    [Fact]
    public void A_text_that_is_too_long_is_cut_but_not_within_a_character()
    {
        var query = PaperQueries.Parse(new string('a', 1_999) + "𝐱 b");
        Assert.Equal(new string('a', 1_999), PaperQueries.Dump(query));
        var note = Assert.Single(query.Notes);
        Assert.Equal("The text is longer than 2000 characters; what follows from 2000 on is not read.", note.Sentence);
        Assert.Equal(new TextSpan(1_999, 4), note.Place);
    }

    [Fact]
    public void Of_too_many_words_the_first_are_read()
    {
        var query = PaperQueries.Parse(string.Join(' ', Enumerable.Range(0, 300)));
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 256)), PaperQueries.Dump(query));
        Assert.Equal("Only the first 256 words and conditions are read; those from 915 on are left out.", Assert.Single(query.Notes).Sentence);
    }

    [Fact]
    public void Brackets_that_nest_too_deep_are_left_out_but_not_what_they_hold()
    {
        var query = PaperQueries.Parse(string.Concat(Enumerable.Repeat("(a ", 40)) + new string(')', 40));
        Assert.Equal("Brackets nest deeper than 32 at 97; such brackets are left out, but not what they hold.", Assert.Single(query.Notes).Sentence);
        Assert.Equal(40, PaperQueries.Dump(query).Count(c => c == 'a'));
    }

    [Theory]
    [InlineData('(')]
    [InlineData(')')]
    [InlineData('"')]
    [InlineData('-')]
    [InlineData('|')]
    [InlineData('*')]
    [InlineData(':')]
    public void A_thousand_signs_are_read_with_few_notes(char sign)
    {
        var query = PaperQueries.Parse(new string(sign, 1_000));
        Assert.True(query.IsEmpty);
        Assert.InRange(query.Notes.Count, 1, 17);
    }
}
