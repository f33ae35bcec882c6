using System.Globalization;
using System.Text.Json;
using Paperboy.Storage;

namespace Paperboy.Embeddings;

/// <summary>What the last adaptation of the built-in model to the catalog gave; a file beside the model, and derived like it.</summary>
/// <param name="Papers">How many papers the catalog had, invented ones not counted.</param>
/// <param name="Adopted">Whether the model is used.</param>
/// <param name="HeldOut">How many papers were kept out of the training to measure by; 0 when nothing was measured.</param>
/// <param name="Before">How well their titles found their abstracts by the model before (mean reciprocal rank).</param>
/// <param name="After">The same by the adapted one.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Ended">When.</param>
public sealed record AdaptationRecord(
    long Papers, bool Adopted, int HeldOut, double Before, double After, double Seconds, DateTimeOffset Ended)
{
    /// <summary>The record of a data folder; null if there is none that can be read: then the model is due to be adapted.</summary>
    public static AdaptationRecord? Read(DataFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize<AdaptationRecord>(File.ReadAllBytes(folder.Adaptation), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it; the file appears whole or not at all.</summary>
    public void Write(DataFolder folder)
    {
        var aside = folder.Adaptation + ".new";
        File.WriteAllBytes(aside, JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));
        File.Move(aside, folder.Adaptation, overwrite: true);
    }

    /// <summary>What people are told.</summary>
    public string ToWords()
    {
        if (HeldOut == 0)
            return string.Create(CultureInfo.InvariantCulture, $"On {Ended:yyyy-MM-dd} the model was adapted to {Papers:N0} papers.");
        var verdict = Adopted ? "is used" : "is not used, since it is not better";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"On {Ended:yyyy-MM-dd} the model was adapted to {Papers:N0} papers and {verdict}: titles of {HeldOut:N0} papers kept out find their abstracts with a mean reciprocal rank of {After:F3} (before: {Before:F3}).");
    }
}
