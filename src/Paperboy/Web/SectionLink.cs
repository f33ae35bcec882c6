namespace Paperboy.Web;

/// <summary>An entry of the bar under the masthead.</summary>
public sealed record SectionLink(string Href, string Text, bool Current = false);
