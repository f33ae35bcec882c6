using System.Text;
using System.Xml;
using Paperboy.Harvest.Fetching;

namespace Paperboy.Harvest.Arxiv;

/// <summary>Walks through XML element by element, with a bound on how deep it may be.</summary>
internal static class ArxivXml
{
    // arXiv's replies are six deep. A reader keeps all open elements, so that millions of them would fill the memory.
    private const int Deepest = 40;

    /// <summary>Goes to the element that all others are in.</summary>
    public static void ToRoot(XmlReader xml)
    {
        xml.MoveToContent();
        if (xml.NodeType != XmlNodeType.Element)
            throw new BadReplyException("the reply has no element");
    }

    /// <summary>Enters the element that the reader is at; false where it is empty, which is then passed.</summary>
    public static bool Enter(XmlReader xml)
    {
        Bound(xml);
        var inside = !xml.IsEmptyElement;
        xml.Read();
        return inside;
    }

    /// <summary>Goes to the next element within one that was entered at a depth; false at its end, which is then passed.</summary>
    public static bool NextChild(XmlReader xml, int depth)
    {
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
                return true;
            if (!xml.Read())
                return false;
        }

        xml.Read();
        return false;
    }

    /// <summary>The text in the element that the reader is at, which is then passed.</summary>
    public static string Text(XmlReader xml)
    {
        var depth = xml.Depth;
        if (!Enter(xml))
            return "";
        string? text = null;
        StringBuilder? joined = null;
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
                Bound(xml);
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                if (text is null)
                    text = xml.Value;
                else
                    (joined ??= new StringBuilder(text)).Append(xml.Value);
            }

            if (!xml.Read())
                break;
        }

        xml.Read();
        return joined?.ToString() ?? text ?? "";
    }

    /// <summary>Passes the element that the reader is at.</summary>
    public static void Skip(XmlReader xml)
    {
        var depth = xml.Depth;
        if (!Enter(xml))
            return;
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
                Bound(xml);
            if (!xml.Read())
                return;
        }

        xml.Read();
    }

    private static void Bound(XmlReader xml)
    {
        if (xml.Depth > Deepest)
            throw new BadReplyException($"the reply nests elements more than {Deepest} deep");
    }
}
