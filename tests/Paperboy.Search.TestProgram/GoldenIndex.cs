namespace Paperboy.Search.TestProgram;

/// <summary>A small index of invented documents, kept in the tests for each format that was ever released.</summary>
public static class GoldenIndex
{
    public static readonly IndexSchema Schema = new(
        [new("title", 2), new("abstract", 1), new("authors", 1) { AddsLength = false }])
    {
        Columns = [new("category", ColumnKind.Keyword), new("votes", ColumnKind.Number), new("date", ColumnKind.Number)],
    };

    public static readonly VectorModel Model = new("golden", 64);

    /// <summary>Writes it: 300 documents in two segments; g0, g10, g20... deleted, g1 replaced, 269 left with it.</summary>
    public static void Write(string folder)
    {
        using var writer = IndexWriter.Open(folder, Schema);
        for (var number = 0; number < 200; number++)
            writer.Upsert(Document(number));
        writer.Commit(1);
        for (var number = 200; number < 300; number++)
            writer.Upsert(Document(number));
        for (var number = 0; number < 300; number += 10)
            writer.Delete($"g{number}");
        writer.Upsert(new IndexDocument("g1").Add("title", "Brandelung").Add("abstract", "velmatic quorpian replaced").Set("votes", -5));
        writer.Commit(2);
    }

    /// <summary>A vector of small whole numbers, brought to unit length.</summary>
    public static ModelVector VectorOf(int number)
    {
        var vector = Enumerable.Range(0, Model.Dimensions).Select(place => (float)(((number + 1) * (place + 3) * 7919 % 1009) - 504)).ToArray();
        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return new ModelVector(Model, [.. vector.Select(value => value / length)]) { Crowding = CrowdingOf(number) };
    }

    /// <summary>Some of each: none, and on both sides of it.</summary>
    public static float CrowdingOf(int number) => ((number % 9) - 3) / 8f;

    // Every third word of its own, so that answers can be said without an engine.
    private static IndexDocument Document(int number)
    {
        var document = new IndexDocument($"g{number}")
            .Add("title", number % 3 == 0 ? "Snorvels of quorpian" : "Quorpian velmatic")
            .Add("abstract", $"tharn{number} drelling drellings {(number % 4 == 0 ? "velmatic snorvel" : "snorvel then velmatic")}")
            .Add("authors", number % 2 == 0 ? "Mirta Oskelund" : "Pavo Ünterlik")
            .AddKeyword("category", number % 5 == 0 ? "zz.QA" : "zz.QB")
            .Set("date", (10_000 * (2020 + (number % 6))) + 315);
        document.Set(VectorOf(number));
        if (number % 7 == 0)
            document.AddKeyword("category", "yy.AA").Set("votes", number);
        return document;
    }
}
