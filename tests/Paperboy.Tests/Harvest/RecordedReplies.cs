using System.Globalization;
using Paperboy.Catalog;
using Paperboy.Harvest;
using Paperboy.Harvest.Fetching;
using Paperboy.Tests.Support;
using Xunit;

namespace Paperboy.Tests.Harvest;

/// <summary>Recorded replies of a service, each with what must come of it: "records/rejected", or "bad" for no reply of the kind.</summary>
internal static class RecordedReplies
{
    public static readonly DateOnly Latest = new(2027, 12, 31);

    /// <summary>Reads all files of a folder and compares with a table of lines "file outcome"; a file without a line fails.</summary>
    public static void Compare(
        string folder, string table, Func<byte[], (IReadOnlyList<PaperRecord> Records, IReadOnlyList<RejectedRecord> Rejected)> read)
    {
        var first = table.Split('\n', StringSplitOptions.RemoveEmptyEntries)[0].Split(' ')[0];
        var root = SharedData.File($"recorded/{folder}/{first}")[..^(first.Length + 1)];
        var actual = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "INDEX.json")
            .Select(file => $"{Path.GetRelativePath(root, file).Replace('\\', '/')} {Outcome(File.ReadAllBytes(file), read)}");
        var expected = table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(
            string.Join('\n', expected.Order(StringComparer.Ordinal)), string.Join('\n', actual.Order(StringComparer.Ordinal)));
    }

    public static byte[] Bytes(string relative) => File.ReadAllBytes(SharedData.File("recorded/" + relative));

    private static string Outcome(byte[] body, Func<byte[], (IReadOnlyList<PaperRecord> Records, IReadOnlyList<RejectedRecord> Rejected)> read)
    {
        try
        {
            var (records, rejected) = read(body);
            Assert.All(records, record => Assert.False(string.IsNullOrWhiteSpace(record.Title)));
            Assert.All(rejected, one => Assert.False(string.IsNullOrWhiteSpace(one.Reason)));
            return string.Create(CultureInfo.InvariantCulture, $"{records.Count}/{rejected.Count}");
        }
        catch (BadReplyException)
        {
            return "bad";
        }
    }
}
