using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Paperboy.Harvest.HuggingFace;
using Xunit;

namespace Paperboy.Tests.Harvest.HuggingFace;

public sealed class PythonLiteralTests
{
    [Theory]
    [InlineData("{'a': 'it\\'s', \"b\": \"it's\"}", """{"a":"it's","b":"it's"}""")]
    [InlineData("{'yes': True, 'no': False, 'none': None, 'lost': nan}", """{"yes":true,"no":false,"none":null,"lost":null}""")]
    [InlineData("[1, -2, 3.5, 1e3, 0]", "[1,-2,3.5,1000,0]")]
    [InlineData("('one', ('two',), [])", """["one",["two"],[]]""")]
    [InlineData(@"'a\n\t\\ \x41\u00e9\U0001F600 \101'", "\"a\\n\\t\\\\ Aé\U0001F600 A\"")]
    [InlineData("  { }  ", "{}")]
    [InlineData("'Grüße, 世界'", "\"Grüße, 世界\"")]
    [InlineData("[{'deep': [{'er': 1},],},]", """[{"deep":[{"er":1}]}]""")]
    public void Printed_values_become_json(string printed, string json) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(PythonLiteral.ToJson(printed).Span)));

    [Theory]
    [InlineData("", "is no value (at character 1)")]
    [InlineData("{'a': 1", "a comma or } must stand here (at character 8)")]
    [InlineData("{'a' 1}", "a colon must stand behind a key (at character 6)")]
    [InlineData("{1: 2}", "the key of a dictionary must be a string (at character 2)")]
    [InlineData("'a", "a string does not end (at character 3)")]
    [InlineData("'a\n'", "a string does not end with its line (at character 4)")]
    [InlineData(@"'\q'", @"\q is no escape (at character 4)")]
    [InlineData(@"'\x4'", "an escape needs 2 hexadecimal digits (at character 4)")]
    [InlineData(@"'\U00110000'", "an escape names no character (at character 12)")]
    [InlineData(@"'\ud800'", "a string holds half of a surrogate pair (at character 9)")]
    [InlineData("datetime.datetime(2024, 5, 1)", "“datetime.datetime(20…” is no value (at character 9)")]
    [InlineData("[1 2]", "a comma or ] must stand here (at character 4)")]
    [InlineData("1.2.3", "“1.2.3” is no number (at character 6)")]
    [InlineData("{} {}", "there is more behind the value (at character 4)")]
    public void What_is_no_printed_value_is_refused_with_the_place(string text, string fault)
    {
        var refused = Assert.Throws<FormatException>(() => PythonLiteral.ToJson(text));
        Assert.EndsWith(fault, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_bounded_so_that_no_text_ends_the_process()
    {
        var refused = Assert.Throws<FormatException>(() => PythonLiteral.ToJson(new string('[', 1_000_000)));
        Assert.Contains("deep", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_value_survives_printing_and_reading()
    {
        var random = new Random(20260317);
        for (var round = 0; round < 2_000; round++)
        {
            var value = Invent(random, 0);
            var printed = Print(value, random);
            Assert.True(JsonNode.DeepEquals(value, JsonNode.Parse(PythonLiteral.ToJson(printed).Span)), printed);
        }
    }

    [Fact]
    public void Damaged_text_gives_a_value_or_a_format_exception_and_nothing_else()
    {
        var random = new Random(7);
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < 10_000; round++)
        {
            var letters = Print(Invent(random, 0), random).ToCharArray();
            for (var damage = random.Next(4); damage >= 0 && letters.Length > 0; damage--)
                letters[random.Next(letters.Length)] = (char)random.Next(random.Next(2) == 0 ? 128 : 0x10000);
            try
            {
                JsonNode.Parse(PythonLiteral.ToJson(new string(letters, 0, random.Next(letters.Length + 1))).Span);
            }
            catch (FormatException)
            {
                // Refused, which is right.
            }
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"10,000 texts took {clock.Elapsed}.");
    }

    private static JsonNode? Invent(Random random, int depth) => random.Next(depth > 4 ? 5 : 7) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(-1_000_000, 1_000_000),
        3 or 4 => Text(random),
        5 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Invent(random, depth + 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create($"{i}{Text(random)}", Invent(random, depth + 1)))),
    };

    private static string Text(Random random)
    {
        string[] parts = ["a", "'", "\"", "\\", "\n", "\t", "é", "世", "\U0001F600", "\u0007", " ", "{", "]"];
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));
    }

    // As Python prints: single quotes, unless the text holds one and no double one.
    private static string Print(JsonNode? value, Random random) => value switch
    {
        null => "None",
        JsonArray list => random.Next(2) == 0 ? $"[{string.Join(", ", list.Select(v => Print(v, random)))}]" : $"({string.Concat(list.Select(v => Print(v, random) + ", "))})",
        JsonObject map => $"{{{string.Join(", ", map.Select(f => $"{Quote(f.Key)}: {Print(f.Value, random)}"))}}}",
        JsonValue leaf when leaf.TryGetValue<bool>(out var flag) => flag ? "True" : "False",
        JsonValue leaf when leaf.TryGetValue<int>(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => Quote(value.GetValue<string>()),
    };

    private static string Quote(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var printed = new StringBuilder().Append(quote);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '\\' => printed.Append(@"\\"),
                '\n' => printed.Append(@"\n"),
                '\t' => printed.Append(@"\t"),
                < ' ' => printed.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}"),
                _ when letter == quote => printed.Append('\\').Append(letter),
                _ => printed.Append(letter),
            };
        }

        return printed.Append(quote).ToString();
    }
}
