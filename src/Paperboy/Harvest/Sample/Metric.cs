using System.Globalization;

namespace Paperboy.Harvest.Sample;

/// <summary>A figure of merit. Values are whole numbers of the last decimal place, so that no rounding can disagree.</summary>
/// <param name="Name">As it stands in a sentence, without an article: accuracy, word error rate.</param>
/// <param name="Unit">As it follows the number: "%", " cm" or nothing.</param>
/// <param name="Decimals">Decimal places shown.</param>
/// <param name="Least">The smallest value of a baseline.</param>
/// <param name="Most">The largest value of a baseline.</param>
/// <param name="LeastGain">The smallest improvement.</param>
/// <param name="MostGain">The largest improvement.</param>
/// <param name="LowerIsBetter">True for errors and costs.</param>
internal sealed record Metric(
    string Name, string Unit, int Decimals, int Least, int Most, int LeastGain, int MostGain, bool LowerIsBetter = false)
{
    public string Show(int value) => Number(value) + Unit;

    /// <summary>A difference of two values: of percentages it is counted in points.</summary>
    public string ShowGain(int gain) => Number(gain) + (Unit == "%" ? " points" : Unit);

    public int Improve(int value, int gain) => LowerIsBetter ? value - gain : value + gain;

    private string Number(int value)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture).PadLeft(Decimals + 1, '0');
        return Decimals == 0 ? digits : $"{digits[..^Decimals]}.{digits[^Decimals..]}";
    }
}
