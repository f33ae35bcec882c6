using Paperboy.Discover.Like;
using Paperboy.Search;
using Xunit;

namespace Paperboy.Tests.Discover.Like;

public sealed class CentresTests
{
    private static readonly VectorModel Model = new("test", 64);

    [Fact]
    public void A_few_vectors_stand_for_themselves_beside_their_mean()
    {
        var vectors = new[] { Axis(0), Axis(1) };
        var centres = Centres.Of(vectors, 5);
        Assert.Equal(vectors, centres.Take(2));
        Assert.Equal(MathF.Sqrt(0.5f), centres[2].Values.Span[0], 1e-5f);
        Assert.Same(vectors[0], Assert.Single(Centres.Of([vectors[0]], 5)));
    }

    [Fact]
    public void Many_vectors_get_a_centre_for_each_of_their_subjects()
    {
        var random = new Random(2);
        var vectors = Enumerable.Range(0, 200).Select(i => Near(i % 4, random)).ToList();
        var centres = Centres.Of(vectors, 4);
        Assert.Equal(5, centres.Count);
        for (var axis = 0; axis < 4; axis++)
            Assert.Contains(centres.Take(4), centre => centre.Values.Span[axis] > 0.9f);
    }

    [Fact]
    public void Vectors_that_cancel_each_other_out_have_no_mean() => Assert.Equal(2, Centres.Of([Axis(0), Axis(0, -1)], 5).Count);

    [Fact]
    public void The_same_vector_many_times_is_no_trouble() => Assert.Equal(12, Centres.Of([.. Enumerable.Repeat(Axis(3), 40)], 11).Count);

    private static ModelVector Axis(int axis, float value = 1)
    {
        var values = new float[64];
        values[axis] = value;
        return new ModelVector(Model, values);
    }

    private static ModelVector Near(int axis, Random random)
    {
        var values = new float[64];
        values[axis] = 1;
        for (var i = 0; i < values.Length; i++)
            values[i] += (float)((random.NextDouble() - 0.5) * 0.1);
        var norm = MathF.Sqrt(values.Sum(value => value * value));
        return new ModelVector(Model, [.. values.Select(value => value / norm)]);
    }
}
