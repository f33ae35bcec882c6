using System.Net;
using System.Text;
using System.Xml;
using Paperboy.Harvest.Fetching;
using Xunit;

namespace Paperboy.Tests.Harvest.Fetching;

public sealed class SafeXmlTests
{
    private const string Bomb =
        """
        <!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>
        """;

    [Theory]
    [InlineData("utf-8", "utf-8", null)]
    [InlineData("utf-8", "utf-8", "UTF-8")]
    [InlineData("utf-8", "utf-8", "us-ascii")]
    [InlineData("utf-8", null, null)]
    [InlineData("utf-8", "utf-8", "iso-8859-1")]
    [InlineData("utf-8", "iso-8859-1", "utf-8")]
    [InlineData("utf-8", "utf-8", "x-klingon")]
    [InlineData("iso-8859-1", "ISO-8859-1", null)]
    [InlineData("iso-8859-1", null, "ISO-8859-1")]
    [InlineData("utf-16", "utf-16", null)]
    [InlineData("utf-16", "utf-16", "utf-8")]
    public void The_charset_is_the_one_that_the_bytes_are_in(string bytes, string? declared, string? head)
    {
        var text = (declared is null ? "" : $"<?xml version=\"1.0\" encoding=\"{declared}\"?>") + "<a>Wübben</a>";
        var encoding = Encoding.GetEncoding(bytes);
        Assert.Equal("Wübben", Read([.. bytes == "utf-16" ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)], head));
        if (bytes != "iso-8859-1")
            Assert.Equal("Wübben", Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)], head));
    }

    [Theory]
    [InlineData("iso-8859-1", "utf-8", null)]
    [InlineData("iso-8859-1", null, null)]
    [InlineData("iso-8859-1", "utf-8", "utf-8")]
    [InlineData("iso-8859-1", "iso-8859-1", "utf-8")]
    [InlineData("iso-8859-1", "utf-8", "iso-8859-1")]
    [InlineData("utf-8", "iso-8859-1", "iso-8859-2")]
    [InlineData("utf-8", null, "x-klingon")]
    public void Bytes_that_are_not_what_they_are_said_to_be_are_an_error(string bytes, string? declared, string? head)
    {
        var text = (declared is null ? "" : $"<?xml version=\"1.0\" encoding=\"{declared}\"?>") + "<a>Wübben</a>";
        Assert.Throws<BadReplyException>(() => Read(Encoding.GetEncoding(bytes).GetBytes(text), head));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<a>")]
    [InlineData("<a><b></a></b>")]
    [InlineData("{\"a\": 1}")]
    [InlineData("<html><body><br></body></html>")]
    [InlineData("<a>\u0001</a>")]
    [InlineData("<a>&nbsp;</a>")]
    [InlineData("<a/><a/>")]
    [InlineData(Bomb)]
    [InlineData("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")]
    public void What_is_no_plain_XML_is_a_bad_reply(string text) =>
        Assert.Throws<BadReplyException>(() => Read(Encoding.UTF8.GetBytes(text), null));

    [Fact]
    public void Every_length_of_a_document_but_the_whole_is_an_error()
    {
        var bytes = Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?><a b=\"ü\"><c>ö</c><!-- x --></a>");
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<BadReplyException>(() => Read(bytes[..length], "utf-8"));
        Assert.Equal("ö", Read(bytes, "utf-8"));
    }

    [Theory]
    [InlineData("{\"a\": [1, \"ü\"]}", null)]
    [InlineData("\uFEFF[]", null)]
    [InlineData("", "no JSON, but empty")]
    [InlineData(" <!DOCTYPE html><title>Sign in</title>", "no JSON, but a page for browsers")]
    [InlineData("{\"a\": ", "no JSON")]
    [InlineData("[] []", "no JSON")]
    [InlineData("{'a': 1}", "no JSON")]
    public void JSON_is_read_or_refused_with_words(string text, string? words)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (words is null)
            SafeJson.Parse(bytes).Dispose();
        else
            Assert.Contains(words, Assert.Throws<BadReplyException>(() => SafeJson.Parse(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_in_another_charset_or_of_great_depth_is_refused()
    {
        Assert.Contains("no UTF-8", Assert.Throws<BadReplyException>(() => SafeJson.Parse(Encoding.Latin1.GetBytes("[\"ü\"]"))).Message, StringComparison.Ordinal);
        Assert.Throws<BadReplyException>(() => SafeJson.Parse(Encoding.UTF8.GetBytes(new string('[', 100_000))));
    }

    private static string Read(byte[] bytes, string? charset) =>
        SafeXml.Read(new Reply(HttpStatusCode.OK, "text/xml", charset, new MemoryStream(bytes)), reader =>
        {
            var text = "";
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Text)
                    text += reader.Value;
            }

            return text;
        });
}
