using System.Globalization;

namespace Paperboy.Settings;

/// <param name="Kind">built-in, openai or ollama.</param>
/// <param name="Address">Of the service; null for built-in.</param>
/// <param name="Model">As the service knows it.</param>
/// <param name="Dimensions">Of the vectors to ask for; 0 for the model's own.</param>
/// <param name="DocumentPrefix">Stands before each paper.</param>
/// <param name="QueryPrefix">Stands before each query.</param>
/// <param name="MaxCharacters">Of one text.</param>
/// <param name="BatchTexts">The most in one request.</param>
/// <param name="BatchCharacters">The most in one request.</param>
/// <param name="Requests">At the same time.</param>
/// <param name="Timeout">For one answer.</param>
/// <param name="Tries">Of one request.</param>
/// <param name="Key">Never shown, never logged.</param>
/// <param name="KeyFile">Holds the key; empty when there is none.</param>
public sealed record EmbeddingsSettings(
    string Kind,
    Uri? Address,
    string Model,
    int Dimensions,
    string DocumentPrefix,
    string QueryPrefix,
    int MaxCharacters,
    int BatchTexts,
    int BatchCharacters,
    int Requests,
    TimeSpan Timeout,
    int Tries,
    string Key,
    string KeyFile)
{
    /// <summary>Whether the built-in model is adapted to the catalog by itself.</summary>
    public bool Adapts { get; init; } = true;

    private const string OllamaHere = "http://127.0.0.1:11434";

    internal static EmbeddingsSettings From(Func<string, string> value) => new(
        value("Embeddings:Kind"),
        AddressFrom(value("Embeddings:Kind"), value("Embeddings:Address")),
        value("Embeddings:Model"),
        PaperboySettings.Number(value("Embeddings:Dimensions")),
        value("Embeddings:DocumentPrefix"),
        value("Embeddings:QueryPrefix"),
        PaperboySettings.Number(value("Embeddings:MaxCharacters")),
        PaperboySettings.Number(value("Embeddings:BatchTexts")),
        PaperboySettings.Number(value("Embeddings:BatchCharacters")),
        PaperboySettings.Number(value("Embeddings:Requests")),
        TimeSpan.FromSeconds(PaperboySettings.Number(value("Embeddings:TimeoutSeconds"))),
        PaperboySettings.Number(value("Embeddings:Tries")),
        value("Embeddings:Key"),
        value("Embeddings:KeyFile"))
    {
        Adapts = value("Embeddings:Adapt") == "yes",
    };

    private static Uri? AddressFrom(string kind, string address) =>
        kind == "built-in" ? null : new Uri(address.Length > 0 ? address : OllamaHere);

    // A record prints all of its properties; this one must not.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Kind = {Kind}, Address = {Address}, Model = {Model}");
        return true;
    }
}
