namespace Paperboy.Catalog;

/// <summary>
/// What changed between two texts, word by word: the shortest script of deletions and insertions (Myers 1986, "An O(ND)
/// difference algorithm and its variations"). Texts that differ in more words than is readable are one deletion and one insertion.
/// </summary>
public static class WordDifference
{
    // The paths that are kept grow with the square of this; a reader follows less.
    private const int MostChanges = 400;

    /// <summary>The runs of words that lead from one text to the other, in reading order; words are joined by single spaces.</summary>
    public static IReadOnlyList<WordRun> Between(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (Words(before), Words(after));
        var (start, end) = Common(old, now);
        var changed = Script(old.AsSpan(start, old.Length - start - end), now.AsSpan(start, now.Length - start - end));
        var runs = new Runs();
        runs.Add(WordChange.Kept, old.AsSpan(0, start));
        foreach (var (change, word) in changed)
            runs.Add(change, [word]);
        runs.Add(WordChange.Kept, old.AsSpan(old.Length - end));
        return runs.Result();
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static (int Start, int End) Common(string[] old, string[] now)
    {
        var most = Math.Min(old.Length, now.Length);
        var start = 0;
        while (start < most && old[start] == now[start])
            start++;
        var end = 0;
        while (end < most - start && old[^(end + 1)] == now[^(end + 1)])
            end++;
        return (start, end);
    }

    private static List<(WordChange Change, string Word)> Script(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var most = Math.Min(old.Length + now.Length, MostChanges);
        var furthest = new int[(2 * most) + 3];
        var trace = new List<int[]>();
        for (var d = 0; d <= most; d++)
        {
            trace.Add(furthest.AsSpan(most - d + 1, (2 * d) + 1).ToArray());
            for (var k = -d; k <= d; k += 2)
            {
                var x = k == -d || (k != d && furthest[most + k] < furthest[most + k + 2]) ? furthest[most + k + 2] : furthest[most + k] + 1;
                var y = x - k;
                while (x < old.Length && y < now.Length && old[x] == now[y])
                    (x, y) = (x + 1, y + 1);
                furthest[most + k + 1] = x;
                if (x >= old.Length && y >= now.Length)
                    return Backwards(old, now, trace, d);
            }
        }

        return Whole(old, now);
    }

    // trace[d] holds the furthest x of the diagonals -d..d before step d was made.
    private static List<(WordChange, string)> Backwards(ReadOnlySpan<string> old, ReadOnlySpan<string> now, List<int[]> trace, int steps)
    {
        var script = new List<(WordChange, string)>();
        var (x, y) = (old.Length, now.Length);
        for (var d = steps; d > 0; d--)
        {
            var before = trace[d];
            var k = x - y;
            var down = k == -d || (k != d && before[d + k - 1] < before[d + k + 1]);
            var from = down ? k + 1 : k - 1;
            var fromX = before[d + from];
            var fromY = fromX - from;
            while (x > fromX && y > fromY)
            {
                script.Add((WordChange.Kept, old[--x]));
                y--;
            }

            script.Add(down ? (WordChange.Inserted, now[--y]) : (WordChange.Deleted, old[--x]));
        }

        while (x > 0)
            script.Add((WordChange.Kept, old[--x]));
        script.Reverse();
        return script;
    }

    private static List<(WordChange, string)> Whole(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var script = new List<(WordChange, string)>(old.Length + now.Length);
        foreach (var word in old)
            script.Add((WordChange.Deleted, word));
        foreach (var word in now)
            script.Add((WordChange.Inserted, word));
        return script;
    }

    // Gathers words into runs; between two kept words all that went stands before all that came.
    private sealed class Runs
    {
        private readonly List<WordRun> _runs = [];
        private readonly List<string> _kept = [];
        private readonly List<string> _deleted = [];
        private readonly List<string> _inserted = [];

        public void Add(WordChange change, ReadOnlySpan<string> words)
        {
            if (words.Length == 0)
                return;
            if (change == WordChange.Kept)
                EndChange();
            else
                End(WordChange.Kept, _kept);
            (change switch { WordChange.Kept => _kept, WordChange.Deleted => _deleted, _ => _inserted }).AddRange(words);
        }

        public IReadOnlyList<WordRun> Result()
        {
            EndChange();
            End(WordChange.Kept, _kept);
            return _runs;
        }

        private void EndChange()
        {
            End(WordChange.Deleted, _deleted);
            End(WordChange.Inserted, _inserted);
        }

        private void End(WordChange change, List<string> words)
        {
            if (words.Count == 0)
                return;
            _runs.Add(new WordRun(change, string.Join(' ', words)));
            words.Clear();
        }
    }
}

/// <summary>What became of some words.</summary>
public enum WordChange
{
    Kept,
    Deleted,
    Inserted,
}

/// <summary>Words side by side that shared a fate.</summary>
public sealed record WordRun(WordChange Change, string Text);
