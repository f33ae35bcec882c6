namespace Paperboy.Search.Vectors;

/// <summary>
/// A vector's crowding as it is stored: a mean of cosines, from -1 to 1, in steps of 1/32,767. The vectors themselves are
/// stored more coarsely than that.
/// </summary>
internal static class CrowdingCode
{
    public const float Step = 1f / short.MaxValue;

    public static short Encode(float crowding) => (short)MathF.Round(crowding * short.MaxValue);

    public static float Decode(short code) => code * Step;
}
