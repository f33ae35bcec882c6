using System.Text;
using System.Text.RegularExpressions;
using Paperboy.Search.Text;
using Xunit;

namespace Paperboy.Search.Tests.Text;

/// <summary>The tokenizer beside a plain one that is made of regular expressions.</summary>
public sealed class TokenizerTests
{
    private const string Pool =
        "abvAZ0123459 10.10.2503.11731v2.--__++##//:()'''\u2019\u2010 \u00AD\u200B\u0301\u0e01\u0e31学カ\ud835\udc31é\ud800\udc00ßﬃλΛ\ud842\udfb7";

    private static readonly string[] Pieces =
        ["10.1234/", "2503.11731", "v2", "'s", "'ll", "'t", "C++", "F#", "a-", ".b", "O'", " ", "学习", "β", "don't", "word", "\u00AD", "-\u200B", "x"];

    [Fact]
    public void Tokens_are_those_of_the_plain_tokenizer()
    {
        var random = new Random(21);
        for (var i = 0; i < 25_000; i++)
        {
            var text = RandomText(random);
            Assert.Equal(PlainTokens(text), Tokens(text));
        }
    }

    [Fact]
    public void Forms_cached_by_characters_are_those_of_the_reader()
    {
        var random = new Random(22);
        var cache = new Dictionary<string, (string Exact, string Term, TokenKind Kind)>(StringComparer.Ordinal);
        var buffer = new byte[TermReader.BufferLength];
        for (var i = 0; i < 25_000; i++)
        {
            var text = RandomText(random);
            var reader = new TermReader(text, buffer);
            foreach (var (token, kind, position) in Tokens(text))
            {
                if (!cache.TryGetValue(token, out var forms))
                    cache.Add(token, forms = Analyze(token, kind));
                Assert.Equal(kind, forms.Kind);
                Assert.True(reader.Read());
                Assert.Equal((forms.Exact, forms.Term), (Encoding.UTF8.GetString(reader.Exact), Encoding.UTF8.GetString(reader.Term)));
                Assert.Equal((position, kind == TokenKind.Whole), (reader.Position, reader.IsOverlap));
                Assert.Equal(token, text.Substring(reader.Span.Start, reader.Span.Length));
            }

            Assert.False(reader.Read());
        }

        Assert.True(cache.Count > 10_000);
    }

