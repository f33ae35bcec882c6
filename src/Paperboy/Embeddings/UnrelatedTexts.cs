using Paperboy.Embeddings.Training;
using Paperboy.Search.Fusion;

namespace Paperboy.Embeddings;

/// <summary>
/// Queries without any sense: everyday words thrown together. What is nearest to them shows how near a paper comes by chance
/// (<see cref="ClosenessThresholds"/>), with any embedder. The same queries for ever, so that thresholds can be compared.
/// </summary>
internal static class UnrelatedTexts
{
    private const ulong Seed = 5;
    private const int EachLength = 200;

    private const string Words = """
        ability action activity age agency air amount analysis animal answer approach area arm art article artist
        attack attention author authority baby back bank beach bed behavior benefit bill bird blood board boat body
        book box boy bread breakfast brother building business call campaign car career case center chance change
        character child choice church city class clothes coat college color community company computer concern
        condition control cost country couple course court crime culture cup dark data daughter day deal death decade
        decision defense degree design development difference dinner director disease doctor dog door drug east
        economy education effect effort election end energy environment event example experience eye face fact factor
        family father feeling field figure film fire fish floor foot force form friend fund future game garden girl
        glass goal gold government ground group growth gun guy hair hand hat head health heart history home horse
        hospital hotel hour house husband idea image individual industry information interest island issue job kid
        kind king kitchen knowledge lake land language law lawyer leader leg letter level life light line list loss
        lot love lunch man market material matter media meeting member message milk mind minute moment money month
        morning mother mountain movement movie music name nation nature need news night north note number office
        officer official oil operation opportunity order others page paper parent part party patient people
        performance period person phone picture piece place plan plane plant player point police policy population
        position power practice president pressure price prince problem product professor program project quality
        queen question race rain rate reason record region relationship report research resource response rest result
        right ring risk river road role room rule salt scene school season second section security sense series
        service sex ship shirt shoe show side sign silver sister site situation size skill snow society son song sort
        sound source south space sport spring staff stage standard star state station step stock store story strategy
        street student study subject success sugar summer sunday support system table tax teacher team technology
        television term test thing thought ticket time top town trade train training treatment tree truth type use
        value view voice wall war water way week west wife window winter woman word work worker world year
        """;

    private static readonly int[] Lengths = [1, 2, 4, 8, 16];

    /// <summary>The queries, 200 of each of five lengths, with their numbers of words.</summary>
    public static IReadOnlyList<(int Words, string Text)> All { get; } = Draw();

    /// <summary>The number of words of a query, as thresholds count them: what stands between spaces.</summary>
    public static int WordsIn(string text) => text.AsSpan().Trim().IsEmpty ? 0 : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static List<(int Words, string Text)> Draw()
    {
        var words = Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var random = new SplitMix(Seed);
        var texts = new List<(int, string)>();
        foreach (var length in Lengths)
        {
            for (var i = 0; i < EachLength; i++)
                texts.Add((length, string.Join(' ', Enumerable.Range(0, length).Select(_ => words[random.Below(words.Length)]))));
        }

        return texts;
    }
}
