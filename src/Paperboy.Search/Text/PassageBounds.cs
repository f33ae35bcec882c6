namespace Paperboy.Search.Text;

/// <summary>Grows the core of a passage to sentences where they fit into its greatest length, else to words.</summary>
internal sealed class PassageBounds(string text, int mostCharacters)
{
    private readonly List<int> _starts = Sentences.Starts(text);

    /// <summary>The passage around a core, which does not reach into the others.</summary>
    public TextSpan Extend(TextSpan core, List<TextSpan> others)
    {
        var (first, last) = SentencesOf(core);
        foreach (var other in others)
        {
            if (other.End <= core.Start)
                first = Math.Max(first, SkipSpaces(other.End, core.Start));
            else
                last = Math.Min(last, SkipSpacesBack(other.Start, core.End));
        }

        if (last - first <= mostCharacters)
            return new TextSpan(first, last - first);
        var spare = mostCharacters - core.Length;
        var (before, after) = (core.Start - first, last - core.End);
        // A passage that begins with its sentence reads best, then one that ends with it.
        var left = before <= spare ? before : after <= spare ? spare - after : Math.Max(spare / 2, spare - after);
        var start = WordStart(core.Start - Math.Min(left, before), core.Start);
        var end = WordEnd(Math.Min(last, start + mostCharacters), core.End);
        return new TextSpan(start, end - start);
    }

    /// <summary>As many sentences of the beginning as fit, or else words, or else characters.</summary>
    public TextSpan Beginning()
    {
        var start = SkipSpaces(0, text.Length);
        var most = (int)Math.Min(text.Length, (long)start + mostCharacters);
        if (most == text.Length)
            return Trimmed(start, most);
        var sentence = _starts.FindLast(place => SkipSpacesBack(place, start) <= most);
        if (sentence > start)
            return Trimmed(start, sentence);
        var end = WordEnd(most, start);
        if (end > start)
            return Trimmed(start, end);
        end = most;
        while (end > start && !IsCharacterBoundary(end))
            end--;
        return new TextSpan(start, end - start);
    }

    // The sentences that a core stands in, without the space around them.
    private (int First, int Last) SentencesOf(TextSpan core)
    {
        var first = AtOrBefore(core.Start);
        var last = AtOrBefore(core.End - 1) + 1;
        return (
            SkipSpaces(_starts[first], core.Start),
            SkipSpacesBack(last < _starts.Count ? _starts[last] : text.Length, core.End));
    }

    private int AtOrBefore(int place)
    {
        var found = _starts.BinarySearch(place);
        return found >= 0 ? found : ~found - 1;
    }

    private int WordStart(int from, int core)
    {
        var start = from;
        while (start < core && (!IsWordBoundary(start) || char.IsWhiteSpace(text[start])))
            start++;
        return start;
    }

    private int WordEnd(int to, int core)
    {
        var end = to;
        while (end > core && (!IsWordBoundary(end) || char.IsWhiteSpace(text[end - 1])))
            end--;
        return end;
    }

    private TextSpan Trimmed(int start, int end) => new(start, SkipSpacesBack(end, start) - start);

    // Next to white space, or within a script that has none.
    private bool IsWordBoundary(int at)
    {
        if (at == 0 || at == text.Length || char.IsWhiteSpace(text[at]) || char.IsWhiteSpace(text[at - 1]))
            return true;
        return IsCharacterBoundary(at) && (IsUnspaced(at) || IsUnspaced(at - 1));
    }

    private bool IsCharacterBoundary(int at) =>
        !(char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]))
        && CharacterClasses.Of(text, at, out _) != CharacterClass.Mark;

    private bool IsUnspaced(int at)
    {
        if (at > 0 && char.IsLowSurrogate(text[at]))
            at--;
        return CharacterClasses.Of(text, at, out _) == CharacterClass.Unspaced;
    }

    private int SkipSpaces(int at, int end)
    {
        while (at < end && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private int SkipSpacesBack(int at, int start)
    {
        while (at > start && char.IsWhiteSpace(text[at - 1]))
            at--;
        return at;
    }
}
