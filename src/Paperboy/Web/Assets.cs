using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Paperboy.Web;

/// <summary>The files of wwwroot, each under an address that changes with its content, so that browsers may keep it for ever.</summary>
public sealed class Assets(IWebHostEnvironment environment)
{
    private const string Version = "v";

    private readonly IFileProvider _files = environment.WebRootFileProvider;
    private readonly ConcurrentDictionary<string, string> _addresses = new(StringComparer.Ordinal);

    /// <summary>The address of a file, such as <c>/paperboy.css</c>, with the fingerprint of its content.</summary>
    /// <exception cref="FileNotFoundException">There is no such file: the build did not bundle it.</exception>
    public string Address(string path) => _addresses.GetOrAdd(path, Fingerprint);

    /// <summary>Lets browsers keep a file for a year when it was asked for by fingerprint, else for a week (fonts).</summary>
    internal static void SetCaching(HttpContext context) =>
        context.Response.Headers[HeaderNames.CacheControl] = context.Request.Query.ContainsKey(Version)
            ? "public, max-age=31536000, immutable"
            : "public, max-age=604800";

    private string Fingerprint(string path)
    {
        var file = _files.GetFileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"{path} is not in wwwroot; the build bundles it with npm.", path);
        using var stream = file.CreateReadStream();
        return $"{path}?{Version}={Convert.ToHexStringLower(SHA256.HashData(stream).AsSpan(0, 6))}";
    }
}
