using System.Globalization;

namespace Paperboy.Harvest.Sample;

/// <summary>A paper's texts.</summary>
/// <param name="Title">Not like that of any other paper by the same writer.</param>
/// <param name="Abstract">Some 90 to 180 words.</param>
/// <param name="Slug">The last part of the paper's addresses.</param>
/// <param name="Remark">What stands in the field for comments, if anything.</param>
internal sealed record Draft(string Title, string Abstract, string Slug, string? Remark);

/// <summary>Writes titles and abstracts: of methods for the most part, now and then of a study or a collection of data.</summary>
internal sealed class PaperWriter(SeededRandom random)
{
    private const int LeastWords = 95;
    private const int MostWords = 165;

    private readonly Decks _decks = new(random);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _titles = new(StringComparer.Ordinal);

    /// <param name="field">The field that the topic belongs to.</param>
    /// <param name="topic">What the paper is about.</param>
    /// <param name="released">Whether the abstract says where the code is.</param>
    public Draft Write(Field field, Topic topic, bool released)
    {
        var name = NewName(field);
        var slots = Facts.Draw(random, _decks, topic, name);
        var approach = _decks.Draw(topic.Approaches);
        slots["method"] = approach.Method;
        slots["component"] = approach.Component;
        slots["question"] = _decks.Draw(topic.Questions);
        var template = new Template(random, slots);
        var (title, sentences) = random.Below(100) switch
        {
            < 68 => (MethodTitle(topic, template, name), Method(topic, approach)),
            < 86 => (StudyTitle(topic, template, name), Study(topic)),
            _ => (ResourceTitle(topic, template, name), Resource(topic)),
        };
        sentences.Add(Part.Optional(_decks.Draw(field.Closings)));
        if (released)
            sentences.Add(Part.Required(_decks.Draw(Sentences.Releases)));
        var text = Choose([.. sentences.Select(part => part with { Text = Capitalised(template.Fill(part.Text)) })]);
        var remark = random.Percent(45) ? template.Fill(_decks.Draw(Sentences.Remarks)) : null;
        return random.Percent(30)
            ? new Draft(LatexTyping.Apply(title), LatexTyping.Apply(text), slots["slug"], remark)
            : new Draft(title, text, slots["slug"], remark);
    }

    private List<Part> Method(Topic topic, Approach approach) =>
    [
        Part.Required(_decks.Draw(topic.Problems)),
        Part.Required(_decks.Draw(topic.Gaps)),
        Part.Required(_decks.Draw(Sentences.Introductions)),
        Part.Optional(approach.Detail),
        Part.Required(_decks.Draw(Sentences.Experiments)),
        Part.Optional(_decks.Draw(Sentences.Ablations)),
        Part.Required(_decks.Draw(topic.Findings)),
        Part.Optional(_decks.Draw(topic.Findings)),
    ];

    private List<Part> Study(Topic topic) =>
    [
        Part.Required(_decks.Draw(topic.Problems)),
        Part.Required(_decks.Draw(topic.Gaps)),
        Part.Required(_decks.Draw(Sentences.Questions)),
        Part.Required(_decks.Draw(Sentences.Observations)),
        Part.Required(_decks.Draw(Sentences.Outcomes)),
        Part.Required(_decks.Draw(topic.Findings)),
        Part.Optional(_decks.Draw(topic.Findings)),
    ];

    private List<Part> Resource(Topic topic) =>
    [
        Part.Required(_decks.Draw(topic.Problems)),
        Part.Required(_decks.Draw(topic.Gaps)),
        Part.Required(_decks.Draw(Sentences.Collections)),
        Part.Required(_decks.Draw(Sentences.Standings)),
        Part.Required(_decks.Draw(topic.Findings)),
        Part.Optional(_decks.Draw(topic.Findings)),
    ];

    // Leaves optional sentences out until the abstract has the length that this author likes.
    private string Choose(List<Part> parts)
    {
        var wanted = random.Between(LeastWords + 15, MostWords);
        foreach (var part in random.Shuffled(parts.Where(p => !p.IsRequired)))
        {
            var words = parts.Sum(p => p.Words);
            if (words > wanted && words - part.Words >= LeastWords)
                parts.Remove(part);
        }

        return string.Join(' ', parts.Select(p => p.Text));
    }

    private string MethodTitle(Topic topic, Template template, string name) =>
        (random.Percent(40) ? Unused(template.Fill(_decks.Draw(topic.Titles))) : null) ?? Named(topic, template, name);

    private string StudyTitle(Topic topic, Template template, string name) =>
        (random.Percent(60) ? Unused(template.Fill(_decks.Draw(topic.Titles))) : null)
        ?? Unused($"{template.Fill(_decks.Draw(topic.Phrases))}: {_decks.Draw(Sentences.StudySubtitles)}")
        ?? Named(topic, template, name);

    private string ResourceTitle(Topic topic, Template template, string name)
    {
        var phrase = template.Fill(_decks.Draw(topic.Phrases));
        if (phrase.StartsWith("A ", StringComparison.Ordinal))
            phrase = "a " + phrase[2..];
        var title = $"{name}: A {_decks.Draw(Sentences.ResourceKinds)} for {phrase}";
        _titles.Add(title);
        return title;
    }

    // Names are never given twice, so neither are titles that begin with one.
    private string Named(Topic topic, Template template, string name)
    {
        var title = $"{name}: {template.Fill(_decks.Draw(topic.Phrases))}";
        _titles.Add(title);
        return title;
    }

    private string? Unused(string title) => _titles.Add(title) ? title : null;

    private string NewName(Field field)
    {
        for (; ; )
        {
            var noun = random.Pick(field.Nouns).Replace(" ", "", StringComparison.Ordinal);
            var name = random.Below(10) switch
            {
                < 7 => random.Pick(Sentences.Adjectives) + noun,
                < 9 => noun + random.Pick(field.Suffixes),
                _ => string.Create(CultureInfo.InvariantCulture, $"{noun}-{random.Between(2, 4)}"),
            };
            if (_names.Add(name))
                return name;
        }
    }

    private static string Capitalised(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    /// <summary>A sentence of an abstract.</summary>
    private sealed record Part(string Text, bool IsRequired)
    {
        public int Words => Text.Count(c => c == ' ') + 1;

        public static Part Required(string text) => new(text, true);

        public static Part Optional(string text) => new(text, false);
    }
}
