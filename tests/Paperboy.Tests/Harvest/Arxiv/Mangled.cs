using System.Text;
using System.Xml;
using Paperboy.Harvest.Fetching;

namespace Paperboy.Tests.Harvest.Arxiv;

/// <summary>A good reply, damaged in every way: readers must take it for bad, or read something sound from it.</summary>
internal static class Mangled
{
    /// <summary>Cuts the reply at each byte, then flips bytes of it at random; anything but a bad reply is thrown on.</summary>
    /// <param name="reply">A good one.</param>
    /// <param name="read">Reads and checks what it got.</param>
    public static void All(byte[] reply, Action<XmlReader> read)
    {
        for (var length = 0; length < reply.Length; length += 3)
            Try(reply[..length], read);
        var random = new Random(11);
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = (byte[])reply.Clone();
            for (var flips = 1 + random.Next(2); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Try(bytes, read);
        }
    }

    private static void Try(byte[] bytes, Action<XmlReader> read)
    {
        try
        {
            using var xml = SafeXml.Reader(new MemoryStream(bytes));
            read(xml);
        }
        catch (Exception e) when (e is XmlException or BadReplyException or DecoderFallbackException)
        {
            // What the polite client takes for a bad reply.
        }
    }
}
