namespace Paperboy.Text;

/// <summary>Finds the end of web addresses in running text and says which addresses may become links.</summary>
internal static class WebAddress
{
    /// <summary>The place after an address that begins at the given place: trailing punctuation is the sentence's.</summary>
    public static int End(string source, int start)
    {
        var end = start;
        while (end < source.Length && IsPart(source, end))
            end++;
        return start + TrimmedLength(source.AsSpan(start, end - start));
    }

    /// <summary>Whether an address begins here, as <c>http://</c>, <c>https://</c> or <c>www.</c> after no letter.</summary>
    public static bool StartsAt(string source, int at)
    {
        if (at > 0 && char.IsLetterOrDigit(source[at - 1]))
            return false;
        var rest = source.AsSpan(at);
        return StartsWithHost(rest, "https://") || StartsWithHost(rest, "http://") || StartsWithHost(rest, "www.");
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
        return dot > 0 && host.Length - dot > 2 && !host.ContainsAnyExcept(
            System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"));
    }
}
