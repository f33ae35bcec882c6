namespace Paperboy.Text;

/// <summary>Cuts passages out of a <see cref="PaperText"/>, with an ellipsis where something was left out within a sentence.</summary>
internal static class PaperTextPassages
{
    private const string Ellipsis = "…";

    public static PaperText Cut(PaperText text, IReadOnlyList<PlainSpan> passages)
    {
        var plain = text.ToPlainText();
        var runs = new List<TextRun>();
        var last = 0;
        foreach (var (start, end) in Whole(text, passages))
        {
            if (runs.Count > 0)
                Add(runs, new TextRun($" {Ellipsis} "));
            else if (!EndsSentence(plain, start))
                Add(runs, new TextRun($"{Ellipsis} "));
            Take(runs, text, start, end);
            last = end;
        }

        if (last < plain.TrimEnd().Length && !EndsSentence(plain, last))
            Add(runs, new TextRun(" " + Ellipsis));
        return new PaperText([.. runs]);
    }

    // Formulas and links are taken whole; passages that touch then are one.
    private static List<PlainSpan> Whole(PaperText text, IReadOnlyList<PlainSpan> passages)
    {
        var whole = new List<PlainSpan>();
        foreach (var passage in passages.OrderBy(passage => passage.Start))
        {
            var (start, end) = (passage.Start, passage.End);
            var at = 0;
            foreach (var run in text.Runs)
            {
                var after = at + run.Text.Length;
                if (run.IsMath || run.Href is not null)
                {
                    start = at < start && start < after ? at : start;
                    end = at < end && end < after ? after : end;
                }

                at = after;
            }

            if (whole.Count > 0 && whole[^1].End >= start)
                whole[^1] = new PlainSpan(whole[^1].Start, Math.Max(whole[^1].End, end));
            else
                whole.Add(new PlainSpan(start, end));
        }

        return whole;
    }

    private static void Take(List<TextRun> runs, PaperText text, int start, int end)
    {
        var at = 0;
        foreach (var run in text.Runs)
        {
            var (from, to) = (Math.Max(start - at, 0), Math.Min(end - at, run.Text.Length));
            if (from < to)
                Add(runs, run with { Text = run.Text[from..to] });
            at += run.Text.Length;
        }
    }

    private static void Add(List<TextRun> runs, TextRun run)
    {
        if (runs is [.., var last] && !last.IsMath && last == run with { Text = last.Text })
            runs[^1] = last with { Text = last.Text + run.Text };
        else
            runs.Add(run);
    }

    private static bool EndsSentence(string plain, int end)
    {
        var before = plain.AsSpan(0, end).TrimEnd();
        return before.IsEmpty || before[^1] is '.' or '?' or '!' or '。';
    }
}
