namespace Paperboy.Harvest.Fetching;

/// <summary>An address for messages and logs: whole, but for keys and the owner's contact.</summary>
internal static class ShownAddress
{
    private static readonly string[] Secret = ["api_key", "apikey", "api-key", "key", "access_token", "mailto"];

    public static string Of(Uri address)
    {
        var plain = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        if (address.Query.Length < 2)
            return plain;
        var parts = address.Query[1..].Split('&').Select(part =>
        {
            var name = part.Split('=')[0];
            return Secret.Contains(name, StringComparer.OrdinalIgnoreCase) ? name + "=***" : part;
        });
        return plain + "?" + string.Join('&', parts);
    }
}
