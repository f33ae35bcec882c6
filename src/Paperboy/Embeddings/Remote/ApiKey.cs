using System.Net.Http.Headers;
using Paperboy.Settings;

namespace Paperboy.Embeddings.Remote;

/// <summary>The key of an embedding service. It leaves this class in one place only, the header of a request.</summary>
internal sealed class ApiKey
{
    private const string Hidden = "***";
    private const int LongestFile = 4096;

    private readonly string _value;
    private readonly string _origin;

    private ApiKey(string value, string origin) => (_value, _origin) = (value, origin);

    public static ApiKey None { get; } = new("", "neither Embeddings:Key nor Embeddings:KeyFile is set");

    public bool IsNone => _value.Length == 0;

    /// <summary>What requests carry; null without a key.</summary>
    public AuthenticationHeaderValue? Header => IsNone ? null : new AuthenticationHeaderValue("Bearer", _value);

    /// <summary>Reads the key from the settings or from the file that they name.</summary>
    /// <exception cref="EmbedderException">The file cannot be read or holds no key; the message names it.</exception>
    public static ApiKey Read(EmbeddingsSettings settings)
    {
        if (settings.KeyFile.Length == 0)
            return settings.Key.Length == 0 ? None : new ApiKey(settings.Key, "the key is that of Embeddings:Key");
        string text;
        try
        {
            using var reader = new StreamReader(settings.KeyFile);
            var buffer = new char[LongestFile + 1];
            text = new string(buffer, 0, reader.ReadBlock(buffer)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbedderException($"Embeddings:KeyFile cannot be read: {e.Message}");
        }

        return IsFit(text) && text.Length is > 0 and <= LongestFile
            ? new ApiKey(text, $"the key is that of the file {settings.KeyFile}")
            : throw new EmbedderException($"Embeddings:KeyFile: {settings.KeyFile} holds no key; it must hold one line of visible ASCII and nothing else.");
    }

    /// <summary>Whether a text can stand in a header: visible ASCII.</summary>
    public static bool IsFit(string text) => text.All(c => c is > ' ' and <= '~');

    /// <summary>A text of somebody else's without the key, should it repeat it.</summary>
    public string Redact(string text) =>
        IsNone ? text : text.Replace(_value, Hidden, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the key is from, never what it is.</summary>
    public override string ToString() => _origin;
}
