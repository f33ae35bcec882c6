using System.Text.Json;
using Paperboy.Harvest.OpenAlex;
using Xunit;

namespace Paperboy.Tests.Harvest.OpenAlex;

public sealed class InvertedAbstractTests
{
    [Theory]
    [InlineData("""{"We": [0, 3], "wait;": [1], "then": [2], "win.": [4]}""", "We wait; then We win.")]
    [InlineData("""{"gap": [7], "A": [0]}""", "A gap")]
    [InlineData("""{"first": [0], "second": [0], "end": [1]}""", "first end")]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    [InlineData("""{"a": 3}""", null)]
    [InlineData("""{"a": [-1]}""", null)]
    [InlineData("""{"a": [2000000000]}""", null)]
    [InlineData("""{"a": [1.5]}""", null)]
    public void An_index_becomes_the_text_that_it_is_of(string index, string? text) => Assert.Equal(text, Of(index));

    [Fact]
    public void Any_text_of_words_comes_back_exactly()
    {
        var random = new Random(9);
        for (var round = 0; round < 300; round++)
        {
            var words = Enumerable.Range(0, random.Next(1, 400)).Select(_ => "w" + random.Next(120)).ToArray();
            var index = words.Select((word, position) => (word, position)).OrderBy(_ => random.Next()).GroupBy(pair => pair.word)
                .ToDictionary(group => group.Key, group => group.Select(pair => pair.position));
            Assert.Equal(string.Join(' ', words), Of(JsonSerializer.Serialize(index)));
        }
    }

    [Fact]
    public void An_index_of_too_many_letters_is_no_abstract() => Assert.Null(Of($$"""{"{{new string('x', 5_000)}}": [{{string.Join(",", Enumerable.Range(0, 100))}}]}"""));

    private static string? Of(string index)
    {
        using var json = JsonDocument.Parse(index);
        return InvertedAbstract.Of(json.RootElement);
    }
}
