using Paperboy.Embeddings.Training;
using Paperboy.Storage;
using Paperboy.Text;

namespace Paperboy.Train;

/// <summary>The texts of a catalog, to adapt the model to.</summary>
internal static class CatalogTexts
{
    /// <summary>More papers than that change little and take long.</summary>
    public const int Most = 200_000;

    /// <summary>How many papers there are to adapt to: invented ones are not counted.</summary>
    public static long Count(Database database)
    {
        using var connection = database.Read();
        return connection.Number("SELECT COUNT(*) FROM paper WHERE invented = 0 AND hidden = 0");
    }

    /// <summary>Titles and abstracts of the catalog's papers, invented ones left out; of more than <see cref="Most"/> every n-th.</summary>
    public static IReadOnlyList<CatalogText> Read(Database database, CancellationToken cancel)
    {
        var step = (Count(database) + Most - 1) / Most;
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, title, abstract FROM paper WHERE invented = 0 AND hidden = 0 AND number % $step = 0 ORDER BY number";
        command.Parameters.AddWithValue("$step", Math.Max(1, step));
        using var reader = command.ExecuteReader();
        var texts = new List<CatalogText>();
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            texts.Add(new CatalogText(reader.GetString(0), new TrainingText(Plain(reader.GetString(1)), Plain(reader.GetString(2)))));
        }

        return texts;
    }

    private static string Plain(string text) => PaperText.Parse(text).ToPlainText();
}

/// <summary>A paper's text, with its permanent id.</summary>
internal readonly record struct CatalogText(string Id, TrainingText Text);
