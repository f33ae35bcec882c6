using Paperboy.Search.Columns;

namespace Paperboy.Search.Vectors;

/// <summary>Verifies that sketches are those of their vectors: a wrong one hides a document from its neighbours.</summary>
internal static class VectorCheck
{
    /// <summary>What is wrong with a group, in sentences.</summary>
    public static IReadOnlyList<string> Run(VectorGroup group)
    {
        var problems = new List<string>();
        CheckSketches(group, problems);
        for (var window = 0; window < WindowBits.WindowCount(group.DocumentCount) && group.HasCrowding; window++)
            CheckCrowding(group, window, problems);
        return problems;
    }

    private static void CheckSketches(VectorGroup group, List<string> problems)
    {
        var encoder = new SketchEncoder(group.Center.ToArray());
        var expected = new byte[SketchGroup.LengthOf(group.Model.Dimensions)];
        for (var window = 0; window < WindowBits.WindowCount(group.DocumentCount); window++)
        {
            var zone = group.ZoneOf(window);
            for (var first = 0; first < zone.Count; first += SketchGroup.Vectors)
            {
                expected.AsSpan().Clear();
                for (var row = first; row < Math.Min(first + SketchGroup.Vectors, zone.Count); row++)
                {
                    var code = group.CodeOf(zone.FirstRow + row);
                    if (VectorCode.InverseLength(code) == 0)
                        problems.Add($"vector {zone.FirstRow + row} of the model {group.Model.Fingerprint} has no length");
                    encoder.Encode(code, row - first, expected);
                }

                if (!group.SketchesOf(window).Slice(first / SketchGroup.Vectors * expected.Length, expected.Length).SequenceEqual(expected))
                    problems.Add($"the sketches of vectors {zone.FirstRow + first} and following of the model {group.Model.Fingerprint} are of others");
            }
        }
    }

    private static void CheckCrowding(VectorGroup group, int window, List<string> problems)
    {
        var crowding = group.CrowdingIn(window);
        var zone = group.ZoneOf(window);
        for (var row = 0; row < crowding.Length; row++)
        {
            if (row < zone.Count && crowding[row] == short.MinValue)
                problems.Add($"vector {zone.FirstRow + row} of the model {group.Model.Fingerprint} has a crowding below -1");
            if (row >= zone.Count && crowding[row] != 0)
                problems.Add($"window {window} of the model {group.Model.Fingerprint} has the crowding of more vectors than its {zone.Count}");
        }
    }
}
