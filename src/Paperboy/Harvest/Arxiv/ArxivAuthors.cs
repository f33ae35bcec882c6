using System.Text;

namespace Paperboy.Harvest.Arxiv;

/// <summary>
/// Splits the one line of authors that arXivRaw has, as its submitters type it by arXiv's rules (info.arxiv.org/help/prep):
/// names separated by commas or "and", affiliations in parentheses, a collaboration before a colon. LaTeX stays as it came.
/// </summary>
internal static class ArxivAuthors
{
    public static List<string> Split(string line)
    {
        line = ArxivText.OneLine(line);
        var names = new List<string>(4);
        var name = new StringBuilder(line.Length);
        var balanced = IsBalanced(line);
        var (parentheses, braces) = (0, 0);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '\\' && i + 1 < line.Length)
            {
                // \, and \& are no separators, and \" no quotation mark.
                if (parentheses == 0)
                    name.Append(c).Append(line[i + 1]);
                i++;
                continue;
            }

            // Where a parenthesis is never closed, its text ends with the next comma: no author is lost for it.
            if (c is '(' or ')')
                parentheses = Math.Max(0, parentheses + (c == '(' ? 1 : -1));
            else if (parentheses > 0 && (balanced || c != ','))
                continue;
            else if (Separator(line, i, braces) is > 0 and var length)
            {
                parentheses = 0;
                Add(names, name);
                i += length - 1;
            }
            else
            {
                braces += c == '{' ? 1 : c == '}' && braces > 0 ? -1 : 0;
                name.Append(c);
            }
        }

        Add(names, name);
        return names;
    }

    // Its length, or 0 where none begins.
    private static int Separator(string line, int i, int braces)
    {
        if (braces > 0)
            return 0;
        if (line[i] == ',')
            return 1;
        var atSpace = i + 1 == line.Length || line[i + 1] == ' ';
        if (line[i] == ':' && atSpace)
            return 1;
        if (line[i] == '&' && atSpace && (i == 0 || line[i - 1] is ' ' or ')'))
            return 1;
        var isAnd = string.Compare(line, i, "and ", 0, 4, StringComparison.OrdinalIgnoreCase) == 0;
        return isAnd && (i == 0 || line[i - 1] is ' ' or ',' or ')') ? 4 : 0;
    }

    private static void Add(List<string> names, StringBuilder text)
    {
        var name = ArxivText.OneLine(text.ToString());
        text.Clear();
        if (names.Count > 0 && IsSuffix(name))
            names[^1] += " " + name;
        else if (name.Any(char.IsLetter) && !IsEtAl(name))
            names.Add(name);
    }

    // "W. Example, Jr." is one author.
    private static bool IsSuffix(string name) => name.TrimEnd('.') is "Jr" or "Sr" or "II" or "III" or "IV";

    private static bool IsEtAl(string name) => name.TrimEnd('.').Equals("et al", StringComparison.OrdinalIgnoreCase);

    private static bool IsBalanced(string line)
    {
        var depth = 0;
        foreach (var c in line)
        {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0)
                return false;
        }

        return depth == 0;
    }
}
