using Paperboy.Readers.Comments;
using Xunit;

namespace Paperboy.Tests.Readers.Comments;

public sealed class CommentThreadTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 17, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Answers_stand_below_what_they_answer_the_oldest_first()
    {
        var thread = CommentThread.Of([Said("a"), Said("b"), Said("a1", "a"), Said("b1", "b"), Said("a2", "a"), Said("a11", "a1")]);
        Assert.Equal(["a 0", "a1 1", "a11 2", "a2 1", "b 0", "b1 1"], thread.Select(row => $"{row.Comment.Handle} {row.Depth}"));
    }

    [Fact]
    public void What_was_removed_stays_only_where_something_answers_it()
    {
        var thread = CommentThread.Of(
        [
            Said("a", null, CommentState.Deleted), Said("b", null, CommentState.Hidden), Said("a1", "a", CommentState.Deleted), Said("a11", "a1"),
            Said("b1", "b", CommentState.Deleted), Said("c"), Said("c1", "c", CommentState.Hidden),
        ]);
        Assert.Equal(["a", "a1", "a11", "c"], thread.Select(row => row.Comment.Handle));
    }

    [Fact]
    public void Deep_answers_stay_on_the_last_level_and_say_whom_they_answer()
    {
        var comments = Enumerable.Range(0, 1_000).Select(i => Said($"{i}", i == 0 ? null : $"{i - 1}", writer: $"Reader {i}")).ToList();
        var thread = CommentThread.Of(comments);
        Assert.Equal(1_000, thread.Count);
        Assert.Equal(CommentThread.MostDepth, thread.Max(row => row.Depth));
        Assert.Equal((CommentThread.MostDepth, null), (thread[CommentThread.MostDepth].Depth, thread[CommentThread.MostDepth].Answers));
        Assert.Equal("Reader 998", thread[999].Answers);
    }

    [Fact]
    public void Every_comment_that_is_shown_appears_once_after_the_one_it_answers()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var comments = new List<Comment>();
            for (var i = 0; i < random.Next(1, 60); i++)
                comments.Add(Said($"{i}", i > 0 && random.Next(3) > 0 ? $"{random.Next(i)}" : null, (CommentState)random.Next(3)));
            var thread = CommentThread.Of(comments);
            var places = thread.Select((row, place) => (row.Comment.Handle, place)).ToDictionary(pair => pair.Handle, pair => pair.place);
            Assert.Equal(thread.Count, places.Count);
            Assert.All(comments.Where(comment => comment.State == CommentState.Shown), comment => Assert.Contains(comment.Handle, places.Keys));
            Assert.All(thread.Where(row => row.Comment.Parent is not null), row => Assert.True(places[row.Comment.Parent!] < places[row.Comment.Handle]));
            Assert.All(thread.Where(row => row.Comment.State != CommentState.Shown), row => Assert.Contains(thread, other => other.Comment.Parent == row.Comment.Handle));
        }
    }

    private static Comment Said(string handle, string? parent = null, CommentState state = CommentState.Shown, string writer = "Ada") =>
        new(handle, "arXiv:2601.00001", parent, new CommentWriter("h-" + writer, writer), "text", state, Start, null);
}
