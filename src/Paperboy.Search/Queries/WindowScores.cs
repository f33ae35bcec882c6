using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Paperboy.Search.Columns;

namespace Paperboy.Search.Queries;

/// <summary>The scores of the documents of one window, to which one term after the other adds.</summary>
internal sealed class WindowScores
{
    private readonly int[] _scores = new int[WindowBits.Length];

    /// <summary>By place in the window; 0: no term that has added is in the document.</summary>
    public int[] Scores => _scores;

    /// <summary>Takes out the places with at least a score, in ascending order, and makes all scores 0.</summary>
    /// <param name="least">At least 1.</param>
    /// <param name="places">Takes the places: room for all of a window.</param>
    /// <param name="scores">Takes their scores.</param>
    /// <returns>How many they are.</returns>
    public int Take(int least, int[] places, int[] scores)
    {
        var count = Vector256.IsHardwareAccelerated ? TakeVectors(least, places, scores) : TakeScalar(least, places, scores);
        _scores.AsSpan().Clear();
        return count;
    }

    /// <summary>The plain twin, which leaves the scores.</summary>
    internal int TakeScalar(int least, int[] places, int[] scores)
    {
        var count = 0;
        for (var place = 0; place < _scores.Length; place++)
        {
            if (_scores[place] >= least)
                (places[count], scores[count++]) = (place, _scores[place]);
        }

        return count;
    }

    internal int TakeVectors(int least, int[] places, int[] scores)
    {
        var count = 0;
        var bound = Vector256.Create(least);
        var rows = MemoryMarshal.Cast<int, Vector256<int>>(_scores);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var bits = Vector256.GreaterThanOrEqual(rows[row], bound).ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                var place = (row * Vector256<int>.Count) + BitOperations.TrailingZeroCount(bits);
                (places[count], scores[count++]) = (place, _scores[place]);
            }
        }

        return count;
    }
}
