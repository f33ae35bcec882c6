using System.Text;
using System.Xml;
using Paperboy.Harvest.Fetching;
using Xunit;

namespace Paperboy.Tests.Harvest.Arxiv;

/// <summary>A reply that was cut, or whose bytes were flipped, is a bad reply or gives sound records: nothing else.</summary>
public sealed class ArxivOaiFuzzTests
{
    private static readonly byte[] Reply = Encoding.UTF8.GetBytes(OaiReplies.Page(
        OaiReplies.Raw("2603.00001", authors: "Ada Éxample (Nowhere), {B}en \\\"Muster", about: "  Words & more\n  <a> wörds.\n",
            fields: "<comments>3 pages</comments><doi>10.1000/x</doi><license>http://creativecommons.org/licenses/by/4.0/</license>"),
        OaiReplies.Deleted("2603.00002"),
        OaiReplies.Token("token", "cursor=\"0\" completeListSize=\"3\"")));

    [Fact]
    public void A_reply_cut_at_any_byte_is_a_bad_reply()
    {
        var whole = Reply.AsSpan().LastIndexOf((byte)'>') + 1;
        for (var length = 0; length < whole; length++)
            Assert.False(Reads(Reply[..length]), $"{length} of {Reply.Length} bytes were taken for a reply");
    }

    [Fact]
    public void Flipped_bytes_never_give_anything_but_a_bad_reply_or_sound_records()
    {
        var random = new Random(20_260_317);
        var read = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = (byte[])Reply.Clone();
            for (var flips = 1 + random.Next(2); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            read += Reads(bytes) ? 1 : 0;
        }

        Assert.InRange(read, 250, 4_750);
    }

    [Fact]
    public void Pieces_in_any_order_never_give_anything_but_a_bad_reply_or_sound_records()
    {
        var random = new Random(4);
        var pieces = Encoding.UTF8.GetString(Reply).Split('>').Select(piece => piece + ">").ToArray();
        for (var round = 0; round < 3_000; round++)
        {
            var text = new StringBuilder("<OAI-PMH><ListRecords>");
            for (var count = random.Next(40); count > 0; count--)
                text.Append(pieces[2 + random.Next(pieces.Length - 2)]);
            Reads(Encoding.UTF8.GetBytes(text.Append("</ListRecords></OAI-PMH>").ToString()));
        }
    }

    private static bool Reads(byte[] bytes)
    {
        try
        {
            var page = OaiReplies.Read(bytes);
            foreach (var record in page.Records)
                Assert.Equal(record.Key, Paperboy.Catalog.RecordJson.Read(record.Body).Key);
            return true;
        }
        catch (Exception e) when (e is XmlException or BadReplyException)
        {
            return false;
        }
    }
}
