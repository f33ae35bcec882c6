using System.Diagnostics;
using System.Numerics;

namespace Paperboy.Search.Text;

/// <summary>
/// The English (Porter2) stemmer, after Martin Porter's description at
/// https://snowballstem.org/algorithms/english/stemmer.html. Works in place on lower-case ASCII.
/// </summary>
internal ref struct Porter2
{
    // While stemming, a 'y' that is a consonant is written as 'Y'.
    private readonly Span<byte> _word;

    // Bit i: letter i of the word as it came is a vowel.
    private readonly ulong _vowels;
    private int _length;
    private int _region1;
    private int _region2;

    private Porter2(Span<byte> word)
    {
        _word = word;
        _length = word.Length;
        _vowels = FindVowels(word);
        _region1 = _region2 = word.Length;
    }

    /// <summary>
    /// Stems <paramref name="word"/> (at most <see cref="TermForms.MostBytes"/> letters a to z and apostrophes) in place and
    /// returns the length of its stem, which is never more than the word's.
    /// </summary>
    public static int Stem(Span<byte> word)
    {
        // An initial apostrophe is no part of the word. The tokenizer never leaves one.
        Debug.Assert(word.Length <= TermForms.MostBytes, "a bit stands for each letter");
        if (word.Length <= 2)
            return word.Length;
        var special = Porter2Rules.Exception(word);
        if (special >= 0)
            return special;
        var stemmer = new Porter2(word);
        stemmer.Run();
        return stemmer._length;
    }

    private void Run()
    {
        FindRegions();
        RemovePossessive();
        Step1A();
        if (Porter2Rules.IsFinishedAfterStep1A(_word[.._length]))
            return;
        Step1B();
        Step1C();
        ReplaceInRegion1(Porter2Rules.Step2);
        ReplaceInRegion1(Porter2Rules.Step3);
        Step4();
        Step5();
        foreach (ref var letter in _word[.._length])
        {
            if (letter == 'Y')
                letter = (byte)'y';
        }
    }

    // Marks each 'y' that is a consonant on the way.
    private static ulong FindVowels(Span<byte> word)
    {
        var vowels = 0UL;
        for (var i = 0; i < word.Length; i++)
        {
            if (!IsVowel(word[i]))
                continue;
            if (word[i] == 'y' && (i == 0 || (vowels >> (i - 1)) != 0))
                word[i] = (byte)'Y';
            else
                vowels |= 1UL << i;
        }

        return vowels;
    }

    private void FindRegions()
    {
        _region1 = Porter2Rules.Region1OfKnownPrefix(_word);
        if (_region1 < 0)
            _region1 = RegionAfter(0);
        _region2 = RegionAfter(_region1);
    }

    // The part after the first non-vowel that follows a vowel.
    private readonly int RegionAfter(int start)
    {
        if (start >= _length - 1)
            return _length;
        var ends = ~_vowels & (_vowels << 1) & (ulong.MaxValue << (start + 1));
        return Math.Min(BitOperations.TrailingZeroCount(ends) + 1, _length);
    }

    private void RemovePossessive()
    {
        if (_word[_length - 1] != '\'' && _word[_length - 2] != '\'')
            return;
        if (EndsWith("'s'"u8))
            _length -= 3;
        else if (EndsWith("'s"u8))
            _length -= 2;
        else if (EndsWith("'"u8))
            _length -= 1;
    }

    private void Step1A()
    {
        if (_length == 0 || _word[_length - 1] is not ((byte)'s' or (byte)'d'))
            return;
        if (EndsWith("sses"u8))
            _length -= 2;
        else if (EndsWith("ied"u8) || EndsWith("ies"u8))
            _length -= _length > 4 ? 2 : 1;
        else if (EndsWith("us"u8) || EndsWith("ss"u8))
            return;
        else if (EndsWith("s"u8) && HasVowel(_length - 2))
            _length--;
    }

    private void Step1B()
    {
        if (_length == 0 || _word[_length - 1] is not ((byte)'d' or (byte)'g' or (byte)'y'))
            return;
        if (EndsWith("eedly"u8) || EndsWith("eed"u8))
        {
            var suffix = EndsWith("eed"u8) ? 3 : 5;
            if (_length - suffix >= _region1)
                _length -= suffix - 2;
            return;
        }

        var removed = EndsWith("ingly"u8) ? 5 : EndsWith("edly"u8) ? 4 : EndsWith("ing"u8) ? 3 : EndsWith("ed"u8) ? 2 : 0;
        if (removed == 0 || !HasVowel(_length - removed))
            return;
        _length -= removed;
        if (EndsWith("at"u8) || EndsWith("bl"u8) || EndsWith("iz"u8))
            _word[_length++] = (byte)'e';
        else if (EndsWithDouble())
            _length--;
        else if (_region1 >= _length && EndsWithShortSyllable(_length))
            _word[_length++] = (byte)'e';
    }

    private readonly void Step1C()
    {
        if (_length > 2 && _word[_length - 1] is (byte)'y' or (byte)'Y' && !IsVowel(_word[_length - 2]))
            _word[_length - 1] = (byte)'i';
    }

    // Only the longest suffix that the word ends with counts, whether or not its condition then holds.
    private void ReplaceInRegion1(SuffixTable table)
    {
        if (_region1 >= _length)
            return;
        foreach (var rule in table.For(_word[.._length]))
        {
            if (!EndsWith(rule.Suffix))
                continue;
            var stem = _length - rule.Suffix.Length;
            if (stem >= _region1 && Holds(rule.Condition, stem))
            {
                rule.Replacement.CopyTo(_word[stem..]);
                _length = stem + rule.Replacement.Length;
            }

            return;
        }
    }

    private void Step4()
    {
        if (_region2 >= _length)
            return;
        foreach (var rule in Porter2Rules.Step4.For(_word[.._length]))
        {
            if (!EndsWith(rule.Suffix))
                continue;
            var stem = _length - rule.Suffix.Length;
            if (stem >= _region2 && Holds(rule.Condition, stem))
                _length = stem;
            return;
        }
    }

    private void Step5()
    {
        var stem = _length - 1;
        if (EndsWith("e"u8))
        {
            if (stem >= _region2 || (stem >= _region1 && !EndsWithShortSyllable(stem)))
                _length = stem;
        }
        else if (EndsWith("ll"u8) && stem >= _region2)
        {
            _length = stem;
        }
    }

    private readonly bool Holds(SuffixCondition condition, int stem) => condition switch
    {
        SuffixCondition.AfterL => stem > 0 && _word[stem - 1] == 'l',
        SuffixCondition.AfterLiEnding => stem > 0 && "cdeghkmnrt"u8.Contains(_word[stem - 1]),
        SuffixCondition.AfterSOrT => stem > 0 && _word[stem - 1] is (byte)'s' or (byte)'t',
        SuffixCondition.InRegion2 => stem >= _region2,
        _ => true,
    };

    private readonly bool EndsWith(ReadOnlySpan<byte> suffix) => _word[.._length].EndsWith(suffix);

    // Of the letters before end, which no step has changed yet.
    private readonly bool HasVowel(int end) => end > 0 && _vowels << (64 - end) != 0;

    private readonly bool EndsWithDouble() =>
        _length > 1 && _word[_length - 1] == _word[_length - 2] && "bdfgmnprt"u8.Contains(_word[_length - 1]);

    // A vowel between non-vowels, the last not w, x or Y; or a vowel that begins a word of two letters.
    private readonly bool EndsWithShortSyllable(int end)
    {
        if (end < 2 || IsVowel(_word[end - 1]) || !IsVowel(_word[end - 2]))
            return false;
        return end == 2 || (!IsVowel(_word[end - 3]) && _word[end - 1] is not ((byte)'w' or (byte)'x' or (byte)'Y'));
    }

    private static bool IsVowel(byte letter) => letter is (byte)'a' or (byte)'e' or (byte)'i' or (byte)'o' or (byte)'u' or (byte)'y';
}
