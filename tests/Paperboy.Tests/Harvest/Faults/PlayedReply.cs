using System.Text;
using System.Xml;

namespace Paperboy.Tests.Harvest.Faults;

/// <summary>What a played service answers.</summary>
internal sealed record PlayedReply(int Status, string ContentType, byte[] Body)
{
    public static PlayedReply Json(string text, int status = 200) =>
        new(status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(text));

    public static PlayedReply Missing { get; } = new(404, "text/plain", "Nothing here."u8.ToArray());

    public static PlayedReply Xml(string contentType, Action<XmlWriter> write, int status = 200)
    {
        using var body = new MemoryStream();
        using (var xml = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " " }))
            write(xml);
        return new PlayedReply(status, contentType, body.ToArray());
    }
}

/// <summary>The parameters of an address; a name that comes twice counts as none.</summary>
internal sealed class PlayedQuery(IReadOnlyDictionary<string, string> values)
{
    public string this[string name] => values.GetValueOrDefault(name, "");

    public IEnumerable<string> Names => values.Keys;

    public int Number(string name, int otherwise) =>
        int.TryParse(this[name], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number : otherwise;
}
