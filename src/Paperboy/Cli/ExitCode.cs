namespace Paperboy.Cli;

/// <summary>What a verb's end tells the shell.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>Done, but some records were rejected.</summary>
    public const int SomeRejected = 3;

    /// <summary>Stopped by the user: 128 + SIGINT, as shells count.</summary>
    public const int Stopped = 130;
}
