using System.Text;

namespace Paperboy.Embeddings.Training;

/// <summary>
/// The papers that no general model is ever trained on, about one of a hundred, so that there is something to measure it by:
/// what finds the abstract of a title that it has learned by heart shows nothing.
/// </summary>
internal static class HeldOut
{
    private const ulong OneOf = 100;

    /// <summary>Whether a paper is held out: by its permanent id alone, the same for ever.</summary>
    public static bool Contains(string id) => Vocabulary.Hash(Encoding.UTF8.GetBytes(id)) % OneOf == 0;
}
