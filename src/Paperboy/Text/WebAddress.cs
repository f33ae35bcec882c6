using System.Buffers;

namespace Paperboy.Text;

/// <summary>Finds the end of web addresses in running text and says which addresses may become links.</summary>
internal static class WebAddress
{
    // Hosts that authors name without a scheme; other words with a dot are more often file names than hosts.
    private static readonly SearchValues<string> Signs =
        SearchValues.Create(["://", "www.", "github.com/", "huggingface.co/"], StringComparison.Ordinal);

    private static readonly SearchValues<char> HostLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

    /// <summary>The first place of what tells an address: the end of a scheme or the beginning of a known host, or -1.</summary>
    public static int IndexOfSign(ReadOnlySpan<char> text) => text.IndexOfAny(Signs);

    /// <summary>The place after an address that begins at the given place: trailing punctuation is the sentence's.</summary>
    public static int End(string source, int start)
    {
        var end = start;
        while (end < source.Length && IsPart(source, end))
            end++;
        return start + TrimmedLength(source.AsSpan(start, end - start));
    }

    /// <summary>Whether an address begins here, with a scheme or a known host, and is not the rest of a longer word.</summary>
    public static bool StartsAt(string source, int at)
    {
        if (at > 0 && (char.IsLetterOrDigit(source[at - 1]) || source[at - 1] is '@' or '-' or '_'))
            return false;
        var rest = source.AsSpan(at);
        if (StartsWithHost(rest, "https://") || StartsWithHost(rest, "http://"))
            return true;
        return (at == 0 || source[at - 1] is not ('.' or '/' or ':'))
            && (StartsWithHost(rest, "www.") || StartsWithHost(rest, "github.com/") || StartsWithHost(rest, "huggingface.co/"));
    }

    /// <summary>
    /// The address as the target of a link: absolute, http, https or mailto. Null for anything else, such as
    /// <c>javascript:</c>, and for what is no address.
    /// </summary>
    public static string? ToHref(string address)
    {
        var text = Unescaped(address.Trim());
        if (text.Length is 0 or > 2000 || text.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return null;
        var hasScheme = text.Contains("://", StringComparison.Ordinal) || text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);
        if (!hasScheme && !LooksLikeHost(text))
            return null;
        if (!Uri.TryCreate(hasScheme ? text : "https://" + text, UriKind.Absolute, out var uri))
            return null;
        if (uri.Scheme == Uri.UriSchemeMailto)
            return uri.AbsoluteUri;
        var web = uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps;
        return web && uri.UserInfo.Length == 0 && uri.Host.Contains('.', StringComparison.Ordinal) ? uri.AbsoluteUri : null;
    }

    /// <summary>The address without TeX's escapes: <c>my\_code</c> as <c>my_code</c>.</summary>
    public static string Unescaped(string address)
    {
        if (address.AsSpan().IndexOfAny('\\', '&') < 0)
            return address;
        return address.Replace("\\textasciitilde{}", "~", StringComparison.Ordinal)
            .Replace("\\textasciitilde", "~", StringComparison.Ordinal)
            .Replace("\\sim", "~", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("\\", "", StringComparison.Ordinal);
    }

    private static bool IsPart(string source, int at)
    {
        var c = source[at];
        if (c == '\\')
            return at + 1 < source.Length && source[at + 1] is '_' or '%' or '#' or '&' or '~' or '-';
        return c is > ' ' and < '\x7f' and not ('<' or '>' or '"' or '{' or '}' or '|' or '^' or '`' or '$');
    }

    private static int TrimmedLength(ReadOnlySpan<char> address)
    {
        var round = address.Count('(') - address.Count(')');
        var square = address.Count('[') - address.Count(']');
        var length = address.Length;
        while (length > 0)
        {
            var last = address[length - 1];
            if (last == ')' && round < 0)
                round++;
            else if (last == ']' && square < 0)
                square++;
            else if (last is not ('.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' or '\\' or '~' or '('))
                break;
            length--;
        }

        return length;
    }

    private static bool StartsWithHost(ReadOnlySpan<char> text, string prefix) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && text.Length > prefix.Length
        && (char.IsAsciiLetterOrDigit(text[prefix.Length]));

    private static bool LooksLikeHost(string text)
    {
        var slash = text.AsSpan().IndexOfAny('/', '?', '#');
        var host = slash < 0 ? text.AsSpan() : text.AsSpan(0, slash);
        var dot = host.LastIndexOf('.');
        return dot > 0 && host.Length - dot > 2 && !host.ContainsAnyExcept(HostLetters);
    }
}
