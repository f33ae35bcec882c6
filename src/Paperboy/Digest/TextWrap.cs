using System.Globalization;
using System.Text;

namespace Paperboy.Digest;

/// <summary>Wraps plain text for mail.</summary>
internal static class TextWrap
{
    public const int Width = 72;

    /// <summary>Breaks text between words into lines of at most <see cref="Width"/> columns; a longer word stands alone.</summary>
    public static string Wrap(string text, string indent = "")
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
                wrapped.Append(indent);
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
