namespace Paperboy.Search.Tests;

/// <summary>How often the long tests repeat: a few times as a rule, many times as often with PAPERBOY_TORTURE=1.</summary>
internal static class Torture
{
    public static bool IsOn => Environment.GetEnvironmentVariable("PAPERBOY_TORTURE") == "1";

    public static int Times(int asRule, int factor) => IsOn ? asRule * factor : asRule;
}
