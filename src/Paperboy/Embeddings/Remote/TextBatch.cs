namespace Paperboy.Embeddings.Remote;

/// <summary>Texts that go in one request.</summary>
/// <param name="Positions">Where each of them stands among those that the caller gave.</param>
/// <param name="Texts">As they are sent.</param>
internal sealed record TextBatch(IReadOnlyList<int> Positions, IReadOnlyList<string> Texts)
{
    public int Count => Positions.Count;

    public (TextBatch First, TextBatch Second) Halves()
    {
        var half = (Count + 1) / 2;
        return (
            new TextBatch([.. Positions.Take(half)], [.. Texts.Take(half)]),
            new TextBatch([.. Positions.Skip(half)], [.. Texts.Skip(half)]));
    }

    /// <summary>
    /// Divides texts into batches, one after the other as they are asked for. Texts without a word are in none. A text that
    /// is longer than a batch is one of its own.
    /// </summary>
    /// <param name="texts">All texts.</param>
    /// <param name="form">How they are written.</param>
    /// <param name="mostTexts">The most texts in the next batch; it may change on the way.</param>
    /// <param name="mostCharacters">The most UTF-16 units in one batch.</param>
    public static IEnumerable<TextBatch> Divide(
        IReadOnlyList<EmbedderText> texts, TextForm form, Func<int> mostTexts, int mostCharacters)
    {
        var (positions, characters) = (new List<int>(), 0);
        for (var i = 0; i < texts.Count; i++)
        {
            if (!TextForm.HasWord(texts[i]))
                continue;
            var length = form.Length(texts[i]);
            if (positions.Count > 0 && (positions.Count >= mostTexts() || characters + length > mostCharacters))
            {
                yield return Of(positions, texts, form);
                (positions, characters) = ([], 0);
            }

            positions.Add(i);
            characters += length;
        }

        if (positions.Count > 0)
            yield return Of(positions, texts, form);
    }

    private static TextBatch Of(List<int> positions, IReadOnlyList<EmbedderText> texts, TextForm form) =>
        new(positions, positions.ConvertAll(i => form.Write(texts[i])));
}
