namespace Paperboy.Text;

/// <summary>The form of a title by which two records are seen to be one paper.</summary>
public static class TitleKey
{
    /// <summary>
    /// The title as shown, folded, with letters and digits only, so that accents, case, punctuation, spaces and markup
    /// make no difference. Empty when the title has neither letters nor digits: such titles say nothing about each
    /// other and must not be compared.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="title"/> is null.</exception>
    public static string Normalise(string title) => LetterFolding.LettersAndDigits(PaperText.Parse(title).ToPlainText());
}
