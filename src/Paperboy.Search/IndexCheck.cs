namespace Paperboy.Search;
public static class IndexCheck { public static IndexCheckReport Check(string folder) => new([], 0); }
public sealed record IndexCheckReport(IReadOnlyList<string> Problems, long Documents);
