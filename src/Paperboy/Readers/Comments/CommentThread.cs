namespace Paperboy.Readers.Comments;

/// <summary>A comment with its place in the discussion.</summary>
/// <param name="Comment">The comment.</param>
/// <param name="Depth">How far it is moved in: 0 begins a thread.</param>
/// <param name="Answers">Whom it answers, in words, where the page cannot show that by its place.</param>
public sealed record ThreadedComment(Comment Comment, int Depth, string? Answers);

/// <summary>
/// Puts comments into the order of reading: each before its answers, the oldest first. What was removed stays as a gap where
/// something answers it. A discussion of any depth is shown with a few levels: deeper answers follow each other on the last one.
/// </summary>
public static class CommentThread
{
    /// <summary>The deepest level that is moved in.</summary>
    public const int MostDepth = 4;

    /// <param name="comments">All of a paper, the oldest first.</param>
    public static IReadOnlyList<ThreadedComment> Of(IReadOnlyList<Comment> comments)
    {
        ArgumentNullException.ThrowIfNull(comments);
        var known = comments.ToDictionary(comment => comment.Handle, StringComparer.Ordinal);
        var kept = Kept(comments, known);
        var answers = comments.Where(comment => kept.Contains(comment.Handle)).ToLookup(comment => comment.Parent is { } parent && known.ContainsKey(parent) ? parent : "", StringComparer.Ordinal);
        var ordered = new List<ThreadedComment>(comments.Count);

        // A stack of our own: a quarrel of a thousand answers must not exhaust the thread's.
        var waiting = new Stack<(Comment Comment, int Depth)>(answers[""].Reverse().Select(comment => (comment, 0)));
        while (waiting.TryPop(out var next))
        {
            var (comment, depth) = next;
            var answered = depth > MostDepth && comment.Parent is { } parent ? NameOf(known[parent]) : null;
            ordered.Add(new ThreadedComment(comment, Math.Min(depth, MostDepth), answered));
            foreach (var answer in answers[comment.Handle].Reverse())
                waiting.Push((answer, depth + 1));
        }

        return ordered;
    }

    // A comment that is not shown is kept where one that is answers it, directly or not. Answers are younger than what they answer.
    private static HashSet<string> Kept(IReadOnlyList<Comment> comments, Dictionary<string, Comment> known)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        for (var i = comments.Count - 1; i >= 0; i--)
        {
            var comment = comments[i];
            if (comment.State == CommentState.Shown)
                kept.Add(comment.Handle);
            if (kept.Contains(comment.Handle) && comment.Parent is { } parent && known.ContainsKey(parent))
                kept.Add(parent);
        }

        return kept;
    }

    private static string NameOf(Comment comment) => comment is { State: CommentState.Shown, Writer: { } writer } ? writer.Name : "a comment that was removed";
}
