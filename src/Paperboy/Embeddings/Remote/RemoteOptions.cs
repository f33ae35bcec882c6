using Paperboy.Settings;

namespace Paperboy.Embeddings.Remote;

/// <summary>What is asked of a service, and in which portions.</summary>
/// <param name="Model">The model's name, as the service knows it.</param>
/// <param name="Dimensions">The length that vectors shall have; 0 leaves it to the model.</param>
/// <param name="Form">How texts are written.</param>
/// <param name="BatchTexts">The most texts in one request.</param>
/// <param name="BatchCharacters">The most UTF-16 units in one request, but for a single longer text.</param>
/// <param name="Requests">The most requests at the same time.</param>
internal sealed record RemoteOptions(string Model, int Dimensions, TextForm Form, int BatchTexts, int BatchCharacters, int Requests)
{
    public static RemoteOptions From(EmbeddingsSettings settings) => new(
        settings.Model,
        settings.Dimensions,
        new TextForm(settings.DocumentPrefix, settings.QueryPrefix, settings.MaxCharacters),
        settings.BatchTexts,
        settings.BatchCharacters,
        settings.Requests);
}
