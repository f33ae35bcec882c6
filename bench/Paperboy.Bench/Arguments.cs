using System.Globalization;

namespace Paperboy.Bench;

/// <summary>Arguments of a benchmark: places first, then options with or without a value.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = [];

    /// <param name="args">What follows the verb.</param>
    /// <param name="valued">Options that take a value.</param>
    /// <param name="flags">Options that take none.</param>
    /// <exception cref="ArgumentException">An option is unknown or has no value.</exception>
    public Arguments(ReadOnlySpan<string> args, string[] valued, string[] flags)
    {
        var places = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
                places.Add(args[i]);
            else if (flags.Contains(args[i]))
                _options[args[i]] = "";
            else if (!valued.Contains(args[i]))
                throw new ArgumentException($"{args[i]} is no option here; known are {string.Join(", ", [.. valued, .. flags])}.");
            else if (i + 1 == args.Length)
                throw new ArgumentException($"{args[i]} takes a value.");
            else
                _options[args[i]] = args[++i];
        }

        Places = places;
    }

    public IReadOnlyList<string> Places { get; }

    public bool Has(string option) => _options.ContainsKey(option);

    public string? Text(string option) => _options.GetValueOrDefault(option);

    /// <exception cref="ArgumentException">The value is no whole number from 1 on.</exception>
    public int Count(string option, int otherwise)
    {
        if (!_options.TryGetValue(option, out var text))
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new ArgumentException($"{option} takes a whole number from 1 on, not \"{text}\".");
    }
}
