using System.Diagnostics;
using System.Globalization;

namespace Paperboy.Bench;

/// <summary>From starting the program to having read the front page, in processes of their own.</summary>
internal static class StartBench
{
    private const int Starts = 7;

    public static async Task Run(string folder)
    {
        var times = new List<double>();
        for (var i = 0; i < Starts; i++)
            times.Add(await Start(folder));
        times.Sort();
        Console.WriteLine("| starts | median ms | slowest ms |\n|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Starts} | {times[Starts / 2]:F0} | {times[^1]:F0} |"));
    }

    private static async Task<double> Start(string folder)
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "paperboy"), ["serve", "--data", folder, "--Server:Address=http://127.0.0.1:0", "--Sources:Scheduled=no"])
        {
            RedirectStandardError = true,
        };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            while (await process.StandardError.ReadLineAsync() is { } line)
            {
                if (!line.StartsWith("Paperboy is at ", StringComparison.Ordinal))
                    continue;
                using var http = new HttpClient();
                await http.GetByteArrayAsync(new Uri(line.Split(' ')[3]));
                return clock.Elapsed.TotalMilliseconds;
            }

            throw new InvalidOperationException("Paperboy did not start.");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
