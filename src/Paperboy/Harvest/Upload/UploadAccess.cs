using System.Net;
using Paperboy.Catalog;
using Paperboy.Settings;

namespace Paperboy.Harvest.Upload;

/// <summary>
/// Who may fill the catalog through the page. It is there for the first morning, when there may be no owner yet: open as long as the
/// catalog holds no real papers, and on an installation that only its own machine can reach.
/// </summary>
public sealed class UploadAccess(ServerSettings settings, PaperStore papers)
{
    /// <summary>What those are told who may not.</summary>
    public const string Closed =
        "Papers are imported through the page only while there are none yet, or while Paperboy is private to its own machine. "
        + "On the server, use: paperboy import FILE";

    public bool IsOpen() => IsPrivate || !papers.HasReal();

    private bool IsPrivate =>
        settings.PublicAddress is null
        && (settings.Address.Host == "localhost"
            || (IPAddress.TryParse(settings.Address.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