    [Fact]
    public void A_long_chain_takes_time_in_proportion_to_its_length()
    {
        // Quadratic work would take minutes.
        foreach (var piece in new[] { "a-", "a'", "a.", "10.1000/a:", "学", "a\u0301", "\u0301", "2503.11731v2.", "c++" })
        {
            var text = string.Concat(Enumerable.Repeat(piece, 400_000));
            var tokenizer = new Tokenizer(text);
            var count = 0;
            while (tokenizer.Read())
                count++;
            Assert.InRange(count, 0, 2 * text.Length);
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        const string Text = "Schrödinger's β-VAE (arXiv:2503.11731v2) and k-means in C++: 深度学习 of don't.";
        Span<byte> buffer = stackalloc byte[TermReader.BufferLength];
        var least = long.MaxValue;
        for (var run = 0; run < 2_000_000 && least > 0; run++)
        {
            // Code that is not compiled for speed yet allocates what later stands on the stack: until then it is warm-up.
            var before = GC.GetAllocatedBytesForCurrentThread();
            Count(Text, buffer);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static int Count(string text, Span<byte> buffer)
    {
        var count = 0;
        var reader = new TermReader(text, buffer);
        while (reader.Read())
            count++;
        return count;
    }

    private static (string Exact, string Term, TokenKind Kind) Analyze(string token, TokenKind kind)
    {
        var (exact, term) = (new byte[TermForms.MostBytes], new byte[TermForms.MostBytes]);
        TermForms.Analyze(token, kind, exact, term, out var exactLength, out var termLength);
        return (Encoding.UTF8.GetString(exact, 0, exactLength), Encoding.UTF8.GetString(term, 0, termLength), kind);
    }

    private static List<(string Token, TokenKind Kind, int Position)> Tokens(string text)
    {
        var found = new List<(string, TokenKind, int)>();
        var tokenizer = new Tokenizer(text);
        while (tokenizer.Read())
            found.Add((tokenizer.Token.ToString(), tokenizer.Kind, tokenizer.Position));
        return found;
    }

    private static string RandomText(Random random) => string.Concat(Enumerable.Range(0, random.Next(24)).Select(
        _ => random.Next(12) switch
        {
            0 => ((char)random.Next(char.MaxValue)).ToString(),
            < 5 => Pieces[random.Next(Pieces.Length)],
            _ => Pool[random.Next(Pool.Length)].ToString(),
        }));

    private static List<(string Token, TokenKind Kind, int Position)> PlainTokens(string text)
    {
        const string Run = "[a-z0-9W][a-z0-9WM]*";
        const string Part = $"{Run}(?:'(?:s|t|d|m|re|ve|ll)(?![a-z0-9WM]))*";
        const string Doi = $@"10\.[0-9]{{4,9}}/{Run}(?:[-./:()]{Run})*";
        const string Arxiv = @"[0-9]{4}\.[0-9]{4,5}(?=v[0-9]{1,2}(?![a-z0-9WM])(?!'(?:s|t|d|m|re|ve|ll)(?![a-z0-9WM])))";
        const string Chain = $"{Part}(?:[-.']M*{Part})*";
        const string Signs = @"(?:\+\+(?![a-zW])|(?<=^.)#(?![a-z0-9W]))?";
        var (found, shadow, position) = (new List<(string, TokenKind, int)>(), Shadow(text), 0);
        for (var at = 0; at < text.Length;)
        {
            var rest = shadow[at..];
            if (Regex.Match(rest, "^U[UVM]*") is { Success: true } run)
            {
                var characters = Regex.Matches(run.Value, "UV?M*");
                for (var i = 0; i < Math.Max(1, characters.Count - 1); i++)
                {
                    var last = characters[Math.Min(i + 1, characters.Count - 1)];
                    var start = at + characters[i].Index;
                    found.Add((text[start..(at + last.Index + last.Length)], TokenKind.Pair, position++));
                }

                at += run.Length;
                continue;
            }

            var isFixed = true;
            var match = Regex.Match(rest, $"^{Doi}") is { Success: true } doi ? doi : Regex.Match(rest, $"^{Arxiv}");
            if (!match.Success)
            {
                isFixed = false;
                match = Regex.Match(rest, $"^(?:{Chain}){Signs}");
            }

            if (!match.Success)
            {
                at++;
                continue;
            }

            var parts = Regex.Matches(match.Value, Part);
            foreach (Match part in parts)
                found.Add((text.Substring(at + part.Index, part.Length), TokenKind.Word, position++));
            if (isFixed || (parts.Count <= 6 && (parts.Count > 1 || match.Value[^1] is '+' or '#')))
                found.Add((text.Substring(at, match.Length), TokenKind.Whole, position - 1));
            at += match.Length;
        }

        return found;
    }

    // One letter for each code unit: what regular expressions can tell apart.
    private static string Shadow(string text)
    {
        var shadow = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var found = CharacterClasses.Of(text, at, out var length);
            var unit = text[at];
            shadow.Append(found switch
            {
                CharacterClass.Word => char.IsAscii(unit) ? char.ToLowerInvariant(unit) : 'W',
                CharacterClass.Mark => 'M',
                CharacterClass.Unspaced => 'U',
                CharacterClass.Joiner => unit == '.' ? '.' : '-',
                CharacterClass.Apostrophe => '\'',
                CharacterClass.Sign => unit,
                _ => "/:()".Contains(unit) ? unit : ' ',
            });
            if (length == 2)
                shadow.Append(found switch { CharacterClass.Unspaced => 'V', CharacterClass.Word => 'W', CharacterClass.Mark => 'M', _ => ' ' });
            at += length;
        }

        return shadow.ToString();
    }
}
