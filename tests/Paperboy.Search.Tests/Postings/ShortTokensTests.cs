using Paperboy.Search.Postings;
using Xunit;

namespace Paperboy.Search.Tests.Postings;

public sealed class ShortTokensTests
{
    [Fact]
    public void Every_short_token_has_a_key_of_its_own()
    {
        var keys = new HashSet<(ulong Low, ulong High)>();
        for (var length = 1; length <= ShortTokens.MostLength; length++)
        {
            Assert.True(keys.Add(KeyOf(new string('a', length))));
            for (var place = 0; place < length; place++)
            {
                var token = new string('a', length).ToCharArray();
                token[place] = 'b';
                Assert.True(keys.Add(KeyOf(new string(token))), $"{new string(token)} has the key of another");
            }
        }
    }

    [Fact]
    public void A_key_holds_the_characters_in_their_order()
    {
        for (var length = 1; length <= ShortTokens.MostLength; length++)
        {
            var token = "0123456789abcdef"[..length];
            var (low, high) = KeyOf(token);
            var bytes = BitConverter.GetBytes(low).Concat(BitConverter.GetBytes(high)).TakeWhile(value => value != 0);
            Assert.Equal(token, string.Concat(bytes.Select(value => (char)value)));
        }
    }

    [Fact]
    public void Long_and_foreign_tokens_have_no_key()
    {
        Assert.False(ShortTokens.TryPack(new string('a', ShortTokens.MostLength + 1), out _));
        for (var length = 1; length <= ShortTokens.MostLength; length++)
        {
            for (var place = 0; place < length; place++)
            {
                foreach (var foreign in "\u0080é\u0161中\uFFFF")
                {
                    var token = new string('a', length).ToCharArray();
                    token[place] = foreign;
                    Assert.False(ShortTokens.TryPack(token, out _), $"{foreign} at {place} of {length}");
                }
            }
        }
    }

    [Fact]
    public void The_table_remembers_what_a_dictionary_does()
    {
        var random = new Random(11);
        var table = new ShortTokens();
        var expected = new Dictionary<string, BufferedWord>();
        for (var i = 0; i < 100_000; i++)
        {
            var token = random.Next(40_000).ToString("x", null);
            ref var word = ref table.GetOrAdd(KeyOf(token), out var isNew);
            Assert.Equal(!expected.TryGetValue(token, out var known), isNew);
            Assert.Equal(known, word);
            if (isNew)
                word = new BufferedWord(i, i + 1, expected.Count, 0);
            word.Occurrences++;
            expected[token] = word;
        }

        var forms = new (byte[] Utf8, long Occurrences, int Next)[expected.Count];
        table.CountForms(forms);
        Assert.All(expected.Values, word => Assert.Equal(word.Occurrences, forms[word.FormPlace].Occurrences));
    }

    private static (ulong Low, ulong High) KeyOf(string token)
    {
        Assert.True(ShortTokens.TryPack(token, out var key), token);
        return key;
    }
}
