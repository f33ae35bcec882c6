using System.Collections.Immutable;

namespace Paperboy.Text;

/// <summary>Cuts a <see cref="PaperText"/> to its beginning.</summary>
internal static class PaperTextExcerpt
{
    public static PaperText Cut(PaperText text, int maxChars)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxChars, 1);
        var plain = text.ToPlainText();
        if (plain.Length <= maxChars)
            return text;

        // One character is kept for the ellipsis.
        var limit = MoveOutOfAtom(text, maxChars - 1);
        var sentence = SentenceEnd(plain, limit, limit / 2);
        if (sentence > 0 && MoveOutOfAtom(text, sentence) == sentence)
            return Take(text, sentence, "");
        var word = MoveOutOfAtom(text, WordEnd(plain, limit));
        return Take(text, word, "…");
    }

    // A formula or a link is kept whole or left out.
    private static int MoveOutOfAtom(PaperText text, int cut)
    {
        var start = 0;
        var atom = 0;
        string? href = null;
        foreach (var run in text.Runs)
        {
            var end = start + run.Text.Length;
            if (run.Href is null || !ReferenceEquals(run.Href, href))
                atom = start;
            href = run.Href;
            if (cut <= start)
                return run.Href is not null && atom < cut ? atom : cut;
            if (cut < end)
                return run.IsMath || run.Href is not null ? atom : cut;
            start = end;
        }

        return cut;
    }

    private static int SentenceEnd(string plain, int limit, int least)
    {
        for (var i = Math.Min(limit, plain.Length - 1); i > least; i--)
        {
            if (plain[i] == ' ' && plain[i - 1] is '.' or '?' or '!' && char.IsUpper(plain[Math.Min(i + 1, plain.Length - 1)])
                && !EndsInAbbreviation(plain, i - 1))
                return i;
        }

        return 0;
    }

    // "et al.", "e.g.", "J. Smith": a full stop after one letter or "al" ends no sentence.
    private static bool EndsInAbbreviation(string plain, int stop)
    {
        if (plain[stop] != '.')
            return false;
        var start = stop;
        while (start > 0 && char.IsLetter(plain[start - 1]))
            start--;
        return stop - start == 1 || plain.AsSpan(start, stop - start) is "al" or "vs" or "cf" or "resp" or "Fig" or "Eq";
    }

    private static int WordEnd(string plain, int limit)
    {
        var space = limit >= plain.Length || limit <= 0 ? limit : plain.LastIndexOf(' ', limit, limit);
        if (space > 0)
            return space;
        return limit > 0 && limit < plain.Length && char.IsLowSurrogate(plain[limit]) ? limit - 1 : limit;
    }

    private static PaperText Take(PaperText text, int length, string ellipsis)
    {
        var runs = ImmutableArray.CreateBuilder<TextRun>();
        var left = length;
        foreach (var run in text.Runs)
        {
            if (left <= 0)
                break;
            runs.Add(run.Text.Length <= left ? run : run with { Text = run.Text[..left] });
            left -= run.Text.Length;
        }

        if (runs.Count > 0 && !runs[^1].IsMath && runs[^1].Href is null)
        {
            var last = runs[^1].Text.AsSpan().TrimEnd();
            if (ellipsis.Length > 0)
                last = last.TrimEnd(",;:–—-( ");
            runs[^1] = runs[^1] with { Text = string.Concat(last, ellipsis) };
            if (runs[^1].Text.Length == 0)
                runs.RemoveAt(runs.Count - 1);
        }
        else if (ellipsis.Length > 0)
        {
            runs.Add(new TextRun(ellipsis));
        }

        return new PaperText(runs.DrainToImmutable());
    }
}
