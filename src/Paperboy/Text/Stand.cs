namespace Paperboy.Text;

public sealed record AuthorName(string Display, string Slug, string MatchingSurname)
{
    public static AuthorName Parse(string raw) => new(raw.Trim(), raw.Trim().ToLowerInvariant().Replace(' ', '-'), raw.Trim().Split(' ')[^1].ToLowerInvariant());
}

public static class TitleKey
{
    public static string Normalise(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

public sealed record PaperText(string Source)
{
    public static PaperText Parse(string source) => new(source);
    public string ToPlainText() => Source;
}
