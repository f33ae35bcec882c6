namespace Paperboy.Tests.Support;

/// <summary>How often the long tests repeat: a few times as a rule, many times as often with PAPERBOY_TORTURE=1.</summary>
internal static class Torture
{
    public static int Times(int asRule, int factor = 10) => Environment.GetEnvironmentVariable("PAPERBOY_TORTURE") == "1" ? asRule * factor : asRule;
}
