using System.Diagnostics;
using System.Text;
using Paperboy.Catalog;
using Paperboy.Harvest;
using Paperboy.Harvest.Acl;
using Paperboy.Harvest.Fetching;
using Xunit;

namespace Paperboy.Tests.Harvest.Acl;

public sealed class AclXmlTests
{
    private const string Invented = """
        <?xml version='1.0' encoding='UTF-8'?>
        <collection id="2021.wait">
          <volume id="main" ingest-date="2021-08-01" type="proceedings">
            <meta>
              <booktitle>Proceedings of the <fixed-case>W</fixed-case>aiting Workshop</booktitle>
              <editor><first>Eda</first><last>Editor</last></editor>
              <publisher>Nobody</publisher><month>30 July–August</month><year>2021</year><venue>wait</venue>
            </meta>
            <frontmatter><url hash="0">2021.wait-main.0</url><bibkey>wait-2021</bibkey><title>Not a paper</title></frontmatter>
            <paper id="1">
              <title><fixed-case>LSTM</fixed-case>s that <b>wait</b> for <tex-math>O(n^2)</tex-math>
                 &amp; <i>more</i> at <url>https://wait.example</url></title>
              <author><first>Ada</first><last>Example</last><variant script="hani"><first>阿</first><last>达</last></variant></author>
              <author><first/><last>Mononym</last></author>
              <author><first>Ben</first><last>von Invented</last><affiliation>Nowhere</affiliation></author>
              <pages>1–9</pages>
              <abstract>We wait.
                 <tex-math>x &lt; y</tex-math>.</abstract>
              <url hash="1">2021.wait-main.1</url>
              <doi>10.18653/v1/2021.wait-main.1</doi>
              <award>Best Paper</award>
              <bibkey>example-2021-lstms</bibkey>
              <revision id="1" href="2021.wait-main.1v1" hash="2"/>
              <revision id="2" href="2021.wait-main.1v2" hash="3" date="2021-09-30">Fixed Table 2.</revision>
              <erratum id="1" hash="4">2021.wait-main.1e1</erratum>
              <pwccode url="https://github.com/example/wait" additional="true">example/wait</pwccode>
            </paper>
            <paper id="2"><title>Taken Back</title><author><first>Cy</first><last>Doe</last></author><retracted date="2022-01-01">Wrong data.</retracted></paper>
            <paper id="3"><title/><author><first>Cy</first><last>Doe</last></author></paper>
            <paper id="x"><title>No Number</title></paper>
            <paper id="5"><title>Gone</title><removed date="2022-01-01"/><year>2020</year><month>Dec.</month></paper>
          </volume>
          <event id="wait-2021"><links/></event>
        </collection>
        """;

    [Fact]
    public void A_paper_has_what_it_and_its_volume_say()
    {
        var record = Read(Invented, "2021.wait").Records[0];
        Assert.Equal(("acl", "ACL:2021.wait-main.1"), (record.Source, record.Key));
        Assert.Equal("LSTMs that wait for $O(n^2)$ & more at https://wait.example", record.Title);
        Assert.Equal("We wait. $x < y$.", record.Abstract);
        Assert.Equal(["Ada Example", "Mononym", "Ben von Invented"], record.Authors);
        Assert.Equal(("2021-07", "Proceedings of the Waiting Workshop"), (record.Published!.ToString(), record.Venue));
        Assert.Equal(("10.18653/v1/2021.wait-main.1", "https://github.com/example/wait"), (record.Doi, record.Repository));
        Assert.Equal("Best Paper; pages 1–9; has an erratum", record.Comment);
        Assert.Equal([new PaperVersion(1, null), new PaperVersion(2, new DateOnly(2021, 9, 30))], record.Versions);
        Assert.Equal((2, "https://creativecommons.org/licenses/by/4.0/"), (record.Version, record.License));
    }

    [Fact]
    public void Retracted_and_removed_papers_are_marked_and_bad_ones_are_told()
    {
        var page = Read(Invented, "2021.wait");
        Assert.Equal(["ACL:2021.wait-main.1", "ACL:2021.wait-main.2", "ACL:2021.wait-main.5"], page.Records.Select(record => record.Key));
        Assert.Equal((true, "retracted: Wrong data."), (page.Records[1].Retracted, page.Records[1].Comment));
        Assert.Equal((true, "2020-12"), (page.Records[2].Withdrawn, page.Records[2].Published!.ToString()));
        Assert.Equal(
            [("2021.wait-main.3", "title is missing or empty"), ("2021.wait-main.x", "the ids of volume and paper are no numbers")],
            page.Rejected.Select(rejected => (rejected.Id, rejected.Reason)));
    }

    [Theory]
    [InlineData("2020.acl", "main", "1", "2020.acl-main.1")]
    [InlineData("P19", "1", "7", "P19-1007")]
    [InlineData("W18", "54", "7", "W18-5407")]
    [InlineData("W18", "4", "7", "W18-0407")]
    [InlineData("D19", "1", "22", "D19-1022")]
    [InlineData("D19", "66", "17", "D19-6617")]
    [InlineData("C69", "3", "1", "C69-0301")]
    [InlineData("P19", "x", "7", null)]
    public void Ids_of_both_forms_are_made_of_collection_volume_and_paper(string collection, string volume, string paper, string? id) =>
        Assert.Equal(id, AclXml.IdOf(collection, volume, paper));

    [Theory]
    [InlineData("<!DOCTYPE c [<!ENTITY a 'x'>]><collection id='P19'>&a;</collection>", "DTD")]
    [InlineData("<!DOCTYPE c SYSTEM 'http://127.0.0.1:9/evil.dtd'><collection id='P19'/>", "DTD")]
    [InlineData("<collection id='P19'><volume id='1'>", "no XML, or not all of it")]
    [InlineData("<collection id='P18'/>", "no collection P19")]
    [InlineData("<html><body>Hello</body></html>", "no collection P19")]
    [InlineData("404: Not Found", "no XML")]
    [InlineData("", "no XML")]
    public void What_is_no_file_of_that_collection_is_a_bad_reply(string body, string words) =>
        Assert.Contains(words, Assert.Throws<BadReplyException>(() => Read(body, "P19")).Message, StringComparison.Ordinal);

    [Fact]
    public void Elements_a_hundred_thousand_deep_end_nothing_but_the_reading()
    {
        var deep = new StringBuilder("<collection id='P19'><volume id='1'><paper id='1'><title>");
        deep.Insert(deep.Length, "<b>", 100_000).Append("deep").Insert(deep.Length, "</b>", 100_000).Append("</title></paper></volume></collection>");
        Assert.Equal("deep", Assert.Single(Read(deep.ToString(), "P19").Records).Title);
    }

    [Fact]
    public void Damaged_files_give_records_or_a_bad_reply_and_nothing_else()
    {
        var random = new Random(5);
        var whole = Encoding.UTF8.GetBytes(Invented);
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < 1_500; round++)
        {
            var body = whole.ToArray();
            for (var damage = random.Next(3); damage >= 0; damage--)
                body[random.Next(body.Length)] = (byte)random.Next(round % 2 == 0 ? 128 : 256);
            try
            {
                AclXml.Read(body.AsMemory(0, round % 3 == 0 ? random.Next(body.Length) : body.Length), "2021.wait", new DateOnly(2027, 3, 17));
            }
            catch (BadReplyException)
            {
                // Refused, which is right.
            }
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"1,500 files took {clock.Elapsed}.");
    }

    private static PageRecords Read(string body, string collection) =>
        AclXml.Read(Encoding.UTF8.GetBytes(body), collection, new DateOnly(2027, 3, 17));
}
