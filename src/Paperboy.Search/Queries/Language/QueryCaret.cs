namespace Paperboy.Search.Queries.Language;

/// <summary>What is being typed at the caret.</summary>
/// <param name="Replace">What a completion takes the place of: the whole word or the inside of the quotes; may be empty.</param>
/// <param name="Field">The text field or column that it is of; null: none in particular.</param>
/// <param name="Typed">What stands of it before the caret.</param>
public readonly record struct CaretReading(TextSpan Replace, string? Field, string Typed);

/// <summary>Finds what a completion of a query would complete.</summary>
public static class QueryCaret
{
    /// <summary>Reads the text up to the caret, which stands before the code unit <paramref name="caret"/>.</summary>
    public static CaretReading At(string text, int caret, QueryVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentOutOfRangeException.ThrowIfNegative(caret);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(caret, text.Length);
        var nothing = new TextSpan(caret, 0);
        if (caret > QueryLimits.Typed.Characters)
            return new CaretReading(nothing, null, "");
        var plain = QueryText.Normalise(text);
        // Without the limit of leaves: what is left out can be completed all the same.
        var grammar = new QueryGrammar(plain[..caret], vocabulary, QueryLimits.Typed with { Leaves = int.MaxValue }, new QueryNotes());
        grammar.ReadAll();
        var last = grammar.Last;
        if (last.Place.End != caret || caret == 0)
            return new CaretReading(nothing, grammar.FieldAtEnd?.Name, "");
        var start = last.Place.Start;
        return new CaretReading(new TextSpan(start, EndOf(plain, caret, last.IsQuoted) - start), last.Field?.Name, text[start..caret]);
    }

    private static int EndOf(string plain, int caret, bool isQuoted)
    {
        if (isQuoted)
        {
            // Quotes that are still open reach no further than what is being typed.
            var close = plain.IndexOf('"', caret);
            return close < 0 ? caret : close;
        }

        var scanner = new QueryScanner(plain) { Position = caret };
        return scanner.ReadRun(out _).End;
    }
}
