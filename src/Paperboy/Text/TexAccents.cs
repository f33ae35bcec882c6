using System.Text;

namespace Paperboy.Text;

/// <summary>TeX's accents: a control symbol or letter before the letter that it goes on.</summary>
internal static class TexAccents
{
    /// <summary>The combining character of an accent written as <c>\'</c> or <c>\c</c>, or '\0'.</summary>
    public static char Combining(char accent) => accent switch
    {
        '\'' => '\u0301',
        '`' => '\u0300',
        '^' => '\u0302',
        '"' => '\u0308',
        '~' => '\u0303',
        '=' => '\u0304',
        '.' => '\u0307',
        'u' => '\u0306',
        'v' => '\u030c',
        'H' => '\u030b',
        'c' => '\u0327',
        'k' => '\u0328',
        'r' => '\u030a',
        'd' => '\u0323',
        'b' => '\u0331',
        't' => '\u0361',
        _ => '\0',
    };

    /// <summary>
    /// The letter with its accent, if Unicode has the two as one: <c>\"q</c> is an escaped quotation mark and no accent.
    /// </summary>
    public static string? Compose(char accent, string letter)
    {
        if (letter.Length != 1 || !char.IsLetter(letter[0]))
            return null;
        var plain = letter[0] switch { 'ı' => "i", 'ȷ' => "j", _ => letter };
        var composed = (plain + Combining(accent)).Normalize(NormalizationForm.FormC);
        return composed.Length == 1 || accent is 'b' or 't' or 'd' ? composed : null;
    }
}
