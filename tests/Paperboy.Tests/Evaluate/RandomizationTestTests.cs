using Paperboy.Evaluate.Measuring;
using Xunit;

namespace Paperboy.Tests.Evaluate;

public sealed class RandomizationTestTests
{
    [Fact]
    public void Few_differences_are_tried_with_all_signs()
    {
        // Of the 8 sums of ±1 ±1 ±1 two are as far from 0 as 3; of ±1 ±1 ±0.5 four are as far as 1.5.
        Assert.Equal((1.0, 0.25), RandomizationTest.Compare([1, 1, 1], [0, 0, 0]));
        var (difference, p) = RandomizationTest.Compare([1, 1, 0], [0, 0, 0.5]);
        Assert.Equal(0.5, difference, 12);
        Assert.Equal(0.5, p);
    }

    [Fact]
    public void Queries_answered_alike_make_no_difference_and_the_same_modes_none()
    {
        Assert.Equal((0.0, 1.0), RandomizationTest.Compare([0.3, 0.7], [0.3, 0.7]));
        Assert.Equal(0.25, RandomizationTest.Compare([1, 1, 1, 0.4, 0.4], [0, 0, 0, 0.4, 0.4]).P);
    }

    [Fact]
    public void Drawn_signs_come_near_to_all_of_them()
    {
        var random = new Random(5);
        double[] first = [.. Enumerable.Range(0, 20).Select(_ => random.NextDouble() + 0.15)];
        double[] second = [.. Enumerable.Range(0, 20).Select(_ => random.NextDouble())];
        var differences = first.Zip(second, (a, b) => a - b).ToArray();
        var observed = Math.Abs(differences.Sum());
        var extreme = 0;
        for (var signs = 0; signs < 1 << 20; signs++)
        {
            var sum = 0.0;
            for (var i = 0; i < 20; i++)
                sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
            if (Math.Abs(sum) >= observed - 1e-9)
                extreme++;
        }

        var exact = extreme / (double)(1 << 20);
        Assert.InRange(exact, 0.001, 0.5);
        Assert.Equal(exact, RandomizationTest.Compare(first, second).P, 0.01);
    }

    [Fact]
    public void The_same_seed_gives_the_same_and_the_order_of_modes_only_turns_the_sign()
    {
        var random = new Random(9);
        double[] first = [.. Enumerable.Range(0, 100).Select(_ => random.NextDouble())];
        double[] second = [.. Enumerable.Range(0, 100).Select(_ => random.NextDouble())];
        var (difference, p) = RandomizationTest.Compare(first, second);
        Assert.Equal((difference, p), RandomizationTest.Compare(first, second));
        var (back, same) = RandomizationTest.Compare(second, first);
        Assert.Equal(-difference, back, 12);
        Assert.Equal(p, same);
        Assert.NotEqual(p, RandomizationTest.Compare(first, second, seed: 8).P);
    }

    [Fact]
    public void A_large_and_steady_difference_is_as_improbable_as_draws_can_show()
    {
        double[] better = [.. Enumerable.Repeat(0.9, 300)];
        double[] worse = [.. Enumerable.Repeat(0.1, 300)];
        Assert.Equal(1.0 / (RandomizationTest.Draws + 1), RandomizationTest.Compare(better, worse).P);
    }
}
