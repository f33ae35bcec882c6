namespace Paperboy.Search.Tests.Vectors;

/// <summary>Invented vectors of unit length: all directions alike, or topics around a common direction with unequal dimensions.</summary>
internal sealed class InventedVectors(int seed, VectorModel model, bool areClustered)
{
    private const int Topics = 30;

    private readonly Random _random = new(seed);
    private readonly float[][] _topics = new float[Topics][];

    public VectorModel Model => model;

    public ModelVector Next(float crowding = 0)
    {
        var vector = Normal(1);
        if (areClustered)
        {
            _topics[0] ??= Normal(0.5f);
            ref var topic = ref _topics[_random.Next(1, Topics)];
            topic ??= Normal(1);
            for (var i = 0; i < vector.Length; i++)
                vector[i] = (_topics[0][i] + topic[i] + (0.8f * vector[i])) * MathF.Pow(1 + i, -0.4f);
        }

        return new ModelVector(model, Normalized(vector)) { Crowding = crowding };
    }

    public static float[] Normalized(float[] vector)
    {
        var length = Math.Sqrt(vector.Sum(value => (double)value * value));
        return [.. vector.Select(value => (float)(value / length))];
    }

    /// <summary>The cosine of the angle between two vectors of unit length.</summary>
    public static double Cosine(ModelVector a, ModelVector b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Values.Length; i++)
            sum += (double)a.Values.Span[i] * b.Values.Span[i];
        return sum;
    }

    private float[] Normal(float scale)
    {
        var vector = new float[model.Dimensions];
        foreach (ref var value in vector.AsSpan())
            value = scale * (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
        return vector;
    }
}
