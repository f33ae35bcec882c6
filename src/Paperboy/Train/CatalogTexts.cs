using Paperboy.Embeddings.Training;
using Paperboy.Storage;
using Paperboy.Text;

namespace Paperboy.Train;

/// <summary>The texts of a catalog, to adapt the model to.</summary>
internal static class CatalogTexts
{
    /// <summary>More papers than that change little and take long.</summary>
    public const int Most = 200_000;

    /// <summary>Titles and abstracts of the catalog's papers, invented ones left out; of more than <see cref="Most"/> every n-th.</summary>
    public static IReadOnlyList<TrainingText> Read(Database database, CancellationToken cancel)
    {
        using var connection = database.Read();
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT COUNT(*) FROM paper WHERE invented = 0";
        var step = ((long)count.ExecuteScalar()! + Most - 1) / Most;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT title, abstract FROM paper WHERE invented = 0 AND number % $step = 0 ORDER BY number";
        command.Parameters.AddWithValue("$step", Math.Max(1, step));
        using var reader = command.ExecuteReader();
        var texts = new List<TrainingText>();
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            texts.Add(new TrainingText(Plain(reader.GetString(0)), Plain(reader.GetString(1))));
        }

        return texts;
    }

    private static string Plain(string text) => PaperText.Parse(text).ToPlainText();
}
