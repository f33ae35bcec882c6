using System.Text;

namespace Paperboy.Harvest.Sample;

/// <summary>Writes a text the way authors type it who think in LaTeX: accents, quotes and percent signs as commands.</summary>
internal static class LatexTyping
{
    private static readonly Dictionary<char, string> Typed = new()
    {
        ['é'] = @"\'e",
        ['ê'] = @"\^{e}",
        ['ï'] = "\\\"{\\i}",
        ['ç'] = @"\c{c}",
        ['š'] = @"\v{s}",
        ['ñ'] = @"\~n",
        ['“'] = "``",
        ['”'] = "''",
        ['%'] = @"\%",
    };

    public static string Apply(string text)
    {
        var typed = new StringBuilder(text.Length + 32);
        foreach (var character in text)
        {
            if (Typed.TryGetValue(character, out var command))
                typed.Append(command);
            else
                typed.Append(character);
        }

        return typed.ToString();
    }
}
