using System.Text;

namespace Paperboy.Harvest.Sample;

/// <summary>
/// Fills a template: <c>[one|two]</c> is a choice, <c>(name)</c> with angle brackets in place of the round ones is a
/// slot. Braces, dollars and backslashes stay as they are, since the texts hold LaTeX.
/// </summary>
internal sealed class Template(SeededRandom random, IReadOnlyDictionary<string, string> slots)
{
    /// <exception cref="InvalidOperationException">The template is not well formed, or names a slot that is not there.</exception>
    public string Fill(string template)
    {
        var filled = new StringBuilder(template.Length + 64);
        Fill(template, filled);
        return filled.ToString();
    }

    private void Fill(string template, StringBuilder filled)
    {
        for (var i = 0; i < template.Length; i++)
        {
            switch (template[i])
            {
                case '[':
                    var close = End(template, i, ']');
                    Fill(random.Pick(template[(i + 1)..close].Split('|')), filled);
                    i = close;
                    break;
                case '<':
                    var end = End(template, i, '>');
                    Fill(Slot(template[(i + 1)..end]), filled);
                    i = end;
                    break;
                default:
                    filled.Append(template[i]);
                    break;
            }
        }
    }

    private string Slot(string name) => slots.TryGetValue(name, out var value)
        ? value
        : throw new InvalidOperationException($"The sample library's templates have no slot <{name}>.");

    private static int End(string template, int start, char close)
    {
        var end = template.IndexOf(close, start);
        return end < 0 ? throw new InvalidOperationException($"\"{template}\" lacks a {close}.") : end;
    }
}
