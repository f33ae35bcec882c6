using System.Globalization;
using System.Text;

namespace Paperboy.Digest;

/// <summary>Wraps plain text for mail.</summary>
internal static class TextWrap
{
    public const int Width = 72;

    /// <summary>Breaks text between words into lines of at most <see cref="Width"/> columns; a longer word stands alone.</summary>
    /// <param name="text">With any white space between its words.</param>
    /// <param name="indent">Before each line.</param>
    /// <param name="first">Before the first line, instead of the indent; as long as that.</param>
    public static string Wrap(string text, string indent = "", string? first = null)
    {
        var wrapped = new StringBuilder(text.Length + 64);
        var column = 0;
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var width = new StringInfo(word).LengthInTextElements;
            if (column > 0 && column + 1 + width > Width)
            {
                wrapped.Append('\n');
                column = 0;
            }

            if (column == 0)
            {
                wrapped.Append(wrapped.Length == 0 ? first ?? indent : indent);
                column = indent.Length;
            }
            else
            {
                wrapped.Append(' ');
                column++;
            }

            wrapped.Append(word);
            column += width;
        }

        return wrapped.ToString();
    }
}
